from generated.orders import (
    Handlers,
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
