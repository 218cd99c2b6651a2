"""What is left to chance, the same for the same seed in every process and version; no value is made here."""

from collections.abc import Sequence
from hashlib import sha256
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws from one seed. Of `Random` only `random` is used, which Python promises not to change."""

    def __init__(self, *seed: str | int) -> None:
        digest = sha256(repr(seed).encode("utf-8", "surrogatepass")).digest()
        self._random = Random(int.from_bytes(digest[:8], "big"))

    def below(self, end: int) -> int:
        """Return a number from 0 to what is below the end."""
        return min(int(self._random.random() * end), end - 1)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        left, found = list(choices), []
        while left:
            found.append(left.pop(self.below(len(left))))
        return found
