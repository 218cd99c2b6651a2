import sys

if sys.version_info > (3, 12):
    from generated.orders import Handlers
else:
    from orders import Handlers


class Shop(Handlers):
    value = 1
