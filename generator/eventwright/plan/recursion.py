"""Which classes can be nested without end, so that their decoders must mind the depth of a value."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from eventwright.api import SchemaKey
from eventwright.plan.endless import endless
from eventwright.plan.shaped import ObjectShape
from eventwright.plan.types import (
    AnyType,
    CheckedType,
    ClassType,
    ConstantType,
    EnumType,
    ListType,
    LiteralType,
    MapType,
    NeverType,
    ScalarType,
    TupleType,
    Type,
    UnionType,
    WrappedType,
)


def recursive_classes(objects: Mapping[SchemaKey, ObjectShape]) -> frozenset[SchemaKey]:
    """Return the classes that contain themselves, and those that contain such a class."""
    return endless({key: tuple(_mentioned_in(shape)) for key, shape in objects.items()})


def _mentioned_in(shape: ObjectShape) -> Iterator[SchemaKey]:
    for field in shape.fields:
        yield from _mentioned(field.type)
    if shape.extras is not None:
        yield from _mentioned(shape.extras)


def _mentioned(wanted: Type) -> Iterator[SchemaKey]:
    match wanted:
        case AnyType() | NeverType() | ScalarType() | ConstantType() | LiteralType() | EnumType():
            return
        case ClassType(key):
            yield key
        case ListType(inner) | MapType(inner) | CheckedType(inner) | WrappedType(type=inner):
            yield from _mentioned(inner)
        case TupleType(items):
            for item in items:
                yield from _mentioned(item)
        case UnionType(branches=branches):
            for branch in branches:
                yield from _mentioned(branch.type)
        case _:
            assert_never(wanted)
