"""The joined documents and the questions that later stages ask of them; nothing is read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eventwright.problems import Place, Problem
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
        target = target_of(text, location.file)
        return None if isinstance(target, Refusal) or not self._exists(target) else target

    def follow(self, location: Location) -> Location | None:
        """Return the end of the chain of references from a location on, which may be the location itself.

        None where the chain breaks off or leads back to itself.
        """
        seen = {location}
        at: Location | None = location if self._exists(location) else None
        while at is not None and is_reference(self._find(at)):
            at = self.reference(at)
            if at in seen:
                return None
            if at is not None:
                seen.add(at)
        return at

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
        return self.node(location) if self._exists(location) else None
