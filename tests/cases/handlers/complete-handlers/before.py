from generated.orders import CompleteHandlers, OrderPlaced


class Shop(CompleteHandlers):
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)
