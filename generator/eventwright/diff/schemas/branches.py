"""Which branch of a choice is which one of the other document; what changed in it is not asked here."""

from collections.abc import Callable, Sequence

from eventwright.api import KeywordSchema
from eventwright.diff.schemas.pair import Pair
from eventwright.diff.shapes import Shape
from eventwright.diff.shapes.joining import common_types
from eventwright.diff.shapes.shape import Part

_ALIKE = 0.5
"""The part of all names of properties that two branches have in common where they are taken for one."""

Fits = Callable[[Shape, Shape], bool]


def matched_branches(pair: Pair, old: Sequence[Part], new: Sequence[Part]) -> list[tuple[Part, Part]]:
    """Return the branches that are the same: by key, else content, what tells them apart, title, likeness."""
    left, right = list(old), list(new)
    shapes = {id(part): pair.comparer.shape(part.schemas, new=False) for part in left}
    shapes |= {id(part): pair.comparer.shape(part.schemas, new=True) for part in right}
    kept: list[tuple[Part, Part]] = []

    def take(fits: Callable[[Part, Part], bool]) -> None:
        for one in tuple(left):
            other = next((each for each in right if fits(one, each)), None)
            if other is not None:
                kept.append((one, other))
                left.remove(one)
                right.remove(other)

    def by_shape(fits: Fits) -> Callable[[Part, Part], bool]:
        return lambda one, other: fits(shapes[id(one)], shapes[id(other)])

    take(by_shape(_same_component))
    take(lambda one, other: pair.comparer.equal(one.schemas, other.schemas))
    take(by_shape(lambda one, other: _told_alike(pair, one, other)))
    take(by_shape(lambda one, other: _title(one) != "" and _title(one) == _title(other)))
    take(by_shape(lambda one, other: not _told_apart(pair, one, other) and _alike(one, other)))
    if len(left) == len(right) == 1 and by_shape(_comparable)(left[0], right[0]):
        kept.append((left[0], right[0]))
    return kept


def _comparable(one: Shape, other: Shape) -> bool:
    """Whether what is left over may be the same: values without properties, of a common type."""
    plain = not one.objects.properties and not other.objects.properties
    return plain and bool(common_types(one.types, other.types))


def _same_component(one: Shape, other: Shape) -> bool:
    keys = [shape.schemas[0].key if shape.schemas else "" for shape in (one, other)]
    # Where a branch is written in place, its key is a position, which says nothing.
    return keys[0] == keys[1] and not keys[0].rsplit("/", 1)[-1].isdecimal()


def _told_alike(pair: Pair, one: Shape, other: Shape) -> bool:
    before, after = _constants(pair, one, new=False), _constants(pair, other, new=True)
    return any(after.get(name) == text for name, text in before.items()) and not _told_apart(pair, one, other)


def _told_apart(pair: Pair, one: Shape, other: Shape) -> bool:
    """Whether a property with one value has another one there."""
    before, after = _constants(pair, one, new=False), _constants(pair, other, new=True)
    return any(after[name] != text for name, text in before.items() if name in after)


def _constants(pair: Pair, shape: Shape, *, new: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, part in shape.objects.properties.items():
        values = pair.comparer.shape(part.schemas, new=new).values
        if values is not None and len(values) == 1:
            found[name] = values[0].text
    return found


def _title(shape: Shape) -> str:
    titles = (schema.annotations.title for schema in shape.schemas if isinstance(schema, KeywordSchema))
    return next(filter(None, titles), "")


def _alike(one: Shape, other: Shape) -> bool:
    if not common_types(one.types, other.types):
        return False
    before, after = set(one.objects.properties), set(other.objects.properties)
    if not before and not after:
        return one.types == other.types
    return len(before & after) >= _ALIKE * len(before | after)
