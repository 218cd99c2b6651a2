from generated.orders import (
    Handlers,
    OrderArchived,
    OrderCancelled,
    OrderPlaced,
)


class First(Handlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)


class Second(Handlers):
    async def order_cancelled(self, message: OrderCancelled) -> None:
        print(message)


class Shop(First, Second):
    value = 1

    async def order_archived(self, message: OrderArchived) -> None:
        """Comes by shops/{shop}/archive."""
        await super().order_archived(message)
