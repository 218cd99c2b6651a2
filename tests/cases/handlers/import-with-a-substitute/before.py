try:
    from generated.orders import Handlers
except ImportError:
    Handlers = object


class Shop(Handlers):
    value = 1
