"""A few values of a shape, small and at its bounds; most are valid, which is for a judge to say."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from eventwright.api import JsonType
from eventwright.diff.shapes.normal import Shapes
from eventwright.diff.shapes.shape import Arrays, Bound, Joined, Numbers, Objects, Part, Shape, Texts
from eventwright.json_value import Json

_MOST = 24
_MOST_EACH = 6
_DEEPEST = 5
_TEXTS: dict[str, tuple[str, ...]] = {
    "date-time": ("2020-01-02T03:04:05Z",),
    "date": ("2020-01-02",),
    "time": ("03:04:05Z",),
    "duration": ("P1D",),
    "uuid": ("123e4567-e89b-12d3-a456-426614174000",),
    "email": ("a@example.com",),
    "idn-email": ("a@example.com",),
    "uri": ("https://example.com/a",),
    "uri-reference": ("a", "https://example.com/a"),
    "iri": ("https://example.com/a",),
    "iri-reference": ("a",),
    "ipv4": ("192.0.2.1",),
    "ipv6": ("2001:db8::1",),
    "hostname": ("example.com",),
    "json-pointer": ("/a",),
}


def samples(shapes: Shapes, schemas: Joined, depth: int = 0) -> list[Json]:
    """Return values that schemas may accept together."""
    if depth > _DEEPEST:
        return []
    shape = shapes.of(schemas)
    return list(islice(_values(shapes, shape, depth), _MOST if depth == 0 else _MOST_EACH))


def _values(shapes: Shapes, shape: Shape, depth: int) -> Iterator[Json]:
    if shape.values is not None:
        yield from (value.value for value in shape.values)
        return
    for union in shape.unions:
        for branch in union.branches:
            yield from _merged(shapes, shape, branch, depth)
    for kind in JsonType:
        if kind in shape.types:
            yield from _of_type(shapes, shape, kind, depth)


def _merged(shapes: Shapes, shape: Shape, branch: Part, depth: int) -> Iterator[Json]:
    """A value of a branch, with what the schema around it needs."""
    around = next(iter(_objects(shapes, shape.objects, depth)), {}) if JsonType.OBJECT in shape.types else {}
    for value in samples(shapes, branch.schemas, depth + 1):
        yield {**around, **value} if isinstance(value, dict) and isinstance(around, dict) else value


def _of_type(shapes: Shapes, shape: Shape, kind: JsonType, depth: int) -> Iterator[Json]:
    match kind:
        case JsonType.NULL:
            yield None
        case JsonType.BOOLEAN:
            yield from (True, False)
        case JsonType.INTEGER:
            yield from _numbers(shape.numbers, whole=True)
        case JsonType.NUMBER:
            yield from _numbers(shape.numbers, whole=False)
        case JsonType.STRING:
            yield from _texts(shape.texts)
        case JsonType.ARRAY:
            yield from _arrays(shapes, shape.arrays, depth)
        case JsonType.OBJECT:
            yield from _objects(shapes, shape.objects, depth)


def _numbers(numbers: Numbers, *, whole: bool) -> Iterator[Json]:
    step = max((multiple for multiple, _ in numbers.multiples), default=Fraction(1))
    least = _near(numbers.minimum, step, up=True)
    most = _near(numbers.maximum, step, up=False)
    found = [least, most, None if least is None else least + step, None if most is None else most - step]
    found += [Fraction(0), step] if least is None or most is None else []
    for number in dict.fromkeys(each for each in found if each is not None):
        if number.denominator == 1:
            yield int(number)
        elif not whole:
            yield float(number)


def _near(bound: Bound | None, step: Fraction, *, up: bool) -> Fraction | None:
    if bound is None:
        return None
    count = bound.value / step
    near = (-(-count.numerator // count.denominator) if up else count.numerator // count.denominator) * step
    if near == bound.value and bound.exclusive:
        near += step if up else -step
    return near


def _texts(texts: Texts) -> Iterator[Json]:
    for word in texts.formats:
        yield from _TEXTS.get(word.text, ())
    least = texts.min_length.value if texts.min_length else 0
    most = texts.max_length.value if texts.max_length else least + 1
    for length in dict.fromkeys((least, most, max(least, 1))):
        if length <= _LONGEST:
            yield "a" * length


_LONGEST = 1_000


def _arrays(shapes: Shapes, arrays: Arrays, depth: int) -> Iterator[Json]:
    least = arrays.min_items.value if arrays.min_items else 0
    needed = [samples(shapes, part.schemas, depth + 1)[:1] for part in arrays.contains]
    start: list[Json] = [value for found in needed for value in found]
    for length in dict.fromkeys((max(least, len(start)), least + 1)):
        if length > _MOST:
            continue
        items = list(start)
        for index in range(len(start), length):
            part = arrays.prefix[index] if index < len(arrays.prefix) else arrays.rest
            found: list[Json] = [index] if part is None else samples(shapes, part.schemas, depth + 1)
            if not found:
                break
            items.append(found[index % len(found)])
        if len(items) >= least:
            yield items


def _objects(shapes: Shapes, objects: Objects, depth: int) -> Iterator[Json]:
    """The least object, one with everything that is declared, and each declared property in turn."""
    least: dict[str, Json] = {}
    for name in objects.required:
        found = _property(shapes, objects, name, depth)
        if found:
            least[name] = found[0]
    yield least
    whole = dict(least)
    for name in objects.properties:
        found = _property(shapes, objects, name, depth)
        for value in found[:_MOST_EACH]:
            yield {**least, name: value}
        if found:
            whole[name] = found[0]
    yield whole


def _property(shapes: Shapes, objects: Objects, name: str, depth: int) -> list[Json]:
    part = objects.properties.get(name) or objects.additional
    return ["a", 1] if part is None else samples(shapes, part.schemas, depth + 1)
