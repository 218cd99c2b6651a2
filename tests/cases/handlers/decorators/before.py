from generated.orders import (
    Handlers,
    OrderPlaced,
)


def logged(made):
    return made


@logged
@logged
class Shop(Handlers):
    @logged
    @logged
    async def order_placed(self, message: OrderPlaced) -> None:
        print(message)
