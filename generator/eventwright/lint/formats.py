"""Formats that are no known ones, but most likely meant to be."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from eventwright.api import JsonType, KeywordSchema
from eventwright.documents import did_you_mean
from eventwright.lint.places import Places
from eventwright.plan.remarks import CHECKED_FORMATS, MEANT_FORMATS, TYPED_FORMATS
from eventwright.problems import Problem
from eventwright.rules import finding
from eventwright.source.findings import shown

_KNOWN = CHECKED_FORMATS | MEANT_FORMATS | TYPED_FORMATS
_OF_NUMBERS = frozenset({"int32", "int64", "float", "double"})
_NUMBERS = (JsonType.INTEGER, JsonType.NUMBER)
_LONGEST = 40
# What other languages and older drafts of JSON Schema call these.
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "base64": ("byte",),
    "bytes": ("byte",),
    "fqdn": ("hostname",),
    "guid": ("uuid",),
    "ip": ("ipv4", "ipv6"),
    "ipaddress": ("ipv4", "ipv6"),
    "iso8601": ("date-time",),
    "iso8601datetime": ("date-time",),
    "long": ("int64",),
    "mail": ("email",),
    "rfc3339": ("date-time",),
    "timestamp": ("date-time",),
    "url": ("uri",),
    "urn": ("uri",),
}
_PLAIN = {name.replace("-", ""): name for name in sorted(_KNOWN)}
# Two letters that change places in a short word stay above, another number of bits stays below.
_ALIKE = 0.8
# Known to others, and alike by chance only.
_FOREIGN = frozenset(
    {"cuid", "uid", "ulid", "int8", "int16", "int128"} | {"uint8", "uint16", "uint32", "uint64"}
)


def format_problems(schema: KeywordSchema, places: Places) -> Iterator[Problem]:
    """Yield that the format of a schema is nearly one that is known."""
    name = schema.text.format
    if name is None:
        return
    meant = tuple(each for each in meant_formats(name) if _says_something(schema, each))
    if meant:
        place = places.below(schema.place, "format")
        yield finding("misspelt-format", f"{shown(name)} is no known format", place, did_you_mean(meant))


def meant_formats(name: str) -> tuple[str, ...]:
    """Return the known formats that an unknown one most likely stands for."""
    if name in _KNOWN or name.casefold() in _FOREIGN or len(name) > _LONGEST:
        return ()
    plain = "".join(letter for letter in name.casefold() if letter.isalnum())
    if plain in _PLAIN:
        return (_PLAIN[plain],)
    alike = get_close_matches(plain, _PLAIN, n=1, cutoff=_ALIKE)
    return _OTHER_NAMES.get(plain) or tuple(_PLAIN[each] for each in alike)


def _says_something(schema: KeywordSchema, name: str) -> bool:
    """Whether the format judges any value of the schema's types."""
    kinds = _NUMBERS if name in _OF_NUMBERS else (JsonType.STRING,)
    return not schema.types or any(kind in schema.types for kind in kinds)
