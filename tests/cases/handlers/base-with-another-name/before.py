from generated.orders import Handlers as Base, OrderPlaced as Placed


class Shop(Base):
    value = 1
