from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
    ...  # later
