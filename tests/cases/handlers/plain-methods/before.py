from collections.abc import Awaitable
from typing import override

from app.wrapping import awaited
from generated.orders import Handlers, OrderArchived, OrderCancelled, OrderPlaced


class Shop(Handlers):
    @override
    def order_placed(self, message: OrderPlaced) -> None:
        print(message)

    def order_cancelled(self, message: OrderCancelled):
        if message is None:
            return None
        print(message)

    def order_archived(self, message: OrderArchived) -> Awaitable[None]:
        return super().order_archived(message)


class Other(Handlers):
    @awaited
    def order_placed(self, message: OrderPlaced) -> None:
        print(message)

    def order_cancelled(self, message):
        return super().order_cancelled(message)

    def helper(self, number: int) -> None:
        print(number)
