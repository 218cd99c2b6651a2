import generated.orders


class Shop(generated.orders.Handlers):
    value = 1
