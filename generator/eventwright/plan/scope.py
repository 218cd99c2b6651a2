"""The names that the code of a package is written with: classes, enums, their tables, decoders, readers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from eventwright.api import SchemaKey
from eventwright.code import Code, Part, code, join, literal, union
from eventwright.names import Identifier, constant, distinct, identifier, method_name
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
    Scalar,
    ScalarType,
    TupleType,
    Type,
    UnionType,
    WrappedType,
)

_SCALAR_TYPES: Mapping[Scalar, Identifier] = {
    Scalar.BOOLEAN: identifier("bool"),
    Scalar.INTEGER: identifier("int"),
    Scalar.NUMBER: identifier("float"),
    Scalar.TEXT: identifier("str"),
    Scalar.DATETIME: identifier("datetime"),
    Scalar.DATE: identifier("date"),
    Scalar.TIME: identifier("time"),
}
# The module gives these an alias of one underscore where a field hides them.
_DATES = frozenset({"datetime", "date", "time"})
# Type checkers read no longer integers in a Literal.
_LARGEST_LITERAL = 2**63 - 1
_LIST = identifier("list")
_TUPLE = identifier("tuple")


@dataclass(frozen=True, slots=True)
class Scope:
    """The name of each schema with a class or a reader, and of each message, by key; then in other styles."""

    names: Mapping[SchemaKey, Identifier]
    messages: Mapping[str, Identifier]
    snakes: Mapping[str, Identifier]
    constants: Mapping[str, Identifier]
    shadowed: frozenset[str] = frozenset()
    filled_by_class: bool = False
    """Whether what fills an object is given its class, and not a fresh object."""

    def beside(self, fields: Iterable[str]) -> "Scope":
        """The scope inside a class with these fields: one called `date` hides the type of that name there."""
        return replace(self, shadowed=frozenset(fields))

    def builtin(self, name: Identifier) -> Code:
        """A type of Python's, by another name where a field has the one it usually goes by."""
        if name not in self.shadowed:
            return code("{name}", name=name)
        if name in _DATES:
            return code("_{name}", name=name)
        return code("builtins.{name}", name=name)

    def class_of(self, key: SchemaKey) -> Identifier:
        return self.names[key]

    def fill(self, key: SchemaKey) -> Identifier:
        """The function that makes an object of the class, where that has no method for it."""
        return identifier(f"_fill_{self.snakes[self.names[key]]}")

    def filled(self, key: SchemaKey, item: Part) -> Code:
        """An object of the class that is made of an expression."""
        cls = self.names[key]
        if self.filled_by_class:
            return code("{fill}({cls}, {item})", fill=self.fill(key), cls=cls, item=item)
        return code("new({cls})._fill({item})", cls=cls, item=item)

    def reader(self, key: SchemaKey) -> Identifier:
        """The function that decodes a union."""
        return identifier(f"_read_{self.snakes[self.names[key]]}")

    def private(self, key: SchemaKey, what: Identifier) -> Identifier:
        """A constant beside the class that is no business of users."""
        return identifier(f"_{self.constants[self.names[key]]}_{what}")

    def table(self, key: SchemaKey) -> Identifier:
        """The table from wire value to member of the enum."""
        return identifier(f"{self.constants[self.names[key]]}_BY_VALUE")

    def annotation(self, wanted: Type) -> Code:  # noqa: C901, PLR0912  # one case a type
        """Return what a type checker is told of a decoded value."""
        match wanted:
            case AnyType():
                return code("object")
            case NeverType():
                return code("Never")
            case ScalarType(scalar):
                return self._scalar(scalar)
            case ConstantType(int(value)) if abs(value) > _LARGEST_LITERAL:
                return self._scalar(Scalar.INTEGER)
            case ConstantType(value):
                return code("Literal[{value}]", value=literal(value))
            case LiteralType(values) if any(type(v) is int and abs(v) > _LARGEST_LITERAL for v in values):
                return self._scalar(Scalar.INTEGER)
            case LiteralType(values):
                return code("Literal[{values}]", values=join(", ", map(literal, values)))
            case EnumType(_, scalar, plain=True):
                return self._scalar(scalar)
            case EnumType(key, scalar, is_open):
                member = code("{name}", name=self.names[key])
                return union([member, self._scalar(scalar)]) if is_open else member
            case ClassType(key):
                return code("{name}", name=self.names[key])
            case ListType(item):
                return code("{list}[{item}]", list=self.builtin(_LIST), item=self.annotation(item))
            case TupleType(items):
                parts = [self.annotation(item) for item in items]
                return code("{tuple}[{items}]", tuple=self.builtin(_TUPLE), items=join(", ", parts))
            case MapType(value):
                return code("dict[str, {value}]", value=self.annotation(value))
            case UnionType(branches=branches):
                return self._union([branch.type for branch in branches])
            case CheckedType(inner) | WrappedType(type=inner):
                return self.annotation(inner)
            case _:
                assert_never(wanted)

    def _scalar(self, scalar: Scalar) -> Code:
        if scalar is Scalar.NULL:
            return code("None")
        return self.builtin(_SCALAR_TYPES[scalar])

    def _union(self, types: list[Type]) -> Code:
        parts = [self.annotation(each) for each in types if not isinstance(each, NeverType)]
        if code("object") in parts or not parts:
            return code("object")
        return union(parts)


def scope_of(
    names: Mapping[SchemaKey, Identifier],
    messages: Mapping[str, Identifier],
    *,
    filled_by_class: bool = False,
) -> Scope:
    """Return the scope for these names; two that are alike in another style stay apart there too."""
    every = [*names.values(), *messages.values()]
    snakes, constants = distinct(every, method_name), distinct(every, constant)
    return Scope(names, messages, snakes, constants, filled_by_class=filled_by_class)
