"""What a docstring tells of a schema beside its description: defaults, examples, formats, access; short."""

import json
from collections.abc import Iterator

from eventwright.api import Annotations, KeywordSchema, Reference, Schema
from eventwright.json_value import Json

_LONGEST = 60
_MOST_EXAMPLES = 3
_NOTHING = Annotations()

TYPED_FORMATS = frozenset({"date-time", "date", "time"})
"""The formats that the Python type tells."""

CHECKED_FORMATS = frozenset(
    {"duration", "uuid", "email", "idn-email", "uri", "uri-reference", "iri", "iri-reference"}
    | {"uri-template", "ipv4", "ipv6", "hostname", "idn-hostname", "regex", "json-pointer"}
    | {"relative-json-pointer", "byte", "int32", "int64"}
)
"""The formats that the checker of generated packages judges beside those."""

MEANT_FORMATS = frozenset({"float", "double", "binary", "password"})
"""Formats that say how a value is meant, not which values there are."""


def field_text(schema: Schema, told_of: KeywordSchema | None) -> str:
    """Return what the docstring of a field says; nothing where the document says nothing of it."""
    notes = _NOTHING if told_of is None else told_of.annotations
    beside = schema.description if isinstance(schema, Reference) else ""
    text = beside.strip() or notes.description.strip() or notes.title.strip()
    return joined([text], [] if told_of is None else [*remarks(told_of), *_format(told_of)])


def joined(paragraphs: list[str], lines: list[str]) -> str:
    """Return the paragraphs, and the remarks as the last of them."""
    return "\n\n".join(part for part in (*paragraphs, "\n".join(lines)) if part)


def remarks(schema: KeywordSchema) -> Iterator[str]:
    """Yield what annotations tell, a line each."""
    notes = schema.annotations
    if notes.deprecated:
        yield "Deprecated."
    if notes.read_only:
        yield "Read only."
    if notes.write_only:
        yield "Write only."
    yield from notes.remarks
    if notes.default is not None:
        yield f"Default: {_shown(notes.default.value)}"
    if notes.examples:
        yield f"Examples: {', '.join(_examples(notes.examples))}"


def _format(schema: KeywordSchema) -> Iterator[str]:
    name = schema.text.format or ""
    if not name or name in TYPED_FORMATS:
        return
    known = name in CHECKED_FORMATS or name in MEANT_FORMATS
    yield f"Format: {name}" if known else f"Format: {name} (not checked)"


def _examples(examples: tuple[Json, ...]) -> Iterator[str]:
    left = _LONGEST
    for number, text in enumerate(map(_shown, examples)):
        left -= len(text)
        if number == _MOST_EXAMPLES or (number and left < 0):
            yield "..."
            return
        yield text


def _shown(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
