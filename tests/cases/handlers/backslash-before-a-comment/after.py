from generated.orders import (
    Handlers,
    OrderArchived,
    OrderCancelled,
    OrderPlaced,
)


class Shop(Handlers):
    value = 1; \
    # of value

    async def order_placed(self, message: OrderPlaced) -> None:
        """An order was placed: "quoted" and \\\\ and Grüße.

        Comes by orders.
        """
        await super().order_placed(message)

    async def order_cancelled(self, message: OrderCancelled) -> None:
        """An order was cancelled, by the customer or by the shop, and whatever
        was paid for it goes back.

            indented = "as code"

        Comes by orders.
        """
        await super().order_cancelled(message)

    async def order_archived(self, message: OrderArchived) -> None:
        """Comes by shops/{shop}/archive."""
        await super().order_archived(message)
SHOP = Shop()
