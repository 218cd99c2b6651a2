from generated import orders


class Outer:
    class Inner(orders.Handlers):
        class Deepest:
            value = 1

    after = 1
