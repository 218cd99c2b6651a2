"""Two shapes said in one way where they could differ only in how they say the same."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from eventwright.api import JsonType
from eventwright.diff.shapes.settling import allows, settled
from eventwright.diff.shapes.shape import Numbers, Shape, Spot, Value
from eventwright.diff.shapes.values import value_text
from eventwright.lint.run_time import integer_ranges

_MOST_LISTED = 1000
"""Longer ranges of integers are compared by their bounds."""


def likened(old: Shape, new: Shape) -> tuple[Shape, Shape]:
    """Return both, with branches apart and integers as a type, a format or a list where one says it so."""
    old, new = _chosen(old, new), _chosen(new, old)
    old, new = _typed(old, new), _typed(new, old)
    old, new = _formatted(old, new), _formatted(new, old)
    return _listed(old, new), _listed(new, old)


def _chosen(shape: Shape, other: Shape) -> Shape:
    """Branches that were merged, as they tell the same, are branches again beside those that tell more."""
    if shape.unmerged is None or shape.unions or len(other.unions) != 1:
        return shape
    return settled(shape.unmerged)


def _typed(shape: Shape, other: Shape) -> Shape:
    """Multiples of a whole number are integers."""
    if JsonType.NUMBER not in shape.types or JsonType.INTEGER not in other.types:
        return shape
    if not any(multiple and multiple % 1 == 0 for multiple, _ in shape.numbers.multiples):
        return shape
    return settled(replace(shape, types=shape.types - {JsonType.NUMBER} | {JsonType.INTEGER}))


def _formatted(shape: Shape, other: Shape) -> Shape:
    """Bounds within the range of a format keep to it; those at its ends or past them say nothing."""
    if shape.types != {JsonType.INTEGER} or other.types != {JsonType.INTEGER}:
        return shape
    numbers, ranges = shape.numbers, integer_ranges()
    formats = list(shape.texts.formats)
    for word in (*shape.texts.formats, *other.texts.formats):
        if word.text not in ranges:
            continue
        least, most = ranges[word.text]
        low, high = numbers.minimum, numbers.maximum
        if word not in formats:
            if low is None or high is None or low.value < least or high.value > most:
                continue
            formats.append(word)
        numbers = replace(
            numbers,
            minimum=None if low is not None and low.value <= least else low,
            maximum=None if high is not None and high.value >= most else high,
        )
    return replace(shape, numbers=numbers, texts=replace(shape.texts, formats=tuple(formats)))


def _listed(shape: Shape, other: Shape) -> Shape:
    """A range of integers is a list of them."""
    low, high = shape.numbers.minimum, shape.numbers.maximum
    if shape.values is not None or other.values is None or other.open or shape.open:
        return shape
    if shape.types != {JsonType.INTEGER} or low is None or high is None or not _integers(other):
        return shape
    first, last = ceil(low.value), floor(high.value)
    if last - first >= _MOST_LISTED:
        return shape
    numbers = [number for number in range(first, last + 1) if allows(shape, number)]
    values = tuple(Value(number, value_text(number), low.spot) for number in numbers)
    return replace(shape, values=values, listed=Spot(low.spot.key), numbers=Numbers())


def _integers(shape: Shape) -> bool:
    return all(
        isinstance(each.value, int | float) and Fraction(each.value) % 1 == 0 for each in shape.values or ()
    )
