"""The types of single values that a schema lists: its `const`, its `enum` where no enum class can hold it."""

from collections.abc import Hashable, Iterable, Sequence

from eventwright.api import JsonType
from eventwright.json_types import is_of, type_of
from eventwright.json_value import Json
from eventwright.plan.types import (
    AnyType,
    ConstantType,
    ListType,
    LiteralType,
    MapType,
    Scalar,
    ScalarType,
    Type,
)

# More than these are no help to a reader, and would not fit into a line.
_MOST_LITERALS = 8
_LONGEST_LITERALS = 60


def constant(value: Json) -> Type:
    """Return the type of exactly one value; where Python has none for it, that of its kind."""
    match value:
        case None:
            return ScalarType(Scalar.NULL)
        case str() | int():
            return ConstantType(value)
        case float():
            return ScalarType(Scalar.NUMBER)
        case list():
            return ListType(AnyType())
        case dict():
            return MapType(AnyType())


def enum_scalar(values: Sequence[Json]) -> Scalar | None:
    """TEXT or INTEGER where all values are of that kind; None where no enum class can hold them."""
    if values and all(type(value) is str for value in values):
        return Scalar.TEXT
    if values and all(type(value) is int for value in values):
        return Scalar.INTEGER
    return None


def kinds_of_values(values: Iterable[Json], *, is_open: bool) -> tuple[Type, ...]:
    """Return one type for each kind among values without null; where these are `open`, its whole kind."""
    kinds: dict[JsonType, list[Json]] = {}
    found = list(values)
    mixed = any(_kind(value) is JsonType.NUMBER for value in found)
    for value in found:
        kind = _kind(value)
        # Where a fraction is among them, integers are numbers too.
        kinds.setdefault(JsonType.NUMBER if mixed and kind is JsonType.INTEGER else kind, []).append(value)
    return tuple(_of_kind(kind, members, is_open=is_open) for kind, members in kinds.items())


def fitting(values: Iterable[Json], types: tuple[JsonType, ...]) -> tuple[Json, ...]:
    """Return the values that are of one of the types; all of them where none is written."""
    return tuple(value for value in values if not types or is_of(value, types))


def comparable(value: Json) -> Hashable:
    """Return what is equal for two values exactly when they are the same to JSON: 1 is 1.0, true is not 1."""
    match value:
        case list():
            return tuple(map(comparable, value))
        case dict():
            return frozenset((key, comparable(each)) for key, each in value.items())
        case _:
            return isinstance(value, bool), value


def _of_kind(kind: JsonType, values: Sequence[Json], *, is_open: bool) -> Type:
    match kind:
        case JsonType.NULL:
            return ScalarType(Scalar.NULL)
        case JsonType.BOOLEAN:
            several = is_open or len(values) > 1
            return ScalarType(Scalar.BOOLEAN) if several else ConstantType(values[0] is True)
        case JsonType.NUMBER:
            return ScalarType(Scalar.NUMBER)
        case JsonType.STRING:
            return ScalarType(Scalar.TEXT) if is_open else _literals(values, Scalar.TEXT)
        case JsonType.INTEGER:
            return ScalarType(Scalar.INTEGER) if is_open else _literals(values, Scalar.INTEGER)
        case JsonType.ARRAY:
            return ListType(AnyType())
        case JsonType.OBJECT:
            return MapType(AnyType())


def _literals(values: Sequence[Json], scalar: Scalar) -> Type:
    distinct = tuple(dict.fromkeys(value for value in values if isinstance(value, str | int)))
    if len(distinct) == 1:
        return ConstantType(distinct[0])
    if len(distinct) > _MOST_LITERALS or sum(len(repr(value)) for value in distinct) > _LONGEST_LITERALS:
        return ScalarType(scalar)
    return LiteralType(distinct)  # type: ignore[arg-type]  # all of one kind


def _kind(value: Json) -> JsonType:
    """Return the type by how the value is written: to Python 1.0 is a float."""
    return JsonType.NUMBER if isinstance(value, float) else type_of(value)
