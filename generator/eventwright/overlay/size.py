"""How large values are with every alias expanded, without expanding them."""

from eventwright.json_value import Json


class Sizes:
    """Values and height of what was asked about, each shared value measured once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int, Json]] = {}

    def of(self, value: Json) -> tuple[int, int]:
        """Return how many values there are, and how many collections stand inside one another at most."""
        if not isinstance(value, dict | list):
            return 1, 0
        known = self._known.get(id(value))
        if known is None:
            each = [self.of(below) for below in (value.values() if isinstance(value, dict) else value)]
            nodes = 1 + sum(nodes for nodes, _ in each)
            height = 1 + max((height for _, height in each), default=0)
            # With the value, so that no other one gets its identity.
            known = self._known[id(value)] = nodes, height, value
        return known[:2]
