"""The closed set of Python types that a schema can become; names of classes are settled later, by key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from eventwright.api import SchemaKey


class Scalar(Enum):
    """A JSON scalar with a Python type of its own; the value is that type's name in generated code."""

    NULL = "None"
    BOOLEAN = "bool"
    INTEGER = "int"
    NUMBER = "float"
    TEXT = "str"
    DATETIME = "datetime"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class AnyType:
    """Any JSON value, kept as it came."""


@dataclass(frozen=True, slots=True)
class NeverType:
    """No value at all: the schema `false`, or keywords that exclude each other."""


@dataclass(frozen=True, slots=True)
class ScalarType:
    scalar: Scalar


@dataclass(frozen=True, slots=True)
class ConstantType:
    """Exactly one text, integer or boolean."""

    value: str | int | bool


@dataclass(frozen=True, slots=True)
class LiteralType:
    """One of several texts, or one of several integers, that have no enum class."""

    values: tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EnumType:
    """A generated enum class, all of whose members are of one scalar; `open` lets other values through.

    `extensible` is one that the document itself leaves open. Values of one that is `plain` are no members but
    stay what they are on the wire.
    """

    key: SchemaKey
    scalar: Scalar
    open: bool
    extensible: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class ClassType:
    """A generated class for objects with these properties."""

    key: SchemaKey


@dataclass(frozen=True, slots=True)
class ListType:
    item: "Type"


@dataclass(frozen=True, slots=True)
class TupleType:
    """A list of exactly these items, in this order."""

    items: "tuple[Type, ...]"


@dataclass(frozen=True, slots=True)
class MapType:
    """An object without declared properties: any keys, values of one type."""

    value: "Type"


@dataclass(frozen=True, slots=True)
class Branch:
    """One way for a union to be; `key` is what the checker knows its schema by."""

    type: "Type"
    key: SchemaKey


@dataclass(frozen=True, slots=True)
class UnionType:
    """One of several; `key` names its reader.

    `exclusive` is oneOf, where a strict decoder counts. `by_kind` is one schema that reads otherwise for each
    JSON type; its last branch may be any value, which then means all other types. `tags` is the schema whose
    discriminator names a branch.
    """

    key: SchemaKey
    branches: tuple[Branch, ...]
    exclusive: bool = False
    by_kind: bool = False
    tags: SchemaKey = ""


@dataclass(frozen=True, slots=True)
class CheckedType:
    """A type that says less than its schema: the checker judges the value before it is taken apart."""

    type: "Type"
    key: SchemaKey


@dataclass(frozen=True, slots=True)
class WrappedType:
    """A value that is written as an object with one key, its `tag`; where it is `loose`, also plainly."""

    tag: str
    type: "Type"
    loose: bool


Type = (
    AnyType
    | NeverType
    | ScalarType
    | ConstantType
    | LiteralType
    | EnumType
    | ClassType
    | ListType
    | TupleType
    | MapType
    | UnionType
    | CheckedType
    | WrappedType
)


def within(wanted: Type) -> Iterator[Type]:
    """Yield the type and all that it is written out of, at any depth; classes and enums are names."""
    yield wanted
    match wanted:
        case AnyType() | NeverType() | ScalarType() | ConstantType() | LiteralType():
            return
        case EnumType() | ClassType():
            return
        case ListType(inner) | MapType(inner) | CheckedType(inner) | WrappedType(type=inner):
            yield from within(inner)
        case TupleType(items):
            for item in items:
                yield from within(item)
        case UnionType(branches=branches):
            for branch in branches:
                yield from within(branch.type)
        case _:
            assert_never(wanted)


_KINDS: Mapping[Scalar, frozenset[str]] = {
    Scalar.NULL: frozenset({"NoneType"}),
    Scalar.BOOLEAN: frozenset({"bool"}),
    # 1.0 is an integer to JSON Schema.
    Scalar.INTEGER: frozenset({"int", "float"}),
    Scalar.NUMBER: frozenset({"int", "float"}),
    Scalar.TEXT: frozenset({"str"}),
    Scalar.DATETIME: frozenset({"str"}),
    Scalar.DATE: frozenset({"str"}),
    Scalar.TIME: frozenset({"str"}),
}
_NULL = ScalarType(Scalar.NULL)
_EVERY_KIND = frozenset({"NoneType", "bool", "int", "float", "str", "list", "dict"})


def json_kinds(wanted: Type) -> frozenset[str]:  # noqa: C901  # one case a type
    """The names of the Python types that a parsed JSON value of this type can have."""
    match wanted:
        case AnyType():
            return _EVERY_KIND
        case NeverType():
            return frozenset()
        case ScalarType(scalar) | EnumType(scalar=scalar):
            return _KINDS[scalar]
        case ConstantType(value):
            return frozenset({"int", "float"} if type(value) is int else {type(value).__name__})
        case LiteralType(values):
            return _KINDS[Scalar.TEXT if isinstance(values[0], str) else Scalar.INTEGER]
        case WrappedType(_, inner, loose):
            return frozenset({"dict"}) | (json_kinds(inner) if loose else frozenset())
        case ClassType() | MapType():
            return frozenset({"dict"})
        case ListType() | TupleType():
            return frozenset({"list"})
        case UnionType(branches=branches):
            return frozenset[str]().union(*(json_kinds(branch.type) for branch in branches))
        case CheckedType(inner):
            return json_kinds(inner)
        case _:
            assert_never(wanted)


def extent(wanted: Type) -> int:
    """How many types a type is written with."""
    match wanted:
        case (
            AnyType() | NeverType() | ScalarType() | ConstantType() | LiteralType() | EnumType() | ClassType()
        ):
            return 1
        case ListType(inner) | MapType(inner) | CheckedType(inner) | WrappedType(type=inner):
            return 1 + extent(inner)
        case TupleType(items):
            return 1 + sum(map(extent, items))
        case UnionType(branches=branches):
            return 1 + sum(extent(branch.type) for branch in branches)
        case _:
            assert_never(wanted)


def accepts_null(wanted: Type) -> bool:
    return "NoneType" in json_kinds(wanted)


def may_refuse_null(wanted: Type) -> bool:
    """Whether null has the right JSON type, and the checker may refuse it all the same."""
    match wanted:
        case CheckedType():
            return accepts_null(wanted)
        case UnionType(branches=branches, exclusive=exclusive):
            # By oneOf a null that two branches take is one too many.
            several = exclusive and sum(accepts_null(branch.type) for branch in branches) > 1
            return several or any(may_refuse_null(branch.type) for branch in branches)
        case _:
            return False


def told_apart_by_kind(union: UnionType) -> bool:
    """Whether the Python type of a parsed value alone says which branch it belongs to."""
    if union.by_kind:
        return True
    seen: set[str] = set()
    for branch in union.branches:
        kinds = json_kinds(branch.type)
        if kinds & seen:
            return False
        seen |= kinds
    return True


def but_null(wanted: Type) -> Type:
    """What a value is that is no null; the type itself unless it is a union of null and one other type."""
    match wanted:
        case CheckedType(inner, key):
            return CheckedType(but_null(inner), key)
        case UnionType(branches=(first, second)) if told_apart_by_kind(wanted):
            kinds = [branch.type for branch in (first, second) if branch.type != _NULL]
            return kinds[0] if len(kinds) == 1 and not accepts_null(kinds[0]) else wanted
        case _:
            return wanted
