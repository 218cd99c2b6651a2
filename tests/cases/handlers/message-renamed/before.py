from generated.orders import (
    Handlers,
    OrderPlaced,
)


class Shop(Handlers):
    async def order_canceled(self, message):
        print(message)

    async def order_sent_out(self, message) -> None:
        """An order was placed: "quoted" and \\ and Grüße.

        Comes by orders.
        """
        print(message)
