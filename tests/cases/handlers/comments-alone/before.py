# Copyright of us.
# Second line.

