"""The type of a value that JSON can write; nothing else."""

from typing import TypeAlias

# In quotes, since the `type` statement, which allows recursion without them, needs Python 3.12.
Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
