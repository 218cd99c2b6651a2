"""Values just beyond what a shape says, each with the keyword that refuses it; nothing is proven here."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product

from eventwright.api import JsonType
from eventwright.diff.shapes import Joined, Shape
from eventwright.diff.shapes.shape import Arrays, Bound, Numbers, Objects, Part, Texts
from eventwright.json_types import is_of
from eventwright.json_value import Json
from eventwright.patterns.example import example
from eventwright.sampling import Sampler
from eventwright.sampling.sampler import FREE
from eventwright.witness.ways import Member, Stand, undeclared

_LONGEST = 100_000
_MOST = 12
_MOST_INSIDE = 60
_DEEPEST = 2
_WORDS = ("", "a", "0", "A", "-", " ", "aa", "a b", "é")

Candidate = tuple[str, Json]
"""The keyword that speaks of it, and the value."""


def beyond(
    accepting: Sampler, schemas: Joined, refusing: Sampler, others: Joined, depth: int = 0
) -> Iterator[Candidate]:
    """Yield values that the schemas may accept and that the others refuse, or may refuse."""
    shape, other = accepting.shape(schemas), refusing.shape(others)
    yield from _types(accepting, schemas, other)
    yield from _listed(accepting, schemas, shape, other)
    if JsonType.NUMBER in shape.types or JsonType.INTEGER in shape.types:
        yield from _numbers(shape.numbers, other.numbers)
        yield from (("format", value) for value in (2**31, 2**63) if other.texts.formats)
    if JsonType.STRING in shape.types:
        yield from _texts(shape.texts, other.texts)
    if JsonType.ARRAY in shape.types:
        yield from _arrays(accepting, schemas, shape.arrays, refusing, other.arrays)
    if JsonType.OBJECT in shape.types:
        yield from _objects(accepting, schemas, shape.objects, refusing, other.objects)
    for part in other.negated:
        yield from (("not", value) for value in refusing.valid(part.schemas))
    for met in other.conditions:
        yield from (("if", value) for value in _meeting(accepting, schemas, refusing, met.condition))
    for part in _beside(other) if depth < _DEEPEST else ():
        # What holds beside the rest is gone beyond as the rest is.
        yield from (("", value) for _, value in beyond(accepting, schemas, refusing, part.schemas, depth + 1))
    if depth < _DEEPEST:
        yield from (("", value) for value in _inside(accepting, schemas, refusing, others, depth + 1))
    yield from (("", value) for value in accepting.valid(schemas))
    for part in (part for union in other.unions for part in union.branches):
        yield from (("", value) for value in refusing.valid(part.schemas))


def _beside(shape: Shape) -> Iterator[Part]:
    yield from shape.apart
    for each in shape.conditions:
        yield from (part for part in (each.then, each.otherwise) if part is not None)


def _meeting(accepting: Sampler, schemas: Joined, refusing: Sampler, condition: Part) -> Iterator[Json]:
    """Yield objects that meet a condition of the others, and what follows from those of the schemas."""
    own = accepting.shape(schemas).conditions
    follows = [part.schemas for each in own for part in (each.then, each.otherwise) if part is not None]
    consequences = [{}, *(value for each in follows for value in _some_objects(accepting, each))]
    for value in _some_objects(refusing, condition.schemas):
        for base, consequence in product(islice(accepting.objects(schemas), 2), consequences):
            yield {**base, **consequence, **value}


def _some_objects(sampler: Sampler, schemas: Joined) -> list[dict[str, Json]]:
    return [value for value in sampler.valid(schemas) if isinstance(value, dict)][:_MOST]


def _inside(
    accepting: Sampler, schemas: Joined, refusing: Sampler, others: Joined, depth: int
) -> Iterator[Json]:
    """Yield objects with one property that goes beyond what the others say of it."""
    objects = refusing.shape(others).objects
    named = [(example(pattern), part) for pattern, part in objects.patterns.items()]
    place = Stand((), schemas)
    for name, part in (*objects.properties.items(), *named):
        if name is None:
            continue
        inner = place.further(accepting.shapes, (Member(name),)).schemas
        for _, value in islice(beyond(accepting, inner, refusing, part.schemas, depth), _MOST_INSIDE):
            for base in islice(accepting.objects(schemas), 2):
                yield {**base, name: value}


def _types(accepting: Sampler, schemas: Joined, other: Shape) -> Iterator[Candidate]:
    for value in (*FREE, *accepting.likely(schemas)):
        if not is_of(value, other.types):
            yield "type", value


def _listed(accepting: Sampler, schemas: Joined, shape: Shape, other: Shape) -> Iterator[Candidate]:
    if other.values is None:
        return
    known = [value.value for value in other.values]
    free = (*accepting.likely(schemas), *FREE) if shape.values is None else ()
    for value in (*(value.value for value in shape.values or ()), *free):
        if value not in known:
            yield "enum", value


def _numbers(shape: Numbers, other: Numbers) -> Iterator[Candidate]:
    steps = [multiple for multiple, _ in shape.multiples] or [Fraction(1)]
    step = max(steps)
    for keyword, bound, sign in (("minimum", other.minimum, -1), ("maximum", other.maximum, 1)):
        if bound is not None:
            yield from ((keyword, _number(each)) for each in _past(bound, step, sign))
    for multiple, _ in other.multiples:
        deltas = (Fraction(0), step, multiple / 2, step / 2, 2 * step, 3 * step, multiple / 4)
        near = (each + delta for each in _anchors(shape) for size in deltas for delta in (size, -size))
        yield from (("multipleOf", _number(each)) for each in near if (each / multiple).denominator != 1)


def _past(bound: Bound, step: Fraction, sign: int) -> Iterator[Fraction]:
    if bound.exclusive:
        yield bound.value
    near = (bound.value / step).__floor__() * step
    yield from (near + sign * step, near + (sign + 1) * step, bound.value + sign * step)
    yield bound.value + sign * step / 2


def _anchors(numbers: Numbers) -> list[Fraction]:
    """Numbers near which valid ones are: the bounds, and what is between them."""
    ends = [bound.value for bound in (numbers.minimum, numbers.maximum) if bound is not None]
    return [*ends, sum(ends, Fraction(0)) / len(ends)] if ends else [Fraction(0)]


def _number(value: Fraction) -> Json:
    return int(value) if value.denominator == 1 else float(value)


def _texts(shape: Texts, other: Texts) -> Iterator[Candidate]:
    known = [text for text in (example(word.text) for word in shape.patterns) if text is not None]
    for keyword, count, step in (("minLength", other.min_length, -1), ("maxLength", other.max_length, 1)):
        wanted = -1 if count is None else count.value + step
        if 0 <= wanted <= _LONGEST:
            yield keyword, "a" * wanted
            yield from ((keyword, _stretched(text, wanted)) for text in known)
    texts = (*known, *_WORDS)
    yield from (("pattern", text) for text in (*texts, "a" * _least(shape)) if other.patterns)
    yield from (("format", text) for text in (*texts, "a" * _least(shape)) if other.formats)


def _least(texts: Texts) -> int:
    return min(texts.min_length.value, _LONGEST) if texts.min_length else 0


def _stretched(text: str, wanted: int) -> str:
    return text[:wanted] + (text[-1:] or "a") * (wanted - len(text))


def _arrays(
    accepting: Sampler, schemas: Joined, shape: Arrays, refusing: Sampler, other: Arrays
) -> Iterator[Candidate]:
    for keyword, count, step in (("minItems", other.min_items, -1), ("maxItems", other.max_items, 1)):
        wanted = -1 if count is None else count.value + step
        if 0 <= wanted <= _LONGEST:
            yield from ((keyword, items) for items in _of_length(accepting, shape, wanted))
    if other.unique is not None:
        for start in islice(_of_length(accepting, shape, 1), _MOST):
            yield "uniqueItems", [*start, *start]
    if other.contains:
        yield from (("contains", items) for size in (0, 1, 2) for items in _of_length(accepting, shape, size))
        for one, another in product(shape.contains, other.contains):
            found = beyond(accepting, one.schemas, refusing, another.schemas, _DEEPEST)
            yield from (("contains", [item]) for _, item in islice(found, _MOST_INSIDE))
    longest = max(len(shape.prefix), len(other.prefix)) + 1
    yield from (
        ("items", items) for size in (longest - 1, longest) for items in _of_length(accepting, shape, size)
    )


def _of_length(sampler: Sampler, arrays: Arrays, wanted: int) -> Iterator[list[Json]]:
    """Yield arrays of a length, of the same few values and of different ones."""
    for turn in range(4):
        items: list[Json] = []
        for index in range(wanted):
            part = arrays.prefix[index] if index < len(arrays.prefix) else arrays.rest
            values = sampler.part(part)
            if not values:
                return
            item: Json = (
                index if part is None and turn == 1 else values[(turn + index * (turn % 2)) % len(values)]
            )
            items.append(item)
        yield items


def _objects(
    accepting: Sampler, schemas: Joined, shape: Objects, refusing: Sampler, other: Objects
) -> Iterator[Candidate]:
    bases = list(islice(accepting.objects(schemas), _MOST)) if schemas else [{}]
    for base in bases:
        for name in other.required:
            if name not in shape.required:
                yield f"required {name}", {key: value for key, value in base.items() if key != name}
        yield from _counted(accepting, shape, other, base)
        yield from (("additionalProperties", found) for found in _with_one(accepting, shape, other, base))
        for name, needed in other.dependencies.items():
            before = shape.dependencies[name].names if name in shape.dependencies else frozenset[str]()
            beside = {each: _first(accepting, shape, each) for each in sorted(before)}
            kept = {key: each for key, each in base.items() if key not in needed.names}
            for value in accepting.part(shape.properties.get(name) or shape.additional)[:2]:
                yield "dependencies", {**kept, **beside, name: value}
        if other.names is not None:
            for name in (*_WORDS, undeclared(shape), *map(str, _names(refusing, other))):
                yield "propertyNames", {**base, name: _first(accepting, shape, name)}


def _names(refusing: Sampler, other: Objects) -> Iterator[Json]:
    shape = refusing.shape(other.names.schemas) if other.names is not None else None
    if shape is not None:
        yield from (value for _, value in _texts(Texts(), shape.texts) if isinstance(value, str))


def _with_one(accepting: Sampler, shape: Objects, other: Objects, base: dict[str, Json]) -> Iterator[Json]:
    """Yield objects with one property that the other shape does not declare."""
    patterned = [name for name in map(example, shape.patterns) if name is not None]
    for name in (*(name for name in shape.properties if name not in other.properties), *patterned):
        yield {**base, name: _first(accepting, shape, name)}
    name = undeclared(shape, other)
    for value in accepting.part(shape.additional)[:_MOST]:
        yield {**base, name: value}


def _counted(
    accepting: Sampler, shape: Objects, other: Objects, base: dict[str, Json]
) -> Iterator[Candidate]:
    names = [*shape.properties, *(f"x{index}" for index in range(20))]
    if other.max_properties is not None and other.max_properties.value < len(names):
        found = dict(base)
        for name in names:
            if len(found) <= other.max_properties.value and name not in found:
                found[name] = _first(accepting, shape, name)
        yield "maxProperties", found
    if other.min_properties is not None:
        yield "minProperties", dict(islice(base.items(), max(other.min_properties.value - 1, 0)))
        found = dict(base)
        for name in names:
            if len(found) < other.min_properties.value - 1 and name not in found:
                found[name] = _first(accepting, shape, name)
        yield "minProperties", found


def _first(sampler: Sampler, objects: Objects, name: str) -> Json:
    part = objects.properties.get(name) or objects.additional
    values = (1,) if part is None else sampler.part(part)
    return values[0] if values else None
