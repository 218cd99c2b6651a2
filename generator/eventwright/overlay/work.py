"""How much may be done for the overlays of a document, and how large values are; no path is known here."""

from collections.abc import Container

from eventwright.json_value import Json
from eventwright.limits import Limits

_LOOKS = 10
"""How often overlays may look at all values of the largest document."""


class TooMuchWorkError(Exception):
    """What is asked for takes more looks at the document than are allowed."""


class Work:
    """The looks that are left; to copy or merge a value is a look at it."""

    def __init__(self, limits: Limits) -> None:
        self._left = _LOOKS * limits.nodes

    def look(self, values: int = 1) -> None:
        self._left -= values
        if self._left < 0:
            raise TooMuchWorkError


class Sizes:
    """How large values are with every alias expanded; each shared one is measured once.

    What is in `changing`, by identity, is measured each time.
    """

    def __init__(self, changing: Container[int] = ()) -> None:
        self._changing = changing
        self._known: dict[int, tuple[int, int, Json]] = {}

    def of(self, value: Json) -> tuple[int, int]:
        """Return how many values there are, and how many collections stand inside one another at most."""
        if not isinstance(value, dict | list):
            return 1, 0
        known = self._known.get(id(value))
        if known is not None:
            return known[:2]
        each = [self.of(below) for below in (value.values() if isinstance(value, dict) else value)]
        nodes = 1 + sum(nodes for nodes, _ in each)
        height = 1 + max((height for _, height in each), default=0)
        if id(value) not in self._changing:
            # With the value, so that no other one gets its identity.
            self._known[id(value)] = nodes, height, value
        return nodes, height
