"""What is wrong with a value by itself, whatever it holds; where it stands is not asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from eventwright.documents import did_you_mean, nearest
from eventwright.grammar.kinds import (
    Anything,
    Bindings,
    Either,
    Flag,
    Kind,
    Listed,
    Named,
    Null,
    Number,
    Text,
    Thing,
    Tolerated,
)
from eventwright.json_value import Json
from eventwright.source.findings import shown

_GOT = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a mapping",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem that has no place yet."""

    code: str
    message: str
    hint: str


def wrong_value(name: Callable[[], str], value: Json, kind: Kind) -> Fault | None:
    """Return what is wrong with a value that stands under a name, asked for only then; not what it holds."""
    kind = chosen(value, kind)
    if not _has_type(value, kind):
        return _wrong_type(name, value, kind)
    match kind:
        case Text():
            return _wrong_text(name, str(value), kind)
        case Number() if isinstance(value, int | float):
            return _wrong_number(name, value, kind)
        case Tolerated():
            message = f"{shown(name())} must be {kind.allowed}, not {_GOT[type(value)]}"
            return Fault("wrong-value", message, f"write {kind.allowed}")
        case Listed() if isinstance(value, list) and len(value) < kind.least:
            return Fault(kind.code, f"{shown(name())} is empty", "add an element, or remove the field")
        case _:
            return None


def is_right_leaf(value: Json, kind: Kind) -> bool:
    """Tell whether a value holds no others that need a look, and nothing is wrong with it itself."""
    kind = chosen(value, kind)
    # The name is for the message, and that is left to who visits the value.
    return isinstance(kind, Anything | Flag | Null | Text | Number) and wrong_value(str, value, kind) is None


def chosen(value: Json, kind: Kind) -> Kind:
    """Return the alternative that a value's JSON type chooses; the kind itself where none does."""
    if not isinstance(kind, Either):
        return kind
    found = next((one for one in kind.kinds if _has_type(value, one)), None)
    return kind if found is None else chosen(value, found)


def one_of(words: Iterable[str]) -> str:
    """Return words as a choice: `'a', 'b' or 'c'`."""
    return choice(repr(word) for word in words)


def choice(words: Iterable[str]) -> str:
    """Return words as a choice: `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def is_reference(value: Json) -> bool:
    """Tell whether a value is a reference, be it in a place where one may stand or not."""
    return isinstance(value, dict) and isinstance(value.get("$ref"), str)


def _wrong_type(name: Callable[[], str], value: Json, kind: Kind) -> Fault:
    wanted = described(kind)
    got = (
        "a $ref"
        if is_reference(value)
        else repr(value)
        if isinstance(kind, Number) and type(value) is float
        else _GOT[type(value)]
    )
    quote = isinstance(kind, Text) and type(value) in (int, float)
    hint = "put it in quotes" if quote else f"write {wanted} here"
    return Fault("wrong-type", f"{shown(name())} must be {wanted}, not {got}", hint)


def _wrong_text(name: Callable[[], str], value: str, kind: Text) -> Fault | None:
    if kind.choices and value not in kind.choices:
        near = did_you_mean(nearest(value, kind.choices))
        hint = near or f"write {one_of(kind.choices)}"
        return Fault(kind.code, f"{shown(name())} cannot be {shown(value)}", hint)
    if kind.form is not None and not kind.form.fits(value):
        message = f"{shown(name())} is {shown(value)}, which is not {kind.form.words}"
        return Fault("wrong-value", message, kind.form.hint)
    if kind.longest is not None and len(value) > kind.longest:
        message = f"{shown(name())} has {len(value):,} characters, which is more than {kind.longest:,}"
        return Fault("wrong-value", message, "shorten it")
    return None


def _wrong_number(name: Callable[[], str], value: int | float, kind: Number) -> Fault | None:
    low = (kind.least is not None and value < kind.least) or (kind.above is not None and value <= kind.above)
    high = kind.most is not None and value > kind.most
    if not low and not high and (not kind.choices or value in kind.choices):
        return None
    wanted = _bounds(kind)
    return Fault(kind.code, f"{shown(name())} must be {wanted}, not {value}", f"write {wanted}")


def _bounds(kind: Number) -> str:
    if kind.choices:
        return " or ".join(str(choice) for choice in kind.choices)
    if kind.above is not None:
        return f"above {kind.above}"
    return f"{kind.least} or more" if kind.most is None else f"from {kind.least} to {kind.most}"


def _has_type(value: Json, kind: Kind) -> bool:
    match kind:
        case Anything():
            return True
        case Flag():
            return isinstance(value, bool)
        case Null():
            return value is None
        case Text():
            return isinstance(value, str)
        case Number():
            # `2.0` is a whole number (Draft-07, 6.1.1), and `true` none.
            return type(value) is int or (type(value) is float and (not kind.whole or value.is_integer()))
        case Listed():
            return isinstance(value, list)
        case Named() | Thing() | Bindings():
            return isinstance(value, dict)
        case Either():
            return any(_has_type(value, one) for one in kind.kinds)
        case Tolerated():
            return _has_type(value, kind.of)
    assert_never(kind)


def described(kind: Kind) -> str:
    """Return what a value has to be."""
    match kind:
        case Anything():
            return "any value"
        case Flag():
            return "a boolean"
        case Null():
            return "null"
        case Text():
            return "text"
        case Number():
            return "a whole number" if kind.whole else "a number"
        case Listed():
            return "a list"
        case Named() | Thing() | Bindings():
            return "a mapping"
        case Either():
            # What is tolerated is not what to write.
            kinds = [one for one in kind.kinds if not isinstance(one, Tolerated)]
            return choice(dict.fromkeys(described(one) for one in kinds))
        case Tolerated():
            return kind.allowed
    assert_never(kind)
