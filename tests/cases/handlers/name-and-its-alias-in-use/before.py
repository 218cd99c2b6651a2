from generated.orders import Handlers

OrderPlaced = OrderPlaced_ = OrderCancelled = None


class Shop(Handlers):
    value = 1
