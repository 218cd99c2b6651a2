"""What an unquoted or tagged scalar means by the core schema of YAML 1.2; quoted text needs no meaning."""

import math
import re
from dataclasses import dataclass

from eventwright.source.findings import shown

TAG_PREFIX = "tag:yaml.org,2002:"

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

# Every plain scalar that is not text starts with one of these, so most texts are told by one look.
_STARTS = frozenset("0123456789+-.~ntfNTF")

_DECIMAL = re.compile(r"[-+]?[0-9]+")
_PREFIXED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

Scalar = None | bool | int | float | str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a scalar has no value: a problem that has no place yet."""

    code: str
    message: str


def plain_value(text: str, digits: int) -> Scalar | Fault:
    """Return what an untagged, unquoted scalar stands for; integers of more than `digits` are a fault."""
    if text and text[0] not in _STARTS:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    number = _number(text, digits)
    return text if number is None else number


def tagged_value(kind: str, text: str, digits: int) -> Scalar | Fault:
    """Return what a scalar under one of the tags str, null, bool, int, float stands for."""
    if kind == "str":
        return text
    if kind == "null" and text in _NULLS:
        return None
    if kind == "bool" and text in _BOOLEANS:
        return _BOOLEANS[text]
    number = _number(text, digits)
    if isinstance(number, Fault):
        return number
    if kind == "int" and isinstance(number, int):
        return number
    if kind == "float" and _FLOAT.fullmatch(text):
        return decimal_float(text)
    return Fault("tag-mismatch", f"{shown(text)} is no value of the tag !!{kind}")


def decimal_integer(text: str, digits: int) -> int | Fault:
    """Return the value of a decimal integer; leading zeros mean nothing in YAML 1.2."""
    if len(text.lstrip("+-")) > digits:
        return _too_long(digits)
    return int(text)


def decimal_float(text: str) -> float | Fault:
    """Return the nearest float; a number beyond the largest one is a fault, as JSON can't write infinity."""
    value = float(text)
    if math.isinf(value):
        return Fault("number-out-of-range", f"the number {shown(text)} is beyond the range of a 64-bit float")
    return value


def _number(text: str, digits: int) -> int | float | Fault | None:
    if _DECIMAL.fullmatch(text):
        return decimal_integer(text, digits)
    if _PREFIXED.fullmatch(text):
        return int(text, 0) if len(text) - 2 <= digits else _too_long(digits)
    if _FLOAT.fullmatch(text):
        return decimal_float(text)
    if _NOT_JSON.fullmatch(text):
        return Fault("not-json-number", f"{text} is a number that JSON does not have")
    return None


def _too_long(digits: int) -> Fault:
    return Fault("number-too-long", f"an integer has more than {digits:,} digits")
