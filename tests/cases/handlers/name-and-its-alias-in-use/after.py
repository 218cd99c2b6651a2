from generated.orders import (
    Handlers,
    OrderArchived,
    OrderCancelled as OrderCancelled_,
    OrderPlaced as OrderPlaced__,
)

OrderPlaced = OrderPlaced_ = OrderCancelled = None


class Shop(Handlers):
    value = 1

    async def order_placed(self, message: OrderPlaced__) -> None:
        """An order was placed: "quoted" and \\\\ and Grüße.

        Comes by orders.
        """
        await super().order_placed(message)

    async def order_cancelled(self, message: OrderCancelled_) -> None:
        """An order was cancelled, by the customer or by the shop, and whatever
        was paid for it goes back.

            indented = "as code"

        Comes by orders.
        """
        await super().order_cancelled(message)

    async def order_archived(self, message: OrderArchived) -> None:
        """Comes by shops/{shop}/archive."""
        await super().order_archived(message)
