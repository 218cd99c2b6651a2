from generated.orders import CompleteHandlers, Handlers, OrderCancelled, Router  # all


class Shop(Handlers):
    value = 1
