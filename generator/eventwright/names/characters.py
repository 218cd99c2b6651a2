"""What each character is by Unicode 3.2, which every Python carries alike; no rule for names or source."""

from collections.abc import Callable
from functools import lru_cache
from unicodedata import ucd_3_2_0

# Letters and marks that show nothing: two names or texts that differ only by them would look the same.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)

_SHAPES = {"Lu": "U", "Lt": "U", "Ll": "l", "Lm": "l", "Lo": "l", "Nl": "l", "Nd": "d", "Mn": "m", "Mc": "m"}


def category(character: str) -> str:
    """Return the general category in Unicode 3.2; `Cn` for what came later, `Cf` for what shows nothing."""
    return "Cf" if character in INVISIBLE else ucd_3_2_0.category(character)


def normal(text: str) -> str:
    """Return the NFKC form; characters younger than Unicode 3.2 stay as they are."""
    return text if text.isascii() else ucd_3_2_0.normalize("NFKC", text)


@lru_cache(maxsize=4096)
def _shape_of(character: str) -> str:
    return "s" if character == "s" else _SHAPES.get(category(character), " ")


_ASCII_SHAPES = {code: _shape_of(chr(code)) for code in range(128)}


def shape(text: str) -> str:
    """Return one sign a character: `U` upper case, `l` other letter, `s` an s, `d` digit, space the rest.

    A mark takes the sign of what it stands on, so that it never starts a word.
    """
    if text.isascii():
        return text.translate(_ASCII_SHAPES)
    signs: list[str] = []
    for character in text:
        sign = _shape_of(character)
        signs.append((signs[-1] if signs else " ") if sign == "m" else sign)
    return "".join(signs)


def _recased(text: str, change: Callable[[str], str]) -> str:
    if text.isascii():
        return change(text)
    return normal("".join(_recased_character(character, change) for character in text))


def _recased_character(character: str, change: Callable[[str], str]) -> str:
    # A partner younger than Unicode 3.2 may be unknown to another Python: such a letter keeps its case.
    changed = change(character)
    return changed if all(category(each) in _SHAPES for each in changed) else character


def lower(text: str) -> str:
    """Return the text in lower case, each character by itself, the same in every Python."""
    return _recased(text, str.lower)


def upper(text: str) -> str:
    """Return the text in upper case, each character by itself, the same in every Python."""
    return _recased(text, str.upper)


def capital(text: str) -> str:
    """Return the text with its first character in title case and the rest as it was."""
    return normal(_recased(text[:1], str.title) + text[1:])
