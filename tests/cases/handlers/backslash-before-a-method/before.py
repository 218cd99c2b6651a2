from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
\
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)
