try:
    from generated.orders import Handlers
except ImportError:
    from orders import Handlers


class Shop(Handlers):
    value = 1
