from generated.orders import Handlers


class Shop((  # odd
    Handlers
),): # one
    value = 1
