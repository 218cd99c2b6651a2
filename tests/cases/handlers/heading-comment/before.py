# Licence: ours.

class Other:
    value = 1
