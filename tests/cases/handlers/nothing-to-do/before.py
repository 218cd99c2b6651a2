from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)

    async def order_cancelled(self, message):
        print(message)

    async def order_archived(self, message, *, shop):
        print(message)
