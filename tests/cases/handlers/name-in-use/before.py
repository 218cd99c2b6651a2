from generated.orders import Handlers


class OrderCancelled(Exception):
    pass


class Shop(Handlers):
    OrderPlaced = 1
