from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)  # printed; \


    # deeper
# at the margin
    # deeper again
