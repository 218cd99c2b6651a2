"""Two shapes that are compared, and what a comparison of one group of keywords yields."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from eventwright.diff.change import Severity
from eventwright.diff.document import Document
from eventwright.diff.finding import NO_EFFECT, Effect, Finding, found
from eventwright.diff.shapes import Joined, Shape, Spot
from eventwright.diff.shapes.shape import Part
from eventwright.resolve import Location

_LISTS = frozenset({"allOf", "anyOf", "enum", "items", "oneOf", "required"})


class Role(Enum):
    """What a schema describes, where that has rules of its own."""

    VALUE = auto()
    ITEMS = auto()
    HEADERS = auto()
    HEADER = auto()


class Side(Enum):
    """Whom a change may break."""

    RECEIVER = auto()
    SENDER = auto()


@dataclass(frozen=True, slots=True)
class Below:
    """Schemas of a part, to be compared in turn; what a change there does is at least what `least` says."""

    old: Joined
    new: Joined
    least: Effect = NO_EFFECT
    spared: frozenset[Side] = frozenset()
    """The sides that no change there breaks, as other branches accept what is lost or gained."""
    role: Role = Role.VALUE
    parts_only: bool = False
    """Whether what the schemas themselves accept is told already, and only their parts are left to tell."""
    around: tuple[Joined, Joined] = ((), ())
    """What else holds for the value, where the schemas are branches that say more of a property."""


About = tuple[Sequence[Joined], Sequence[Joined]]
"""Schemas of the old and of the new document that some of the values that are tried have to keep to."""


class Comparer(Protocol):
    """What a group of keywords asks of the comparison as a whole."""

    old: Document
    new: Document
    sensitive: bool

    def shape(self, schemas: Joined, *, new: bool) -> Shape: ...
    def effect(self, old: Joined, new: Joined) -> Effect: ...
    def own_effect(self, old: Joined, new: Joined) -> Effect: ...
    def nothing_lost(self, old: Joined, new: Joined) -> bool: ...
    def nothing_gained(self, old: Joined, new: Joined) -> bool: ...
    def equal(self, old: Joined, new: Joined) -> bool: ...
    def tried(self, old: Joined, new: Joined, about: About = ((), ())) -> Effect: ...
    def loses(
        self, wholes: tuple[Joined, Joined], name: str, part: Joined, about: Sequence[Joined], *, new: bool
    ) -> bool: ...
    def apart(self, one: Joined, other: Joined, *, new: bool) -> bool: ...
    def overlap(self, one: Joined, other: Joined, *, new: bool) -> bool: ...


class Spotted(Protocol):
    """What knows where it is written."""

    @property
    def spot(self) -> Spot: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """The old and the new shape of one part of a value, and where each is written."""

    old: Shape
    new: Shape
    schemas: tuple[Joined, Joined]
    owners: tuple[Spot, Spot]
    comparer: Comparer
    role: Role = Role.VALUE
    around: tuple[Joined, Joined] = ((), ())

    def found(  # noqa: PLR0913  the parts of a finding
        self,
        rule: str,
        message: str,
        *,
        old: Spot | Spotted | None = None,
        new: Spot | Spotted | None = None,
        detail: str = "",
        receiver: Severity | None = None,
        sender: Severity | None = None,
    ) -> Finding:
        """Return a finding. What is not given is where the other one's keyword would stand."""
        before, after = _spot(old), _spot(new)
        given = before or after or Spot("")
        here = given.tokens if before and after else _owning(given.tokens)
        return found(
            rule,
            message,
            old=self._location(self.comparer.old, before or self._beside(given, 0).child(*here)),
            new=self._location(self.comparer.new, after or self._beside(given, 1).child(*here)),
            detail=detail,
            receiver=receiver,
            sender=sender,
        )

    def _beside(self, spot: Spot, side: int) -> Spot:
        """Return the schema that a keyword would stand in: the same one if it is there, else the outer."""
        shape = self.new if side else self.old
        known = any(schema.key == spot.key for schema in shape.schemas)
        return Spot(spot.key) if known else self.owners[side]

    def old_part(self, part: Part | None) -> Shape | None:
        """Return the shape of a part of the old document, None for one that is free."""
        return _told(None if part is None else self.comparer.shape(part.schemas, new=False))

    def new_part(self, part: Part | None) -> Shape | None:
        """Return the shape of a part of the new document, None for one that is free."""
        return _told(None if part is None else self.comparer.shape(part.schemas, new=True))

    def effect(self, old: Part | None, new: Part | None) -> Effect:
        """Return what the change of a part does to its values."""
        return self.comparer.effect(schemas_of(old), schemas_of(new))

    @staticmethod
    def _location(document: Document, spot: Spot) -> Location:
        return document.of_key(spot.key, *spot.tokens)


Comparison = Callable[[Pair], Iterator[Finding | Below]]


def _told(shape: Shape | None) -> Shape | None:
    """What accepts anything is as free as what says nothing."""
    return None if shape is None or shape.anything else shape


def _owning(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """What would stand there is not there; an index leads to another element of the list."""
    listed = len(tokens) > 1 and tokens[-1].isdecimal() and tokens[-2] in _LISTS
    return tokens[:-1] if listed else tokens


def _spot(written: Spot | Spotted | None) -> Spot | None:
    return written if written is None or isinstance(written, Spot) else written.spot


def schemas_of(part: Part | None) -> Joined:
    """Return the schemas of a part; one that is free has none."""
    return () if part is None else part.schemas
