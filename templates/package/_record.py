"""What all dataclasses of the package share: JSON in and out, and the small steps of their decoders."""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any, ClassVar, Never, Self, TypeVar

from ._check import Checker
from ._codec import (
    REFUSALS,
    EncodeError,
    Mismatch,
    refuse_depth,
    refused,
    write_date,
    write_datetime,
    write_time,
)
from ._json import parse_json, write_json

E = TypeVar("E", bound=Enum)
K = TypeVar("K", str, int)
T = TypeVar("T")

new = object.__new__
"""Makes an empty object of a class; its decoder fills in every field."""


class WireObject:
    """An object of the document. Two objects are equal when their fields are."""

    __slots__ = ()

    _keys: ClassVar[Mapping[str, str]] = {}
    _required: ClassVar[frozenset[str]] = frozenset()
    _wire: frozenset[str] | None

    @classmethod
    def declared(cls) -> Mapping[str, str]:
        """The field of each key that the document declares."""
        return cls._keys

    @classmethod
    def from_dict(cls, value: Any) -> Self:
        """Decode a parsed JSON value; raises DecodeError, which lists every problem."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, object]:
        """Encode as a JSON object with the keys it has on the wire; raises EncodeError."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, body: bytes | str) -> Self:
        """Decode JSON text; raises DecodeError."""
        return cls.from_dict(parse_json(body))

    def to_json(self) -> bytes:
        """Encode as JSON text in UTF-8; raises EncodeError."""
        return write_json(self.to_dict())

    def set_null(self, *names: str) -> None:
        """Have these optional fields written as an explicit null, where a None would leave them out.

        A field that is given a value later is written with that value.
        Raises ValueError for a name that is no field, or a required one.
        """
        wires = {name: wire for wire, name in self._keys.items() if wire not in self._required}
        for name in names:
            if name not in wires:
                raise ValueError(f"{type(self).__name__} has no optional field {name!r}")
        for name in names:
            setattr(self, name, None)
        # The slot is the subclass's.
        target: Any = self
        target._wire = (self._wire or frozenset()) | {wires[name] for name in names}


def nulls(value: dict[str, Any], keys: Mapping[str, str]) -> frozenset[str]:
    """The declared keys that hold an explicit null."""
    return frozenset([key for key in keys if key in value and value[key] is None])


def allowed_nulls(value: dict[str, Any], keys: Mapping[str, str], nullable: frozenset[str]) -> frozenset[str]:
    """Like `nulls`, where null is allowed for the keys in `nullable` only."""
    found = nulls(value, keys)
    if not found <= nullable:
        raise Mismatch
    return found


def finished(
    value: dict[str, object],
    extras: Mapping[str, object],
    nulled: frozenset[str] | None,
    keys: Mapping[str, str],
) -> dict[str, object]:
    """Return the encoded object with its explicit nulls and undeclared keys added."""
    if nulled:
        for key in nulled:
            value.setdefault(key, None)
    if extras:
        for key in extras:
            if key in keys:
                raise EncodeError(f"extras has the key {key!r}, which is the field {keys[key]!r}")
        value.update(extras)
    return value


def decode_value(read: Callable[[Any], T], value: object, schema: str, checker: Checker) -> T:
    """Decode a value that is no object of a class; raises DecodeError."""
    refuse_depth(value)
    try:
        return read(value)
    except REFUSALS as refusal:
        raise refused(refusal, value, schema, checker) from None


def by_value(members: type[E]) -> dict[Any, E]:
    """The members of an enum by the values they have on the wire."""
    return {member.value: member for member in members}


def text(item: Any) -> str:
    if type(item) is not str:
        raise Mismatch
    return item


def boolean(item: Any) -> bool:
    if type(item) is not bool:
        raise Mismatch
    return item


def integer(item: Any) -> int:
    """An integer, also one that is written `1.0`."""
    if type(item) is int:
        return item
    if type(item) is float and item.is_integer():
        return int(item)
    raise Mismatch


def number(item: Any) -> float:
    if type(item) is int or (type(item) is float and math.isfinite(item)):
        return item
    raise Mismatch


def never(item: Any) -> Never:
    raise Mismatch


def array(item: Any) -> list[Any]:
    if type(item) is not list:
        raise Mismatch
    return item  # pyright: ignore[reportUnknownVariableType]  # a list of parsed JSON values of any kind


def mapping(item: Any) -> dict[str, Any]:
    if type(item) is not dict:
        raise Mismatch
    return item  # pyright: ignore[reportUnknownVariableType]  # a mapping of parsed JSON values of any kind


def fixed(item: Any, size: int) -> tuple[list[Any]]:
    """A list of exactly this many items, in a tuple, so that an expression can give it a name."""
    entry = array(item)
    if len(entry) != size:
        raise Mismatch
    return (entry,)


def exactly(item: Any, expected: T) -> T:
    """The one text, boolean or integer that is allowed, or None."""
    plain = integer(item) if type(expected) is int else item
    if type(plain) is not type(expected) or plain != expected:
        raise Mismatch
    return expected


def same(item: Any, expected: object) -> Any:
    """Like `exactly`, for a field whose type is a literal: there a type checker knows better than this."""
    return exactly(item, expected)


def closed(members: Mapping[K, E], item: K) -> E:
    """The member of an enum that has this value."""
    member = members.get(item)
    if member is None:
        raise Mismatch
    return member


def opened(members: Mapping[K, E], item: K) -> E | K:
    """The member of an enum that has this value; a value that no member has stays as it is."""
    return members.get(item, item)


def plain(item: object) -> object:
    """Encode a decoded value whose type only shows at run time."""
    match item:
        case WireObject():
            return item.to_dict()
        case Enum():
            return item.value
        case list() | tuple():
            entries: tuple[object, ...] = tuple(item)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # of any kind
            return [plain(entry) for entry in entries]
        case dict():
            members: dict[str, object] = dict(item)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # of any kind
            return {key: plain(entry) for key, entry in members.items()}
        case datetime():
            return write_datetime(item)
        case date():
            return write_date(item)
        case time():
            return write_time(item)
        case _:
            return item
