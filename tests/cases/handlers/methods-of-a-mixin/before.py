from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Placed:
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)


class Shop(Placed, Handlers):
    value = 1
