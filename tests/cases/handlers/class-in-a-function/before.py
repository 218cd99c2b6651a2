def make():
    from generated.orders import Handlers

    class Local(Handlers):
        value = 1
    # of make
    return Local()
