from generated.orders import Handlers


class Shop(
    Handlers,
    metaclass=(lambda: type)(),
):  # a head: with a colon
    # and a comment

    value = 1
