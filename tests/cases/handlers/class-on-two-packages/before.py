from generated import invoices, orders
from app.base import Mixin


class Shop(Mixin, orders.Handlers, invoices.Handlers):
    async def invoice_paid(self, message: invoices.InvoicePaid) -> None:
        await super().invoice_paid(message)

    async def set_up(self, message: object) -> None:
        await super().set_up(message)
