from generated.orders import Handlers

if True:
	class Shop(Handlers):	value = 1; other = 2 # both
