from generated.orders import Handlers, OrderCancelled


class Shop(Handlers):
    value = 1
