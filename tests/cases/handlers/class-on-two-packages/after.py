from generated import invoices, orders
from app.base import Mixin


class Shop(Mixin, orders.Handlers, invoices.Handlers):
    async def invoice_paid(self, message: invoices.InvoicePaid) -> None:
        await super().invoice_paid(message)

    async def set_up(self, message: object) -> None:
        await super().set_up(message)

    async def order_placed(self, message: orders.OrderPlaced) -> None:
        """An order was placed: "quoted" and \\\\ and Grüße.

        Comes by orders.
        """
        await super().order_placed(message)

    async def order_cancelled(self, message: orders.OrderCancelled) -> None:
        """An order was cancelled, by the customer or by the shop, and whatever
        was paid for it goes back.

            indented = "as code"

        Comes by orders.
        """
        await super().order_cancelled(message)

    async def order_archived(self, message: orders.OrderArchived) -> None:
        """Comes by shops/{shop}/archive."""
        await super().order_archived(message)
