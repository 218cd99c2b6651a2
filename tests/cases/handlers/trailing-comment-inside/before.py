from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)
    # the end of Shop

# after Shop
SHOP = Shop()
