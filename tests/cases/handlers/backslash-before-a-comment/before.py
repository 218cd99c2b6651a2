from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
    value = 1; \
    # of value
SHOP = Shop()
