"""What of a shape has no effect is left out, so that shapes that accept the same are spelt the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, lcm

from eventwright.api import BooleanSchema, JsonType
from eventwright.diff.shapes.joining import common_types
from eventwright.diff.shapes.keywords import exact
from eventwright.diff.shapes.shape import (
    Arrays,
    Bound,
    Count,
    Needed,
    Numbers,
    Objects,
    Part,
    Shape,
    Spot,
    Texts,
    Word,
)
from eventwright.json_types import is_of, type_of
from eventwright.json_value import Json
from eventwright.patterns.verdict import judged

NUMBER_FORMATS = frozenset({"int32", "int64", "float", "double"})
_NUMBERS = frozenset({JsonType.NUMBER, JsonType.INTEGER})
_FINITE = {JsonType.NULL: 1, JsonType.BOOLEAN: 2}


def settled(shape: Shape) -> Shape:
    """Return the shape by its types: keywords of types that cannot come, or that values decide, are gone."""
    shape = _by_values(shape)
    types = shape.types - frozenset(_impossible(shape))
    numbers = _numbers(shape.numbers, types) if shape.numbers != _ANY_NUMBER else _ANY_NUMBER
    if not types:
        return Shape(
            schemas=shape.schemas, types=types, typed=shape.typed, null=shape.null, listed=shape.listed
        )
    return replace(
        shape,
        types=types,
        numbers=numbers,
        texts=_texts(shape.texts, types),
        arrays=_arrays(shape.arrays) if JsonType.ARRAY in types else Arrays(),
        objects=_objects(shape.objects) if JsonType.OBJECT in types else Objects(),
    )


_ANY_NUMBER = Numbers()


def _numbers(numbers: Numbers, types: frozenset[JsonType]) -> Numbers:
    if not types & _NUMBERS:
        return _ANY_NUMBER
    numbers = _stepped(numbers) if JsonType.NUMBER in types else _of_integers(numbers)
    return replace(numbers, multiples=tuple(_needed(numbers.multiples)))


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


def _impossible(shape: Shape) -> Iterator[JsonType]:
    """The types of which no value can keep to what is said."""
    numbers, texts, arrays, objects = shape.numbers, shape.texts, shape.arrays, shape.objects
    if numbers.minimum is not None and numbers.maximum is not None:
        if _reversed(_of_integers(numbers)):
            yield JsonType.INTEGER
        if _reversed(_stepped(numbers)):
            yield JsonType.NUMBER
    if _more(texts.min_length, texts.max_length):
        yield JsonType.STRING
    if _more(arrays.min_items, arrays.max_items):
        yield JsonType.ARRAY
    needed = Count(len(objects.required), Spot(""))
    if any(_more(least, objects.max_properties) for least in (objects.min_properties, needed)):
        yield JsonType.OBJECT


def _reversed(numbers: Numbers) -> bool:
    low, high = numbers.minimum, numbers.maximum
    if low is None or high is None:
        return False
    return low.value > high.value or (low.value == high.value and (low.exclusive or high.exclusive))


def _more(least: Count | None, most: Count | None) -> bool:
    return least is not None and most is not None and least.value > most.value


def _of_integers(numbers: Numbers) -> Numbers:
    """Of whole numbers a multiple of what divides 1 excludes none."""
    multiples = tuple((multiple, spot) for multiple, spot in numbers.multiples if 1 % multiple != 0)
    return _stepped(replace(numbers, multiples=multiples), Fraction(1))


def _stepped(numbers: Numbers, unit: Fraction | None = None) -> Numbers:
    """Bounds are the first and the last number that is a multiple of what it has to be."""
    low, high = numbers.minimum, numbers.maximum
    if low is None and high is None:
        return numbers
    step = common_multiple([multiple for multiple, _ in numbers.multiples], unit)
    if step is None:
        return numbers
    return replace(
        numbers,
        minimum=None if low is None else replace(low, value=_first(low, step), exclusive=False),
        maximum=None if high is None else replace(high, value=_last(high, step), exclusive=False),
    )


def common_multiple(multiples: Sequence[Fraction], unit: Fraction | None = None) -> Fraction | None:
    """Return the least number that is a multiple of all, and of the unit."""
    found = [multiple for multiple in (*multiples, unit) if multiple is not None and multiple > 0]
    if not found:
        return None
    scale = lcm(*(multiple.denominator for multiple in found))
    return Fraction(lcm(*(int(multiple * scale) for multiple in found)), scale)


def _first(bound: Bound, step: Fraction) -> Fraction:
    count = bound.value / step
    return step * (floor(count) + 1 if bound.exclusive else ceil(count))


def _last(bound: Bound, step: Fraction) -> Fraction:
    count = bound.value / step
    return step * (ceil(count) - 1 if bound.exclusive else floor(count))


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
    least, most = objects.min_properties, objects.max_properties
    if least is not None and least.value <= len(objects.required):
        objects = replace(objects, min_properties=None)
    if objects.dependencies:
        objects = replace(objects, dependencies=dict(_dependencies(objects)))
    closed = forbids(objects.additional) and not objects.patterns
    if closed and most is not None and most.value >= len(objects.properties):
        objects = replace(objects, max_properties=None)
    return objects


def _dependencies(objects: Objects) -> Iterator[tuple[str, Needed]]:
    """What is required anyway is not needed once more."""
    for name, needed in objects.dependencies.items():
        names = needed.names - objects.required.keys() - {name}
        if names or needed.part is not None:
            yield name, replace(needed, names=names)


def _arrays(arrays: Arrays) -> Arrays:
    """Leave out what is said of elements that cannot come, and a ceiling above the end of a tuple."""
    most = arrays.max_items
    if most is None:
        return arrays
    if most.value <= 1:
        # What is alone differs from all others.
        arrays = replace(arrays, unique=None)
    if most.value == 0:
        return replace(arrays, prefix=(), rest=None, listed=False, unique=None)
    if arrays.listed and forbids(arrays.rest) and most.value >= len(arrays.prefix):
        return replace(arrays, max_items=None)
    if arrays.listed and most.value <= len(arrays.prefix):
        return replace(arrays, rest=None)
    return arrays


def forbids(part: Part | None) -> bool:
    """Whether a part says by its own words that it must not be there."""
    return part is not None and any(
        isinstance(each, BooleanSchema) and not each.allows for each in part.schemas
    )


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
