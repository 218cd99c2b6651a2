"""Generated encoding: expressions that turn a decoded value back into the JSON value it came from."""

from typing import assert_never

from eventwright.code import Code, Part, code, join, literal
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
    but_null,
)

_WRITERS = {
    Scalar.DATETIME: code("write_datetime"),
    Scalar.DATE: code("write_date"),
    Scalar.TIME: code("write_time"),
}


def encoded(wanted: Type, item: Part) -> Code:  # noqa: C901  # one case a type
    """Return an expression for the JSON value of the decoded value that the expression `item` gives."""
    match wanted:
        case AnyType() | NeverType() | ConstantType() | LiteralType() | EnumType(plain=True):
            return code("{item}", item=item)
        case ScalarType(scalar):
            return _scalar(scalar, item)
        case EnumType():
            # A member compares equal to its value, but is not of its type.
            return code("wire_value({item})", item=item)
        case ClassType():
            return code("{item}.to_dict()", item=item)
        case ListType(inner):
            return _elements(inner, item)
        case TupleType(items):
            parts = [
                encoded(each, code("{item}[{index}]", item=item, index=literal(index)))
                for index, each in enumerate(items)
            ]
            return code("[{parts}]", parts=join(", ", parts))
        case MapType(inner):
            return _values(inner, item)
        case UnionType(branches=branches):
            return _union([branch.type for branch in branches], item)
        case WrappedType(tag, inner):
            return code("{{{tag}: {value}}}", tag=literal(tag), value=encoded(inner, item))
        case CheckedType(inner):
            return encoded(inner, item)
        case _:
            assert_never(wanted)


def encoded_present(wanted: Type, item: Part) -> Code:
    """Like `encoded`, where `item` is known to be no None."""
    return encoded(but_null(wanted), item)


def is_plain(wanted: Type) -> bool:
    """Whether decoding leaves the value as it was parsed."""
    match wanted:
        case AnyType() | NeverType() | ConstantType() | LiteralType() | EnumType(plain=True):
            return True
        case ScalarType(scalar):
            return scalar not in _WRITERS
        case EnumType() | ClassType() | TupleType() | WrappedType():
            return False
        case ListType(inner) | MapType(inner) | CheckedType(inner):
            return is_plain(inner)
        case UnionType(branches=branches):
            return all(is_plain(branch.type) for branch in branches)
        case _:
            assert_never(wanted)


def _union(branches: list[Type], item: Part) -> Code:
    wrapped = next((branch for branch in branches if isinstance(branch, WrappedType)), None)
    if wrapped is not None:
        # Beside a wrapper there is null alone.
        return code("None if {item} is None else {value}", item=item, value=encoded(wrapped, item))
    if all(map(is_plain, branches)):
        return code("{item}", item=item)
    return code("plain({item})", item=item)


def _scalar(scalar: Scalar, item: Part) -> Code:
    if scalar in _WRITERS:
        return code("{writer}({item})", writer=_WRITERS[scalar], item=item)
    return code("{item}", item=item)


def _elements(inner: Type, item: Part) -> Code:
    if is_plain(inner):
        return code("{item}", item=item)
    return code("[{element} for entry in {item}]", element=encoded(inner, code("entry")), item=item)


def _values(inner: Type, item: Part) -> Code:
    if is_plain(inner):
        return code("{item}", item=item)
    value = encoded(inner, code("entry"))
    return code("{{key: {value} for key, entry in {item}.items()}}", value=value, item=item)
