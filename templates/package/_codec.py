"""JSON text, dates and times to Python values and back, and the errors of both ways; knows no message."""

import json
import re
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import accumulate
from math import isinf
from typing import Any, Final, NoReturn, SupportsIndex

from ._check import Checker
from ._formats import (
    DEPTH_LIMIT,
    TOO_DEEP,
    DecodeProblem,
    Mismatch,
    echo,
    is_date,
    is_date_time,
    is_time,
    kind_of,
    nested_too_deep,
    pointer_text,
)

__all__ = [
    "REFUSALS",
    "CodecBug",
    "DecodeError",
    "DecodeProblem",
    "EncodeError",
    "Mismatch",
    "WrittenDatetime",
    "WrittenTime",
    "parse_json",
    "read_date",
    "read_datetime",
    "read_time",
    "refuse_depth",
    "refused",
    "write_date",
    "write_datetime",
    "write_json",
    "write_time",
]

_DIGIT_LIMIT: Final = 4300  # what Python itself reads unless it is told otherwise


class DecodeError(ValueError):
    """A payload is not what the document says; `problems` holds everything that is wrong."""

    def __init__(self, problems: Iterable[DecodeProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class EncodeError(ValueError):
    """A value cannot be written as JSON, or not in the form that the document asks for."""


class CodecBug(RuntimeError):  # no error of the caller
    """The quick pass refused a value in which the thorough check finds nothing: a fault of the generator."""


REFUSALS: Final = (Mismatch, RecursionError)
"""What the quick pass ends with where it does not accept a value."""


def refused(refusal: BaseException, value: object, schema: str, checker: Checker) -> DecodeError:
    """The error with all that the schema of that name objects to in a value that the quick pass refused."""
    problems = checker.explain(schema, value)
    if problems:
        return DecodeError(problems)
    if isinstance(refusal, RecursionError):
        return DecodeError([TOO_DEEP])
    raise CodecBug(f"the decoder refuses a value that fits the schema {schema}")


def refuse_depth(value: object) -> None:
    """For a schema that contains itself: raises DecodeError for a value nested more than 200 deep."""
    if nested_too_deep(value):
        raise DecodeError([TOO_DEEP])


def parse_json(body: bytes | bytearray | memoryview | str) -> Any:
    """The JSON value of a text; raises DecodeError, also for what Python's json would let pass.

    That is a byte order mark, NaN and infinities, numbers too large for a float, lone surrogates and nesting
    beyond 200. Of duplicate keys the last one counts.
    """
    text = body if isinstance(body, str) else _decoded(body)
    _refuse_unreadable(text)
    decoder = _DECODER if 0 < sys.get_int_max_str_digits() <= _DIGIT_LIMIT else _CAREFUL_DECODER
    try:
        value = decoder.decode(text)
    except json.JSONDecodeError as error:
        _refuse("valid JSON", f"{error.msg} at line {error.lineno}, column {error.colno}")
    except ValueError:
        _refuse_number(text)
    except RecursionError:
        raise DecodeError([TOO_DEEP]) from None
    if _SURROGATE_ESCAPE.search(text):
        _refuse_surrogates(value)
    return value


def _refuse(expected: str, got: str, pointer: str = "") -> NoReturn:
    raise DecodeError([DecodeProblem(pointer, expected, got)]) from None


def _decoded(body: bytes | bytearray | memoryview) -> str:
    try:
        return str(body, "utf-8")  # a TypeError for what is no bytes
    except UnicodeDecodeError as error:
        _refuse("valid UTF-8", f"{error.reason} at byte {error.start}")


def _refuse_unreadable(text: str) -> None:
    if text.startswith("\ufeff"):
        _refuse("JSON without a byte order mark", "a byte order mark at byte 0")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            _refuse("Unicode characters", f"a lone surrogate at character {error.start}")
    if text.count("[") + text.count("{") > DEPTH_LIMIT and _depth(text) > DEPTH_LIMIT:
        raise DecodeError([TOO_DEEP])


# A string that does not end runs to the end, else each of its quotes would be tried as a beginning.
_STRING: Final = r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)'
_NO_BRACKETS: Final = re.compile(rf'{_STRING}|[^"\[\]{{}}]+', re.DOTALL)
_STEPS: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


def _depth(text: str) -> int:
    return max(accumulate(map(_STEPS.__getitem__, _NO_BRACKETS.sub("", text))), default=0)


_NUMBER: Final = re.compile(
    rf"{_STRING}|(?P<constant>NaN|-?Infinity)"
    r"|(?P<number>-?[0-9]+(?P<fraction>(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?))",
    re.DOTALL,
)


def _refuse_number(text: str) -> NoReturn:
    """Find the number that the decoder refused, to say where it stands."""
    for found in _NUMBER.finditer(text):
        if _is_refused(found):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            got = f"{found[0][:24]} at line {line}, column {column}"
            _refuse(f"a finite number of at most {_DIGIT_LIMIT} digits", got)
    _refuse("numbers that this Python is set to read", f"more than {sys.get_int_max_str_digits()} digits")


def _is_refused(found: re.Match[str]) -> bool:
    number = found["number"]
    if number is None:
        return found["constant"] is not None
    return _is_too_long(number) or (found["fraction"] != "" and isinf(float(number)))


def _is_too_long(token: str) -> bool:
    return len(token.removeprefix("-")) > _DIGIT_LIMIT


def _integer(token: str) -> int:
    if _is_too_long(token):
        raise ValueError
    return int(token)


def _fraction(token: str) -> float:
    value = float(token)
    if isinf(value) or _is_too_long(token):
        raise ValueError
    return value


def _constant(_: str) -> NoReturn:
    raise ValueError


_DECODER: Final = json.JSONDecoder(parse_float=_fraction, parse_constant=_constant)
_CAREFUL_DECODER: Final = json.JSONDecoder(
    parse_float=_fraction, parse_constant=_constant, parse_int=_integer
)
_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")


def _refuse_surrogates(value: Any) -> None:
    problems: list[DecodeProblem] = []
    rest: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while rest:
        path, part = rest.pop()
        kind = kind_of(part)
        if kind is str:
            if _has_surrogate(part):
                problems.append(DecodeProblem(pointer_text(path), "Unicode characters", echo(part)))
        elif kind is list:
            rest += [((*path, index), item) for index, item in enumerate(part)]
        elif kind is dict:
            problems += [
                DecodeProblem(pointer_text(path), "Unicode characters in each key", echo(name))
                for name in part
                if _has_surrogate(name)
            ]
            rest += [((*path, name), item) for name, item in part.items()]
    if problems:
        raise DecodeError(problems)


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def write_json(value: object) -> bytes:
    """Compact UTF-8; raises EncodeError for what JSON has no form for, keys that are no text included."""
    try:
        text = _ENCODER.encode(value).encode()
        _refuse_other_keys(value)
    except UnicodeEncodeError as error:
        raise EncodeError(f"text with a lone surrogate: {echo(error.object[error.start])}") from None
    except (TypeError, ValueError, RecursionError) as error:
        raise EncodeError(str(error)) from error
    return text


def _refuse_other_keys(value: object) -> None:
    """JSONEncoder would write the key 1 as "1", which nobody reads back as 1."""
    rest: list[Any] = [value]
    while rest:
        part = rest.pop()
        kind = kind_of(part)
        if issubclass(kind, dict):
            for name in part:
                if not isinstance(name, str):
                    raise TypeError(f"a key must be text, got {echo(name)}")
            rest += part.values()
        elif issubclass(kind, list | tuple):
            rest += part


class WrittenDatetime(datetime):
    """A datetime that is written as it was read, say with nine fraction digits; its derivatives are not."""

    __slots__ = ("text",)
    text: str

    def replace(self, *parts: Any, **named: Any) -> datetime:  # type: ignore[override]  # no longer as written
        return _plain(self).replace(*parts, **named)

    __replace__ = replace

    def astimezone(self, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # no longer as written
        return _plain(self).astimezone(tz)

    def __add__(self, other: timedelta) -> datetime:  # type: ignore[override]  # no longer as written
        return _plain(self) + other

    def __radd__(self, other: timedelta) -> datetime:  # type: ignore[override]  # no longer as written
        return _plain(self) + other

    def __sub__(self, other: Any) -> Any:
        return _plain(self) - other

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        return read_datetime, (write_datetime(self),)


def _plain(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), moment.timetz())


def read_datetime(text: str) -> datetime:
    """The moment of an RFC 3339 date-time; raises Mismatch. Beyond microseconds only its text is kept."""
    # fromisoformat is quick but takes more than RFC 3339 has: other separators, any character after the sixth
    # digit of a fraction, a null at the end, hour 24. The shape of the text rules all out but the last.
    try:
        digits = _FRACTION_DIGITS.get(text.encode().translate(_DIGITS_TO_ZERO))
        if digits is not None:
            moment = _parse_datetime(text)
            if moment.hour or text[11] == "0":
                if digits == 0 or (digits == _MICROSECOND_DIGITS and moment.microsecond):
                    return moment
                # What pickle does: a third of the time of a constructor with eight arguments.
                reduced: Any = moment.__reduce__()
                state, zone = reduced[1]
                written: WrittenDatetime = _make_written(state, zone)
                written.text = text
                return written
    except ValueError:
        raise Mismatch from None
    return _read_other_datetime(text)


_parse_datetime: Final = datetime.fromisoformat
_DIGITS_TO_ZERO: Final = bytes.maketrans(b"123456789", b"000000000")
_MICROSECOND_DIGITS: Final = 6
_FRACTION_DIGITS: Final = {b"0000-00-00T00:00:00Z": 0} | {
    b"0000-00-00T00:00:00." + b"0" * digits + b"Z": digits for digits in range(1, 10)
}


_make_written: Final[Any] = WrittenDatetime


def _read_other_datetime(text: str) -> datetime:
    if not is_date_time(text):
        raise Mismatch
    plain = datetime.fromisoformat(text.upper())
    if write_datetime(plain) == text:
        return plain
    written = WrittenDatetime.fromisoformat(text.upper())
    written.text = text
    return written


def write_datetime(moment: datetime) -> str:
    """RFC 3339, as it was read or else canonically; raises EncodeError where there is no offset."""
    if type(moment) is WrittenDatetime:
        text: str | None = getattr(moment, "text", None)  # none where the C code of a time zone made it
        return text or write_datetime(_plain(moment))
    if type(moment) is datetime and moment.tzinfo is UTC:
        return moment.replace(tzinfo=None).isoformat() + "Z"  # half the time of formatting the offset
    return _with_offset(datetime.isoformat, moment)


class WrittenTime(time):
    """A time that is written as it was read; what derives from it is not."""

    __slots__ = ("text",)
    text: str

    def replace(self, *parts: Any, **named: Any) -> time:  # type: ignore[override]  # no longer as written
        return time.fromisoformat(time.isoformat(self)).replace(*parts, **named)

    __replace__ = replace

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        return read_time, (write_time(self),)


def read_time(text: str) -> time:
    """The time of an RFC 3339 full-time, which has an offset; raises Mismatch."""
    if not is_time(text):
        raise Mismatch
    plain = time.fromisoformat(text.upper())
    if write_time(plain) == text:
        return plain
    written = WrittenTime.fromisoformat(text.upper())
    written.text = text
    return written


def write_time(moment: time) -> str:
    """RFC 3339 full-time, as it was read or else canonically; raises EncodeError where there is no offset."""
    if type(moment) is WrittenTime:
        text: str | None = getattr(moment, "text", None)
        return text or _with_offset(time.isoformat, moment)
    return _with_offset(time.isoformat, moment)


def _with_offset(isoformat: Callable[[Any], str], moment: object) -> str:
    try:
        text = isoformat(moment)
    except TypeError as error:
        raise EncodeError(f"{echo(moment)}: {error}") from None
    if text.endswith("+00:00"):
        return text[:-6] + "Z"
    if text[-6] not in "+-":
        raise EncodeError(f"{text}: RFC 3339 needs an offset in hours and minutes, such as tzinfo=UTC gives")
    return text


def read_date(text: str) -> date:
    """The day of an RFC 3339 full-date; raises Mismatch."""
    if not is_date(text):
        raise Mismatch
    return date.fromisoformat(text)


def write_date(day: date) -> str:
    """RFC 3339 full-date; raises EncodeError, also for a datetime, of which the time would be lost."""
    kind = kind_of(day)
    if issubclass(kind, datetime) or not issubclass(kind, date):
        raise EncodeError(f"expected a date, got {kind.__name__}")
    return day.isoformat()
