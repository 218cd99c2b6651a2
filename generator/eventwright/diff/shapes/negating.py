"""What `not` says that a list of values can say as well, and a `not` that excludes nothing."""

from collections.abc import Callable
from dataclasses import replace

from eventwright.diff.shapes.joining import common_types, joinable, joined
from eventwright.diff.shapes.settling import allows, settled
from eventwright.diff.shapes.shape import Joined, Part, Shape, Value


def without_negations(shape_of: Callable[[Joined], Shape], shape: Shape) -> Shape:
    """Return the shape with each `not` taken in, or left out where it excludes nothing that is left."""
    kept: list[Part] = []
    for part in shape.negated:
        other = shape_of(part.schemas)
        twice = _excluded_alone(other)
        inner = None if twice is None else shape_of(twice.schemas)
        if inner is not None and joinable(shape, inner):
            kept += inner.negated
            shape = replace(joined(replace(shape, negated=()), replace(inner, negated=())), unmerged=None)
            continue
        taken = _taken_in(shape, other)
        if taken is None:
            kept.append(part)
        else:
            shape = taken
    return settled(replace(shape, negated=tuple(kept)))


def _excluded_alone(shape: Shape) -> Part | None:
    """What a shape excludes that says nothing else: excluded itself, it says just that."""
    if len(shape.negated) != 1 or not replace(shape, negated=()).anything:
        return None
    return shape.negated[0]


def _taken_in(shape: Shape, other: Shape) -> Shape | None:
    """The shape without what the other accepts; None where only `not` can say that."""
    if not common_types(shape.types, other.types):
        return shape
    if other.anything:
        return replace(shape, types=frozenset())
    plain = not (other.unions or other.negated or other.conditions or other.apart or other.open)
    if shape.values is None or shape.open or not plain:
        return None
    if any(isinstance(value.value, list | dict) for value in shape.values) and other.values is None:
        return None
    values = tuple(value for value in shape.values if not _accepts(other, value))
    return replace(shape, values=values)


def _accepts(shape: Shape, value: Value) -> bool:
    return allows(shape, value.value) if shape.values is None else value in shape.values
