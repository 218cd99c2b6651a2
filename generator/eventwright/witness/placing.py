"""Puts a value into a place of a message, with as little around it as the schemas there need."""

from collections.abc import Iterator
from itertools import islice

from eventwright.diff.shapes import Joined
from eventwright.json_value import Json
from eventwright.sampling import Sampler
from eventwright.witness.ways import Branch, Element, Member, Way

_MOST_AROUND = 4


def placed(sampler: Sampler, way: Way, value: Json) -> Iterator[Json]:
    """Yield whole values that have the value at the end of the way."""
    if not way:
        yield value
        return
    owner, step = way[-1]
    match step:
        case Member(name):
            around = _in_object(sampler, owner, name, value)
        case Element(index):
            around = _in_array(sampler, owner, index, value)
        case Branch(names):
            around = _in_branch(sampler, owner, names, value)
    for each in islice(around, _MOST_AROUND):
        yield from placed(sampler, way[:-1], each)


def _in_object(sampler: Sampler, owner: Joined, name: str, value: Json) -> Iterator[Json]:
    for around in _objects(sampler, owner):
        found = {**around, name: value}
        yield _with_needed(sampler, owner, found)


def _objects(sampler: Sampler, owner: Joined) -> Iterator[dict[str, Json]]:
    if not owner:
        yield {}
    yield from sampler.objects(owner)


def _with_needed(sampler: Sampler, owner: Joined, value: dict[str, Json]) -> dict[str, Json]:
    """Return the object with what its properties need beside them."""
    objects = sampler.shape(owner).objects
    added: dict[str, Json] = {}
    for name, needed in objects.dependencies.items():
        for other in sorted(needed.names - value.keys()) if name in value else ():
            values = sampler.part(objects.properties.get(other) or objects.additional)
            added |= {other: values[0]} if values else {}
    return {**value, **added}


def _in_array(sampler: Sampler, owner: Joined, index: int, value: Json) -> Iterator[Json]:
    """Yield arrays with the value in place of one of their elements, or after them."""
    arrays = sampler.shape(owner).arrays
    before: list[Json] = []
    for position in range(index):
        part = arrays.prefix[position] if position < len(arrays.prefix) else arrays.rest
        before += sampler.part(part)[:1]
    yield [*before, value]
    for around in sampler.arrays(owner):
        yield [*around[:index], value, *around[index + 1 :]]
        yield [*around[:index], value, *around[index:]]


def _in_branch(sampler: Sampler, owner: Joined, names: frozenset[str], value: Json) -> Iterator[Json]:
    """Yield the value of a branch, an object with what the schemas around the branch need."""
    yield value
    if not isinstance(value, dict):
        return
    objects = sampler.shape(owner).objects
    parts = {name: sampler.part(objects.properties.get(name)) for name in sorted(names)}
    needed = {name: values[0] for name, values in parts.items() if values}
    for around in sampler.objects(owner):
        yield {**around, **needed, **value}
