from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Logged(Handlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)


class Shop(Logged):
    value = 1


class Other:
    value = 2
