"""Two shapes that hold together for one value, as one shape."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from eventwright.api import JsonType
from eventwright.diff.shapes.shape import (
    Arrays,
    Bound,
    Condition,
    Count,
    Needed,
    Numbers,
    Objects,
    Part,
    Shape,
    Texts,
    Union,
    Value,
)
from eventwright.patterns.verdict import judged

T = TypeVar("T", Union, Part, Condition)


def joinable(first: Shape, second: Shape) -> bool:
    """Whether `joined` loses nothing: of what one leaves to its rest no pattern of the other speaks."""
    one, other = first.objects, second.objects
    across = (one.patterns and other.additional) or (other.patterns and one.additional)
    return not across


def joined(first: Shape, second: Shape) -> Shape:
    """Return the shape of the values that both accept, which must be `joinable`."""
    return Shape(
        schemas=tuple({schema.key: schema for schema in (*first.schemas, *second.schemas)}.values()),
        types=common_types(first.types, second.types),
        typed=first.typed or second.typed,
        null=first.null or second.null,
        values=_values(first, second),
        listed=first.listed or second.listed,
        open=_open(first, second),
        numbers=_numbers(first.numbers, second.numbers),
        texts=_texts(first.texts, second.texts),
        arrays=_arrays(first.arrays, second.arrays),
        objects=_objects(first.objects, second.objects),
        unions=_once((*first.unions, *second.unions)),
        negated=_once((*first.negated, *second.negated)),
        conditions=_once((*first.conditions, *second.conditions)),
        apart=_once((*first.apart, *second.apart)),
    )


def common_types(first: frozenset[JsonType], second: frozenset[JsonType]) -> frozenset[JsonType]:
    """Return the types that both allow."""
    common = first & second
    for one, other in ((first, second), (second, first)):
        if JsonType.INTEGER in one and JsonType.NUMBER in other:
            common |= {JsonType.INTEGER}
    return common


def both(first: Part | None, second: Part | None) -> Part | None:
    """Return a part for which both hold."""
    if first is None or second is None:
        return first or second
    schemas = {schema.key: schema for schema in (*first.schemas, *second.schemas)}
    return replace(first, schemas=tuple(schemas.values()))


def _once(items: tuple[T, ...]) -> tuple[T, ...]:
    """What comes in by two ways holds once."""
    return tuple({item.spot: item for item in items}.values())


def _open(first: Shape, second: Shape) -> bool:
    listed = [shape.open for shape in (first, second) if shape.values is not None]
    return bool(listed) and all(listed)


def _values(first: Shape, second: Shape) -> tuple[Value, ...] | None:
    if first.values is None or second.values is None:
        return first.values if second.values is None else second.values
    if first.open != second.open:
        return second.values if first.open else first.values
    return tuple(value for value in first.values if value in second.values)


def _numbers(first: Numbers, second: Numbers) -> Numbers:
    if second == Numbers():
        return first
    return Numbers(
        minimum=_tightest(first.minimum, second.minimum, 1),
        maximum=_tightest(first.maximum, second.maximum, -1),
        multiples=tuple(dict.fromkeys((*first.multiples, *second.multiples))),
    )


def _tightest(first: Bound | None, second: Bound | None, sign: int) -> Bound | None:
    found = [bound for bound in (first, second) if bound is not None]
    return max(found, key=lambda bound: (sign * bound.value, bound.exclusive), default=None)


def _least(first: Count | None, second: Count | None) -> Count | None:
    return max((count for count in (first, second) if count), key=lambda count: count.value, default=None)


def _most(first: Count | None, second: Count | None) -> Count | None:
    return min((count for count in (first, second) if count), key=lambda count: count.value, default=None)


def _texts(first: Texts, second: Texts) -> Texts:
    if second == Texts():
        return first
    return Texts(
        min_length=_least(first.min_length, second.min_length),
        max_length=_most(first.max_length, second.max_length),
        patterns=tuple(dict.fromkeys((*first.patterns, *second.patterns))),
        formats=tuple(dict.fromkeys((*first.formats, *second.formats))),
    )


def _arrays(first: Arrays, second: Arrays) -> Arrays:
    if second == Arrays():
        return first
    prefix = []
    for index in range(max(len(first.prefix), len(second.prefix))):
        position = both(_position(first, index), _position(second, index))
        assert position is not None
        prefix.append(position)
    return Arrays(
        prefix=tuple(prefix),
        rest=both(first.rest, second.rest),
        listed=first.listed or second.listed,
        min_items=_least(first.min_items, second.min_items),
        max_items=_most(first.max_items, second.max_items),
        unique=first.unique or second.unique,
        contains=_once((*first.contains, *second.contains)),
    )


def _position(arrays: Arrays, index: int) -> Part | None:
    return arrays.prefix[index] if index < len(arrays.prefix) else arrays.rest


def _objects(first: Objects, second: Objects) -> Objects:
    if second == Objects():
        return first
    properties: dict[str, Part] = {}
    for name in (*first.properties, *second.properties):
        found = both(_declared(first, name), _declared(second, name))
        assert found is not None
        properties[name] = found
    return Objects(
        properties=properties,
        required={**second.required, **first.required},
        patterns=_joined_parts(first.patterns, second.patterns),
        additional=both(first.additional, second.additional),
        names=both(first.names, second.names),
        min_properties=_least(first.min_properties, second.min_properties),
        max_properties=_most(first.max_properties, second.max_properties),
        dependencies=_dependencies(first.dependencies, second.dependencies),
    )


def _declared(objects: Objects, name: str) -> Part | None:
    """What a property of this name has to keep to; patterns hold for it whether it is declared or not."""
    if name in objects.properties:
        return objects.properties[name]
    return None if matched(objects, name) else objects.additional


def matched(objects: Objects, name: str) -> bool:
    """Whether a pattern speaks of the name; one that cannot be read, or would take long, does not."""
    return bool(matching(objects, name))


def matching(objects: Objects, name: str) -> list[Part]:
    """Return the parts of the patterns that speak of the name."""
    return [part for pattern, part in objects.patterns.items() if _speaks_of(pattern, name)]


def _speaks_of(pattern: str, name: str) -> bool:
    verdict = judged(pattern)
    return not verdict.error and not verdict.degree and re.search(pattern, name) is not None


def _joined_parts(first: Mapping[str, Part], second: Mapping[str, Part]) -> dict[str, Part]:
    found = {**first}
    for name, part in second.items():
        merged = both(first.get(name), part)
        assert merged is not None
        found[name] = merged
    return found


def _dependencies(first: Mapping[str, Needed], second: Mapping[str, Needed]) -> dict[str, Needed]:
    found = {**first}
    for name, needed in second.items():
        before = first.get(name)
        if before is None:
            found[name] = needed
        else:
            found[name] = Needed(before.names | needed.names, both(before.part, needed.part), before.spot)
    return found
