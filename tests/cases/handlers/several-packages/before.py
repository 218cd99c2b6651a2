from generated.invoices import Handlers as InvoiceHandlers
from generated.orders import Handlers


class Shop(Handlers):
    value = 1


class Invoices(InvoiceHandlers):
    value = 2
