from __future__ import annotations

from typing import TYPE_CHECKING

from generated.orders import Handlers

if TYPE_CHECKING:
    from generated.orders import OrderCancelled, OrderPlaced


class Shop(Handlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)
