# -*- coding: latin-1 -*-
from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
    # Grüße
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)
