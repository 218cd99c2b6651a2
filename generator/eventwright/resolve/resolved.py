"""The joined documents and the questions that later stages ask of them; nothing is read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eventwright.problems import Place, Problem
from eventwright.resolve.ids import Ids
from eventwright.resolve.location import Location, Refusal, target_of
from eventwright.resolve.positions import REFERENCE, is_reference
from eventwright.source import Json, Tree


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document with all files it refers to, and what is wrong with its references.

    Questions about references are for places where the grammar allows one: of a map of names that
    holds a `$ref`, only the caller knows that it is none.
    """

    entry: str
    trees: Mapping[str, Tree] = field(repr=False)
    problems: tuple[Problem, ...]
    hashes: Mapping[str, str] = field(repr=False)
    ids: Mapping[str, Ids] = field(default_factory=dict, repr=False)
    _ends: dict[Location, Location | None] = field(default_factory=dict, repr=False, compare=False)

    def node(self, location: Location) -> Json:
        """Return the node as it is written, references included; raises KeyError where there is none."""
        return self.trees[location.file].get(location.pointer)

    def place(self, location: Location, key: bool = False) -> Place:
        """Return where the node, or with `key` its key, stands; raises KeyError for a file not read."""
        return self.trees[location.file].place(location.pointer, key)

    def reference(self, location: Location) -> Location | None:
        """Return what the reference at a location points to; None where there is none or it is broken."""
        node = self._find(location)
        text = node.get(REFERENCE) if isinstance(node, dict) else None
        if not isinstance(text, str):
            return None
        target = self.target(text, location)
        return None if target is None or not self._exists(target) else target

    def target(self, reference: str, at: Location) -> Location | None:
        """Return where a reference that is written at a location points to; None where that is no place.

        A name that the file's own schemas have goes first, then the reference is a path and a pointer.
        """
        ids = self.ids.get(at.file)
        found = (ids.target(reference, at) if ids else None) or target_of(reference, at.file)
        return None if isinstance(found, Refusal) else found

    def follow(self, location: Location) -> Location | None:
        """Return the end of the chain of references from a location on, which may be the location itself.

        None where the chain breaks off or leads back to itself.
        """
        way: dict[Location, None] = {}
        at: Location | None = location if self._exists(location) else None
        while at is not None and at not in self._ends and is_reference(self._find(at)):
            way[at] = None
            at = self.reference(at)
            if at in way:
                at = None
        end = at if at is None else self._ends.get(at, at)
        # Each part of a chain is asked for; going to its end each time would take the square of its length.
        self._ends.update(dict.fromkeys(way, end))
        return end

    def digests(self) -> Mapping[str, str]:
        """Return the SHA-256 of the bytes of each file that was read, in hexadecimal."""
        return self.hashes

    def _exists(self, location: Location) -> bool:
        try:
            self.node(location)
        except KeyError:
            return False
        return True

    def _find(self, location: Location) -> Json:
        try:
            return self.node(location)
        except KeyError:
            return None
