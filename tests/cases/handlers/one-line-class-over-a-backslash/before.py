from generated.orders import Handlers


class Shop(Handlers): \
    value = {1: 2}
