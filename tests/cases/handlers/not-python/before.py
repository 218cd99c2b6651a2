class Shop(Handlers:
    pass
