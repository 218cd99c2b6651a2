from app.base import LoggedHandlers
from generated.orders import OrderPlaced


class Value:
    order_archived = 1


class Shop(LoggedHandlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)
