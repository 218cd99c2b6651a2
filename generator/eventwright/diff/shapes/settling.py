"""What of a shape has no effect is left out, so that shapes that accept the same are spelt the same."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from eventwright.api import JsonType
from eventwright.diff.shapes.joining import common_types
from eventwright.diff.shapes.keywords import exact
from eventwright.diff.shapes.shape import (
    Arrays,
    Bound,
    Numbers,
    Objects,
    Shape,
    Spot,
    Texts,
    Word,
)
from eventwright.diff.shapes.values import is_of, type_of
from eventwright.json_value import Json
from eventwright.patterns.verdict import judged

NUMBER_FORMATS = frozenset({"int32", "int64", "float", "double"})
_NUMBERS = frozenset({JsonType.NUMBER, JsonType.INTEGER})
_FINITE = {JsonType.NULL: 1, JsonType.BOOLEAN: 2}


def settled(shape: Shape) -> Shape:
    """Return the shape by its types: keywords of types that cannot come, or that values decide, are gone."""
    shape = _by_values(shape)
    types = shape.types
    numbers = shape.numbers if types & _NUMBERS else Numbers()
    if JsonType.NUMBER not in types:
        numbers = _of_integers(numbers)
    if not types:
        return Shape(schemas=shape.schemas, types=types, typed=shape.typed, listed=shape.listed)
    return replace(
        shape,
        numbers=replace(numbers, multiples=tuple(_needed(numbers.multiples))),
        texts=_texts(shape.texts, types),
        arrays=shape.arrays if JsonType.ARRAY in types else Arrays(),
        objects=_objects(shape.objects) if JsonType.OBJECT in types else Objects(),
    )


def allows(shape: Shape, value: Json) -> bool:
    """Whether the keywords for single values let a value pass; what else there is is not asked."""
    if not is_of(value, shape.types):
        return False
    match value:
        case bool() | None:
            return True
        case str():
            return _text_allowed(shape.texts, value)
        case int() | float():
            return _number_allowed(shape.numbers, exact(value))
        case _:
            return True


def _by_values(shape: Shape) -> Shape:
    if shape.values is None or shape.open:
        return shape
    values = tuple(value for value in shape.values if allows(shape, value.value))
    types = common_types(frozenset(type_of(value.value) for value in values), shape.types)
    # Of these there are so few values that all of them may be listed.
    complete = types <= _FINITE.keys() and len(values) == sum(_FINITE[kind] for kind in types)
    return replace(
        shape,
        types=types,
        values=None if complete else values,
        listed=None if complete else shape.listed,
        typed=shape.typed or shape.listed,
        numbers=Numbers(),
        texts=Texts(),
    )


def _of_integers(numbers: Numbers) -> Numbers:
    low, high = numbers.minimum, numbers.maximum
    return Numbers(
        minimum=None if low is None else replace(low, value=_first(low), exclusive=False),
        maximum=None if high is None else replace(high, value=_last(high), exclusive=False),
        multiples=tuple(
            (multiple, spot) for multiple, spot in numbers.multiples if Fraction(1) % multiple != 0
        ),
    )


def _first(bound: Bound) -> Fraction:
    return Fraction(floor(bound.value) + 1 if bound.exclusive else ceil(bound.value))


def _last(bound: Bound) -> Fraction:
    return Fraction(ceil(bound.value) - 1 if bound.exclusive else floor(bound.value))


def _needed(multiples: tuple[tuple[Fraction, Spot], ...]) -> Iterator[tuple[Fraction, Spot]]:
    """Leave out what another multiple demands already."""
    for index, (multiple, spot) in enumerate(multiples):
        others = (
            (other, at) for at, (other, _) in enumerate(multiples) if at != index and other % multiple == 0
        )
        if not any(other != multiple or at < index for other, at in others):
            yield multiple, spot


def _texts(texts: Texts, types: frozenset[JsonType]) -> Texts:
    if texts == Texts():
        return texts
    formats = tuple(word for word in texts.formats if _formats(word, types))
    return replace(texts, formats=formats) if JsonType.STRING in types else Texts(formats=formats)


def _formats(word: Word, types: frozenset[JsonType]) -> bool:
    return bool(types & _NUMBERS) if word.text in NUMBER_FORMATS else JsonType.STRING in types


def _objects(objects: Objects) -> Objects:
    least = objects.min_properties
    if least is not None and least.value <= len(objects.required):
        return replace(objects, min_properties=None)
    return objects


def _text_allowed(texts: Texts, text: str) -> bool:
    if texts.min_length is not None and len(text) < texts.min_length.value:
        return False
    if texts.max_length is not None and len(text) > texts.max_length.value:
        return False
    return all(matches(word.text, text) for word in texts.patterns)


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern is found in a text; one that is not enforced, or would take long, refuses nothing."""
    verdict = judged(pattern)
    if verdict.error or verdict.degree:
        return True
    return re.search(pattern, text) is not None


def _number_allowed(numbers: Numbers, number: Fraction) -> bool:
    low, high = numbers.minimum, numbers.maximum
    if low is not None and (number < low.value or (low.exclusive and number == low.value)):
        return False
    if high is not None and (number > high.value or (high.exclusive and number == high.value)):
        return False
    return all(number % multiple == 0 for multiple, _ in numbers.multiples if multiple)
