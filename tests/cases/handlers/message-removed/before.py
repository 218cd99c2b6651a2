from generated.orders import (
    Handlers,
    OrderPlaced,
    OrderRefunded,
)


class Shop(Handlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)

    async def order_refunded(self, message: OrderRefunded) -> None:
        self.log(message)

    async def logged(self, message):
        print(message)

    def log(self, message) -> None:
        self.logged(message)
