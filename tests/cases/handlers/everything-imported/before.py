from generated.orders import *


class Shop(Handlers):
    value = 1
