from orders import Handlers


class Shop(Handlers):
    value = 1
