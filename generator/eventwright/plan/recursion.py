"""Which classes can be nested without end, so that their decoders must mind the depth of a value."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from eventwright.api import SchemaKey
from eventwright.plan.shapes import ObjectShape
from eventwright.plan.types import (
    AnyType,
    CheckedType,
    ClassType,
    ConstantType,
    EnumType,
    ListType,
    MapType,
    NeverType,
    ScalarType,
    TupleType,
    Type,
    UnionType,
)


def recursive_classes(objects: Mapping[SchemaKey, ObjectShape]) -> frozenset[SchemaKey]:
    """Return the classes that contain themselves, and those that contain such a class."""
    inside = {key: frozenset(_mentioned_in(shape)) for key, shape in objects.items()}
    # Whatever can be taken away layer by layer, beginning with classes that contain none, is not recursive.
    waiting = dict(inside)
    users: dict[SchemaKey, list[SchemaKey]] = {}
    for key, parts in inside.items():
        for part in parts:
            users.setdefault(part, []).append(key)
    missing = {key: len(parts) for key, parts in inside.items()}
    ready = [key for key, count in missing.items() if count == 0]
    while ready:
        key = ready.pop()
        del waiting[key]
        for user in users.get(key, []):
            missing[user] -= 1
            if missing[user] == 0:
                ready.append(user)
    return frozenset(waiting)


def _mentioned_in(shape: ObjectShape) -> Iterator[SchemaKey]:
    for field in shape.fields:
        yield from _mentioned(field.type)
    if shape.extras is not None:
        yield from _mentioned(shape.extras)


def _mentioned(wanted: Type) -> Iterator[SchemaKey]:
    match wanted:
        case AnyType() | NeverType() | ScalarType() | ConstantType() | EnumType():
            return
        case ClassType(key):
            yield key
        case ListType(inner) | MapType(inner) | CheckedType(inner):
            yield from _mentioned(inner)
        case TupleType(items):
            for item in items:
                yield from _mentioned(item)
        case UnionType(branches=branches):
            for branch in branches:
                yield from _mentioned(branch.type)
        case _:
            assert_never(wanted)
