from generated.orders import (
    Handlers,
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
