"""How a text of the document falls into words; nothing here knows what a Python name is."""

import re
from functools import lru_cache
from unicodedata import ucd_3_2_0

from eventwright.names.characters import lower, normal, shape

_MOST_SPELLED = 4

# Works on the signs of `shape`. A word ends before a separator, between `d` and `D` of "createdDatetime",
# and before the last capital of "HTTPServer"; the s of "userIDs" belongs to its acronym. A capital after
# a digit starts a word only when small letters follow ("md5Hash"): "candle1M" is one word.
_WORD = re.compile(r"[^ ]+?(?= |\Z|(?<=[ls])(?=U)|(?<=d)(?=U[ls])|(?<=U)(?=U(?!s(?![ls]))[ls]))")


@lru_cache(maxsize=1 << 15)
def words(text: str) -> tuple[str, ...]:
    """Split at separators and changes of case; each word keeps its spelling (NFKC) and its digits."""
    normalized = normal(text)
    return tuple(normalized[slice(*match.span())] for match in _WORD.finditer(shape(normalized)))


def speakable(text: str) -> tuple[str, ...]:
    """Return the words of the text; without any, `empty` or what Unicode calls its first four characters."""
    if not text:
        return ("empty",)
    return words(text) or tuple(word for character in text[:_MOST_SPELLED] for word in _spelled(character))


def _spelled(character: str) -> tuple[str, ...]:
    return words(lower(ucd_3_2_0.name(character, ""))) or (f"u{ord(character):04x}",)
