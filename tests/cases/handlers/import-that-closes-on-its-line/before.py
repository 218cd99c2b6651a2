from generated.orders import (Handlers,
                              Router,)


class Shop(Handlers):
    value = 1
