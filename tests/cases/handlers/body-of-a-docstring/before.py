from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
    """My shop.

  with a line at the side
    """
