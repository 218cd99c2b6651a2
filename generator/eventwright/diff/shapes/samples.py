"""A few values of a shape, small and at its bounds; most are valid, which is for a judge to say."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from eventwright.api import JsonType, SchemaKey
from eventwright.diff.shapes.normal import Shapes
from eventwright.diff.shapes.shape import Arrays, Bound, Joined, Numbers, Objects, Part, Shape, Texts
from eventwright.json_value import Json
from eventwright.patterns.example import example

_MOST = 24
_MOST_EACH = 6
_DEEPEST = 60
_LONGEST = 1_000
TEXTS: dict[str, tuple[str, ...]] = {
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
    "idn-hostname": ("example.com",),
    "json-pointer": ("/a",),
    "relative-json-pointer": ("0",),
    "uri-template": ("https://example.com/{a}",),
    "regex": ("a",),
}
"""Texts of each format."""


def samples(shapes: Shapes, schemas: Joined) -> list[Json]:
    """Return values that schemas may accept together."""
    return Samples(shapes).of(schemas)


class Samples:
    """Makes values of the schemas of one document; those of a part are made once."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._made: dict[frozenset[SchemaKey], list[Json]] = {}
        self._depth = 0

    def of(self, schemas: Joined) -> list[Json]:
        """Return the values of schemas that hold together, some of each type."""
        return list(islice(self._values(self._shapes.of(schemas)), _MOST))

    def of_part(self, part: Part | None) -> list[Json]:
        """Return fewer values for a part; of one that is free a text and a number."""
        if part is None:
            return ["a", 1]
        key = self._shapes.key(part.schemas)
        if key not in self._made:
            if self._depth > _DEEPEST:
                return []
            # What contains itself has no values there, so that it comes to an end.
            self._made[key] = []
            self._depth += 1
            self._made[key] = list(islice(self._values(self._shapes.of(part.schemas)), _MOST_EACH))
            self._depth -= 1
        return self._made[key]

    def _values(self, shape: Shape) -> Iterator[Json]:
        if shape.values is not None:
            yield from (value.value for value in shape.values)
            return
        for union in shape.unions:
            for branch in union.branches:
                yield from self._merged(shape, branch)
        for kind in JsonType:
            if kind in shape.types:
                yield from self.of_type(shape, kind)

    def _merged(self, shape: Shape, branch: Part) -> Iterator[Json]:
        """A value of a branch, with what the schema around it needs."""
        around = next(self._objects(shape.objects), {}) if JsonType.OBJECT in shape.types else {}
        for value in self.of_part(branch):
            yield {**around, **value} if isinstance(value, dict) and isinstance(around, dict) else value

    def of_type(self, shape: Shape, kind: JsonType) -> Iterator[Json]:
        """Return values of one type; of unions nothing is taken in."""
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
                yield from self._arrays(shape.arrays)
            case JsonType.OBJECT:
                yield from self._objects(shape.objects)

    def _arrays(self, arrays: Arrays) -> Iterator[Json]:
        least = arrays.min_items.value if arrays.min_items else 0
        needed = [self.of_part(part)[:1] for part in arrays.contains]
        start: list[Json] = [value for found in needed for value in found]
        for length in dict.fromkeys((max(least, len(start)), least + 1)):
            if length > _MOST:
                continue
            items = list(start)
            for index in range(len(start), length):
                part = arrays.prefix[index] if index < len(arrays.prefix) else arrays.rest
                found: list[Json] = [index] if part is None else self.of_part(part)
                if not found:
                    break
                items.append(found[index % len(found)])
            if len(items) >= least:
                yield items

    def _objects(self, objects: Objects) -> Iterator[Json]:
        """The least object, one with everything that is declared, and each declared property in turn."""
        least: dict[str, Json] = {}
        for name in objects.required:
            found = self._property(objects, name)
            if found:
                least[name] = found[0]
        yield least
        whole = dict(least)
        for name in objects.properties:
            found = self._property(objects, name)
            for value in found[:_MOST_EACH]:
                yield {**least, name: value}
            if found:
                whole[name] = found[0]
        yield whole
        for name, needed in objects.dependencies.items():
            yield from self._depending(objects, least, (name, *sorted(needed.names)))

    def _depending(self, objects: Objects, least: Mapping[str, Json], names: Sequence[str]) -> Iterator[Json]:
        """An object with a property and what it needs, twice, as a name of which nothing is said is free."""
        found = {name: self._property(objects, name) for name in names}
        if all(found.values()):
            yield {**least, **{name: values[0] for name, values in found.items()}}
            yield {**least, **{name: values[-1] for name, values in found.items()}}

    def _property(self, objects: Objects, name: str) -> list[Json]:
        return self.of_part(objects.properties.get(name) or objects.additional)


def _numbers(numbers: Numbers, *, whole: bool) -> Iterator[Json]:
    step = max((multiple for multiple, _ in numbers.multiples), default=Fraction(1))
    least = _near(numbers.minimum, step, up=True)
    most = _near(numbers.maximum, step, up=False)
    found = [least, most, None if least is None else least + step, None if most is None else most - step]
    found += [Fraction(0), step] if least is None or most is None else []
    found += () if whole or numbers.multiples else _between(numbers)
    for number in dict.fromkeys(each for each in found if each is not None):
        if number.denominator == 1:
            yield int(number)
        elif not whole:
            yield float(number)


def _between(numbers: Numbers) -> Iterator[Fraction]:
    """Yield fractions, for what may be no whole number, or where none fits in."""
    ends = [bound.value for bound in (numbers.minimum, numbers.maximum) if bound is not None]
    if len(ends) > 1:
        yield sum(ends, Fraction(0)) / len(ends)
    yield from (end + Fraction(sign, 2) for end in ends or [Fraction(0)] for sign in (1, -1))


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
        yield from TEXTS.get(word.text, ())
    least = texts.min_length.value if texts.min_length else 0
    most = texts.max_length.value if texts.max_length else least + 1
    for word in texts.patterns:
        text = example(word.text)
        if text is not None:
            # More of what it ends with is matched more often than not.
            yield text + (text[-1:] or "a") * min(max(least - len(text), 0), _LONGEST)
    for length in dict.fromkeys((least, most, max(least, 1))):
        if length <= _LONGEST:
            yield "a" * length
