"""How a value becomes a Python literal, and which characters may stand in source as they are."""

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NewType

from eventwright.names.characters import category

Literal = NewType("Literal", str)
"""An expression of Python source that holds one value; only this package makes one."""

Scalar = str | int | float | None

_NAMED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ASCII_LIMIT = 0x80
_BYTE_LIMIT = 0x100
_PLANE_LIMIT = 0x10000

# Python may be told to read no decimal of more than 640 digits; hexadecimal has no such limit.
_MOST_DECIMAL_BITS = 2000

# Younger than Unicode 3.2, but pictures in every version, so nothing hides in them.
_PICTURES = ((0x1F1E6, 0x1F200), (0x1F300, 0x1FB00))

_ENCODING_DECLARATION = re.compile(r"coding[:=]")


def literal(value: Scalar) -> Literal:
    """Return an expression for exactly this value, spelled as `ruff format` spells it.

    Letters of other scripts stay; what is invisible, or changes how text reads, is escaped.
    Raises ValueError for infinities and NaN, which have no literal.
    """
    return Literal(_text(value) if isinstance(value, str) else _plain(value))


# Keywords and the names of properties come again and again.
@lru_cache(maxsize=4096)
def _text(value: str) -> str:
    return _quoted(escaped(value))


def ascii_literal(value: Scalar) -> Literal:
    """Return a literal fit to stand in a comment: ASCII, one line, and no tool reads an order in it."""
    if not isinstance(value, str):
        return Literal(_plain(value))
    text = escaped(value, lambda _character, _before: False).replace("#", "\\x23")
    return Literal(_quoted(_ENCODING_DECLARATION.sub(_disarmed, text)))


def is_picture(character: str) -> bool:
    """Whether the character is an emoji of the later planes."""
    return any(first <= ord(character) < end for first, end in _PICTURES)


def is_readable(character: str, before: str) -> bool:
    """Whether a reader sees the character for what it is; `before` is the readable one in front, or `""`."""
    kind = category(character)
    if kind in ("Mn", "Mc"):
        return bool(before) and category(before)[0] in "LM"
    return kind[0] in "LNPS" or is_picture(character)


def escaped(text: str, readable: Callable[[str, str], bool] = is_readable) -> str:
    """Return the text as the inside of a string literal; quotes are left to the caller."""
    if text.isascii() and text.isprintable():
        return text.replace("\\", "\\\\")
    pieces: list[str] = []
    before = ""
    for character in text:
        piece = _piece(character, before, readable)
        pieces.append(piece)
        before = character if piece == character else ""
    return "".join(pieces)


def _piece(character: str, before: str, readable: Callable[[str, str], bool]) -> str:
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if character.isprintable() if code < _ASCII_LIMIT else readable(character, before):
        return character
    if code < _BYTE_LIMIT:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < _PLANE_LIMIT else f"\\U{code:08x}"


def _quoted(text: str) -> str:
    if '"' not in text:
        return f'"{text}"'
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + text.replace(quote, "\\" + quote) + quote


def _plain(value: int | float | None) -> str:
    match value:
        case None | bool():
            return repr(value)
        case int():
            if value.bit_length() <= _MOST_DECIMAL_BITS:
                return int.__repr__(value)
            return f"{'-' if value < 0 else ''}0x{abs(value):X}"
        case float():
            if not math.isfinite(value):
                raise ValueError(f"{value!r} has no literal")
            return float.__repr__(value).replace("e+", "e")


def _disarmed(match: re.Match[str]) -> str:
    # On its first two lines Python takes the comment `coding: latin-1` for the file's encoding.
    return "coding\\x3a" if match[0].endswith(":") else "coding\\x3d"
