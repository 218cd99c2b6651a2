"""Which change of the document caused an effect: the one that is written nearest to what it speaks of."""

from collections.abc import Iterator, Sequence

from eventwright.diff import Change
from eventwright.problems import parse_pointer
from eventwright.resolve import Location

_SECTION = 2
"""The tokens of what holds all components of a kind, where anything may have changed."""

Node = tuple[str, tuple[str, ...]]


class Causes:
    """The changes by every place around them, in either document."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._at: dict[Node, int] = {}
        self._below: dict[Node, int] = {}
        for index, change in enumerate(changes):
            for place in (change.old, change.new):
                pointer = parse_pointer(place.pointer)
                self._at.setdefault((place.file, pointer), index)
                for length in range(len(pointer)):
                    self._below.setdefault((place.file, pointer[:length]), index)

    def of(self, spots: Sequence[Location], channels: Sequence[str]) -> int | None:
        """Return the number of the change: there, below, else around it; else one of its channels."""
        for find in (self._at.get, self._below.get, self._beside, self._around):
            for spot in spots:
                index = find((spot.file, spot.pointer))
                if index is not None:
                    return index
        return self._of_channels(channels, {file for file, _ in self._at})

    def _beside(self, node: Node) -> int | None:
        """What says of a property whether it is required stands beside the properties."""
        file, pointer = node
        if pointer[-2:-1] != ("properties",):
            return None
        owner = (file, (*pointer[:-2], "required"))
        found = self._below.get(owner)
        return self._at.get(owner) if found is None else found

    def _around(self, node: Node) -> int | None:
        file, pointer = node
        for length in range(len(pointer) - 1, _SECTION, -1):
            if (file, pointer[:length]) in self._at:
                return self._at[file, pointer[:length]]
        return None

    def _of_channels(self, channels: Sequence[str], files: set[str]) -> int | None:
        for node in self._nodes(channels, files):
            index = self._at.get(node)
            index = self._below.get(node) if index is None else index
            if index is not None:
                return index
        return None

    @staticmethod
    def _nodes(channels: Sequence[str], files: set[str]) -> Iterator[Node]:
        for pointer in channels:
            yield from ((file, parse_pointer(pointer)) for file in sorted(files))
