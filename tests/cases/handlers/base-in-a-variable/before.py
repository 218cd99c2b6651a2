import generated.orders as events

Base = events.Handlers


class Shop(Base):
    value = 1
