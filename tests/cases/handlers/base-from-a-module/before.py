from generated.orders.handlers import Handlers


class Shop(Handlers):
    value = 1
