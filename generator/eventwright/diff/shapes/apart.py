"""Whether two schemas of one document accept no common value, as far as that shows without trying values."""

from eventwright.diff.shapes.joining import common_types, matched
from eventwright.diff.shapes.normal import Shapes
from eventwright.diff.shapes.settling import allows
from eventwright.diff.shapes.shape import Bound, Joined, Numbers, Shape

_DEEPEST = 6
"""What tells two messages apart stands near their top."""


def are_apart(shapes: Shapes, one: Joined, other: Joined, depth: int = 0) -> bool:
    """Return True where that is sure; False says nothing."""
    first, second = shapes.of(one), shapes.of(other)
    if not common_types(first.types, second.types):
        return True
    if _values_apart(first, second) or _ranges_apart(first, second):
        return True
    return _only_objects(first, second) and depth < _DEEPEST and _objects_apart(shapes, first, second, depth)


def _values_apart(first: Shape, second: Shape) -> bool:
    for one, other in ((first, second), (second, first)):
        if one.values is None or one.open:
            continue
        left = [value for value in one.values if allows(other, value.value)]
        if other.values is not None and not other.open:
            left = [value for value in left if value in other.values]
        if not left:
            return True
    return False


def _ranges_apart(first: Shape, second: Shape) -> bool:
    numbers = {"integer", "number"}
    if not (first.types <= numbers and second.types <= numbers):
        return False
    return _below(first.numbers, second.numbers) or _below(second.numbers, first.numbers)


def _below(low: Numbers, high: Numbers) -> bool:
    end, start = low.maximum, high.minimum
    return end is not None and start is not None and _before(end, start)


def _before(end: Bound, start: Bound) -> bool:
    return end.value < start.value or (end.value == start.value and (end.exclusive or start.exclusive))


def _only_objects(first: Shape, second: Shape) -> bool:
    return common_types(first.types, second.types) == {"object"}


def _objects_apart(shapes: Shapes, first: Shape, second: Shape, depth: int) -> bool:
    """A property that one must have, and that the other forbids or gives another value."""
    for one, other in ((first, second), (second, first)):
        for name in one.objects.required:
            theirs = other.objects.properties.get(name)
            if theirs is None and not matched(other.objects, name):
                theirs = other.objects.additional
            if theirs is None:
                continue
            ours = one.objects.properties.get(name)
            if shapes.of(theirs.schemas).nothing:
                return True
            if ours is not None and are_apart(shapes, ours.schemas, theirs.schemas, depth + 1):
                return True
    return False
