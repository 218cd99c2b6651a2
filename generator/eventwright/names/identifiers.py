"""How one text becomes one Python identifier of each kind; clashes between several are settled elsewhere."""

import keyword
import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import NewType
from unicodedata import normalize, ucd_3_2_0

from eventwright.names.characters import capital, lower, normal, shape, upper
from eventwright.names.reserved import (
    FIELD_RESERVED,
    HARD_KEYWORDS,
    METHOD_RESERVED,
    MODULE_RESERVED,
    PACKAGE_RESERVED,
)
from eventwright.names.words import speakable, words

Identifier = NewType("Identifier", str)
"""A text that Python reads as one name and that is its own NFKC form; only `identifier` makes one."""

LONGEST = 80
"""The most characters a name has before reserved names and clashes lengthen it."""

HASH_DIGITS = 6

_NUMBER = re.compile(r"[+-]?[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?|-?0x[0-9a-f]+")
_SIGNS = {"+": " plus ", "-": " minus "}
_MOST_DECIMAL_BITS = 2000

# Letters that no normalization takes apart, as they are commonly written without them.
_ASCII_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "\u0131": "i"}
)


@lru_cache(maxsize=1 << 15)
def identifier(text: str) -> Identifier:
    """Let the text pass as a name; raises ValueError where Python would refuse it or read another one."""
    if not text.isidentifier() or text in HARD_KEYWORDS or keyword.iskeyword(text):
        raise ValueError(f"{text!a} is not a Python identifier")
    if not text.isascii() and normalize("NFKC", text) != text:
        raise ValueError(f"{text!a} is not in NFKC")
    return Identifier(text)


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes as 64 hex digits; lone surrogates count as three bytes."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def unreserved(text: str, reserved: frozenset[str] = frozenset()) -> Identifier:
    """Let the text pass as a name, with a trailing underscore where it is a keyword or reserved."""
    while text in HARD_KEYWORDS or text in reserved:
        text += "_"
    return identifier(text)


def usable(text: str, reserved: frozenset[str] = frozenset()) -> bool:
    """Whether the text as it stands can be a public name, of sensible length and the same in every Python."""
    return (
        len(text) <= LONGEST
        and text.isidentifier()
        and not text.startswith("_")
        and text not in HARD_KEYWORDS
        and text not in reserved
        and normal(text) == text
        and " " not in shape(text.replace("_", "x"))
    )


def _bounded(name: str, source: str) -> str:
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - HASH_DIGITS - 1].rstrip('_')}_{digest(source)[:HASH_DIGITS]}"


def _starting_with_a_letter(found: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    return (prefix, *found) if shape(found[0])[0] == "d" else found


# The same properties stand in many schemas.
@lru_cache(maxsize=1 << 15)
def _underscored(text: str, change: Callable[[str], str], prefix: str = "value") -> str:
    found = _starting_with_a_letter(speakable(text), prefix)
    return _bounded(normal("_".join(change(word) for word in found)), text)


def class_name(*parts: str) -> Identifier:
    """Return the words of all parts in PascalCase; a word keeps all but its first letter (`HTTPServer`).

    At least one part is needed; an empty one is called `Empty`.
    """
    found = _starting_with_a_letter(tuple(word for part in parts for word in speakable(part)), "Value")
    # Without the underscore the versions "1.12" and "11.2" would be one name.
    marks = ("_" if shape(before)[-1] == shape(word)[0] == "d" else "" for before, word in pairwise(found))
    name = capital(found[0]) + "".join(
        mark + capital(word) for mark, word in zip(marks, found[1:], strict=True)
    )
    return unreserved(_bounded(normal(name), "\0".join(parts)))


def field_name(text: str) -> Identifier:
    """Return the text in snake_case, never starting with an underscore, never one of `FIELD_RESERVED`."""
    return unreserved(_underscored(text, lower), FIELD_RESERVED)


def method_name(text: str) -> Identifier:
    """Return the text in snake_case, never one of `METHOD_RESERVED`."""
    return unreserved(_underscored(text, lower), METHOD_RESERVED)


def constant(text: str) -> Identifier:
    """Return the text in UPPER_CASE."""
    return unreserved(_underscored(text, upper))


def member_name(value: str | int | float | None) -> Identifier:
    """Return the name of an enum's member in UPPER_CASE; a sign is spoken: `VALUE_MINUS_1`, `MINUS_DATE`."""
    text = _value_text(value)
    return unreserved(_underscored(_spoken(text), upper))


def _spoken(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return "value " + "".join(_SIGNS.get(character, character) for character in text)
    signed = text[:1] in _SIGNS and bool(shape(text[1:2]).strip())
    return _SIGNS[text[0]] + text[1:] if signed else text


def _value_text(value: str | int | float | None) -> str:
    match value:
        case str():
            return value
        case None | bool():
            return "null" if value is None else str(value)
        case int() if value.bit_length() > _MOST_DECIMAL_BITS:
            return hex(value)
        case _:
            return repr(value)


def module_name(text: str) -> Identifier:
    """Return the text in snake_case and ASCII, as a file's name must be the same on every disk."""
    return unreserved(_ascii_name(text, "module"), MODULE_RESERVED)


def package_name(text: str) -> Identifier:
    """Return the text in snake_case and ASCII, never the name of a module of the standard library."""
    return unreserved(_ascii_name(text, "package"), PACKAGE_RESERVED)


def _ascii_name(text: str, prefix: str) -> str:
    parts = ucd_3_2_0.normalize("NFKD", normal(text).translate(_ASCII_LETTERS))
    plain = "".join(_ascii_character(part) for part in parts)
    return _underscored(plain, lower, prefix) if words(plain) else f"{prefix}_{digest(text)[:HASH_DIGITS]}"


def _ascii_character(part: str) -> str:
    if part.isascii():
        return part
    return "" if ucd_3_2_0.category(part) in ("Mn", "Mc") else " "
