"""Where in a message something stands that a document says of it: the way there through its schemas."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from eventwright.api import SchemaKey
from eventwright.diff.document import Document
from eventwright.diff.shapes import Joined, Shape
from eventwright.diff.shapes.joining import matched
from eventwright.diff.shapes.normal import Shapes
from eventwright.diff.shapes.shape import Arrays, Objects, Part
from eventwright.patterns.example import example
from eventwright.problems import pointer_text
from eventwright.resolve import Location

_MOST_STANDS = 5_000


@dataclass(frozen=True, slots=True)
class Member:
    """Into the property of an object."""

    name: str


@dataclass(frozen=True, slots=True)
class Element:
    """Into an element of an array."""

    index: int


@dataclass(frozen=True, slots=True)
class Branch:
    """To another schema for the same value, which has these properties then."""

    names: frozenset[str] = frozenset()


Step = Member | Element | Branch
Way = tuple[tuple[Joined, Step], ...]
"""The schemas that are left, and how, one after the other."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A place in a value, and the schemas that hold there."""

    way: Way
    schemas: Joined

    @property
    def inwards(self) -> tuple[Member | Element, ...]:
        """The steps into the value."""
        return tuple(step for _, step in self.way if not isinstance(step, Branch))

    @property
    def pointer(self) -> str:
        return _pointer(self.inwards)

    @property
    def pointers(self) -> frozenset[str]:
        """Where the value can be refused for what stands here: here, and where branches are chosen."""
        found = {self.pointer}
        for index, (_, step) in enumerate(self.way):
            if isinstance(step, Branch):
                found.add(Stand(self.way[:index], ()).pointer)
        return frozenset(found)

    def further(self, shapes: Shapes, steps: Sequence[Member | Element]) -> "Stand":
        """Return the place that more steps lead to."""
        stand = self
        for step in steps:
            part = _part(shapes.of(stand.schemas), step)
            stand = stand.step(step, part)
        return stand

    def outwards(self, depth: int) -> "Stand":
        """Return the place around this one that only so many steps lead into the value."""
        inside = 0
        for index, (owner, step) in enumerate(self.way):
            inside += not isinstance(step, Branch)
            if inside > depth:
                return Stand(self.way[:index], owner)
        return self

    def step(self, step: Step, part: Part | None) -> "Stand":
        return Stand((*self.way, (self.schemas, step)), () if part is None else part.schemas)


def _pointer(steps: Sequence[Member | Element]) -> str:
    return pointer_text(tuple(step.name if isinstance(step, Member) else str(step.index) for step in steps))


def find(document: Document, shapes: Shapes, root: Joined, location: Location) -> Stand | None:
    """Return the place whose schema is written nearest around a location, by the shortest way."""
    best, nearest = (None if root else Stand((), root)), 0
    waiting = deque([Stand((), root)])
    seen: set[frozenset[SchemaKey]] = set()
    while waiting and len(seen) < _MOST_STANDS:
        stand = waiting.popleft()
        key = shapes.key(stand.schemas)
        if key in seen:
            continue
        seen.add(key)
        shape = shapes.of(stand.schemas)
        near = _nearness(document, (*shape.schemas, *stand.schemas), location)
        if near > nearest:
            best, nearest = stand, near
        waiting.extend(stand.step(step, part) for step, part in _parts(shape))
    return best


def _nearness(document: Document, schemas: Joined, location: Location) -> int:
    found = 0
    for schema in schemas:
        at = document.of_key(schema.key)
        inside = at.file == location.file and location.pointer[: len(at.pointer)] == at.pointer
        found = max(found, len(at.pointer) if inside else 0)
    return found


def _parts(shape: Shape) -> Iterator[tuple[Step, Part]]:
    """Yield the parts that values must keep to, and the step to each.

    What `not`, `if`, `contains` and `propertyNames` say is a matter of the value that they stand at.
    """
    yield from _of_objects(shape.objects)
    yield from _of_arrays(shape.arrays)
    for union in shape.unions:
        yield from ((Branch(), branch) for branch in union.branches)
    yield from ((Branch(), part) for part in shape.apart)
    for each in shape.conditions:
        yield from ((Branch(), part) for part in (each.then, each.otherwise) if part is not None)


def _of_objects(objects: Objects) -> Iterator[tuple[Step, Part]]:
    for name, part in objects.properties.items():
        yield Member(name), part
    for pattern, part in objects.patterns.items():
        found = example(pattern)
        if found is not None:
            yield Member(found), part
    if objects.additional is not None:
        yield Member(undeclared(objects)), objects.additional
    for name, needed in objects.dependencies.items():
        if needed.part is not None:
            yield Branch(frozenset((name,))), needed.part


def _of_arrays(arrays: Arrays) -> Iterator[tuple[Step, Part]]:
    for index, part in enumerate(arrays.prefix):
        yield Element(index), part
    if arrays.rest is not None:
        yield Element(len(arrays.prefix)), arrays.rest


def undeclared(*objects: Objects) -> str:
    """Return a name that none of these declares, nor speaks of by a pattern."""
    names = (f"x{index or ''}" for index in count())
    return next(
        name for name in names if not any(name in each.properties or matched(each, name) for each in objects)
    )


def _part(shape: Shape, step: Member | Element) -> Part | None:
    """Return what holds for a part of the value, None where that is free."""
    if isinstance(step, Element):
        arrays = shape.arrays
        return arrays.prefix[step.index] if step.index < len(arrays.prefix) else arrays.rest
    objects = shape.objects
    if step.name in objects.properties:
        return objects.properties[step.name]
    return None if matched(objects, step.name) else objects.additional
