"""All comparisons of two shapes, in order; a new group of keywords is one line here."""

from collections.abc import Iterator

from eventwright.api import JsonType
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.annotations import compare_annotations
from eventwright.diff.schemas.arrays import compare_arrays
from eventwright.diff.schemas.dispatch import compare_discriminators, compare_extensions
from eventwright.diff.schemas.lifting import lifted
from eventwright.diff.schemas.negations import compare_apart, compare_conditions, compare_negations
from eventwright.diff.schemas.numbers import compare_numbers
from eventwright.diff.schemas.objects import compare_objects
from eventwright.diff.schemas.pair import Below, Comparison, Pair
from eventwright.diff.schemas.strings import compare_formats, compare_strings
from eventwright.diff.schemas.types import apart, compare_types
from eventwright.diff.schemas.unions import compare_union, compare_unions
from eventwright.diff.schemas.values import compare_defaults, compare_values, one_listed
from eventwright.diff.shapes import Shape

_OF_TYPES: tuple[tuple[JsonType, Comparison], ...] = (
    (JsonType.NUMBER, compare_numbers),
    (JsonType.STRING, compare_strings),
    (JsonType.ARRAY, compare_arrays),
    (JsonType.OBJECT, compare_objects),
)
"""What is said of values of one type matters where both shapes allow that type."""

_OF_ALL: tuple[Comparison, ...] = (
    compare_values,
    compare_formats,
    compare_unions,
    compare_negations,
    compare_conditions,
    compare_apart,
)

_TOLD: tuple[Comparison, ...] = (
    compare_annotations,
    compare_defaults,
    compare_discriminators,
    compare_extensions,
)


def compare_pair(pair: Pair) -> Iterator[Finding | Below]:
    """Yield what changed in a pair of shapes itself, and the parts that are to be compared in turn."""
    choices = lifted(pair)
    if choices is not None:
        yield from compare_union(pair, *choices)
        return
    yield from compare_types(pair)
    for comparison in _TOLD:
        yield from comparison(pair)
    if apart(pair):
        return
    for comparison in _OF_ALL:
        yield from comparison(pair)
    decided = one_listed(pair)
    for kind, comparison in _OF_TYPES:
        # Which values of a list pass on the other side is told with the list.
        if decided and kind in (JsonType.NUMBER, JsonType.STRING):
            continue
        if _allows(pair.old, kind) and _allows(pair.new, kind):
            yield from comparison(pair)


def _allows(shape: Shape, kind: JsonType) -> bool:
    return kind in shape.types or (kind is JsonType.NUMBER and JsonType.INTEGER in shape.types)
