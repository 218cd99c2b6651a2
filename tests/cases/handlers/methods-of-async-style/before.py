from app.wrapping import run
from generated.orders import Handlers, OrderArchived, OrderCancelled, OrderPlaced


class Shop(Handlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)

    async def order_cancelled(self, message: OrderCancelled) -> None:
        await super().order_cancelled(message)

    @run
    async def order_archived(self, message: OrderArchived) -> None:
        print(message)

    async def unknown_message(self, message: object) -> None:
        print(message)


class Other(Handlers):
    def order_placed(self, message: OrderPlaced) -> None:
        print(message)

    async def helper(self, number: int) -> None:
        print(number)
