from generated.orders import (
    Handlers,  # the base
    # what is placed
    OrderPlaced  # is shipped
)


class Shop(Handlers):
    value = 1
