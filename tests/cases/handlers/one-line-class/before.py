from generated.orders import Handlers


class Shop(Handlers): pass
