
    
"""What is done with the messages that are received.

This file is yours: `eventwright generate` adds a method for each new message, and
changes nothing else.
"""

from generated.orders import (
    Handlers,
    OrderArchived,
    OrderCancelled,
    OrderPlaced,
)


class OrdersHandlers(Handlers):
    """A method that is left as it was generated raises UnhandledMessage."""

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
