from generated.orders import (
    Handlers,
    OrderArchived,
    OrderPlaced,
)


async def placed(self, message: OrderPlaced) -> None:
    print(message)


class Shop(Handlers):
    order_placed = placed
    if True:
        async def order_cancelled(self, message) -> None:
            print(message)
    order_archived: object

    async def order_archived(self, message: OrderArchived) -> None:
        """Comes by shops/{shop}/archive."""
        await super().order_archived(message)
