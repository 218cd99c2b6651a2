"""Changes of what a schema tells its reader, and of keywords that only the written schema has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from eventwright.api import Annotations, KeywordSchema
from eventwright.diff.document import Document
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Below, Pair
from eventwright.diff.schemas.remarks import remarks
from eventwright.diff.shapes import Shape, Spot
from eventwright.diff.shapes.values import value_text
from eventwright.json_value import Json

_TOLD: Mapping[str, tuple[str, Callable[[Annotations], Json]]] = {
    "title": ("schema-title-changed", lambda notes: notes.title or None),
    "description": ("schema-description-changed", lambda notes: notes.description or None),
    "examples": ("schema-examples-changed", lambda notes: list(notes.examples) or None),
    "readOnly": ("read-write-only-changed", lambda notes: notes.read_only or None),
    "writeOnly": ("read-write-only-changed", lambda notes: notes.write_only or None),
}
"""Keywords that the reader keeps, with their rules."""

_WRITTEN = {
    "$id": "schema-id-changed",
    "externalDocs": "external-docs-changed",
    "contentEncoding": "content-encoding-changed",
    "contentMediaType": "content-media-type-changed",
}
"""Keywords that only the document has."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a keyword says, and where."""

    value: Json
    spot: Spot

    @property
    def text(self) -> str:
        return value_text(self.value)


def compare_annotations(pair: Pair) -> Iterator[Finding | Below]:
    """Of the schemas that make one shape, the outermost that has a keyword says what it is."""
    alone = remarks(pair)
    for keyword, (rule, read) in _TOLD.items():
        before, after = (_kept(shape, keyword, read) for shape in (pair.old, pair.new))
        # Of a branch of allOf that only annotates it is told as a whole that it came or went.
        if not any(said is not None and said.spot.key in alone for said in (before, after)):
            yield from _changed(pair, rule, before, after)
    yield from alone.values()
    for keyword, rule in _WRITTEN.items():
        before = _written(pair.comparer.old, pair.old, keyword)
        yield from _changed(pair, rule, before, _written(pair.comparer.new, pair.new, keyword))
    yield from _deprecated(pair)


def _changed(pair: Pair, rule: str, before: _Said | None, after: _Said | None) -> Iterator[Finding]:
    if (before and before.text) == (after and after.text):
        return
    keyword = (before or after or _Said(None, Spot("", ("",)))).spot.tokens[-1]
    verb = "added" if before is None else "removed" if after is None else "changed"
    yield pair.found(rule, f"{keyword} was {verb}", old=before, new=after)


def _deprecated(pair: Pair) -> Iterator[Finding]:
    before, after = (
        _kept(shape, "deprecated", lambda notes: notes.deprecated or None) for shape in (pair.old, pair.new)
    )
    if (before is None) != (after is None):
        rule = "schema-deprecated-added" if before is None else "schema-deprecated-removed"
        message = "it is deprecated" if before is None else "it is not deprecated any more"
        yield pair.found(rule, message, old=before, new=after)


def _kept(shape: Shape, keyword: str, read: Callable[[Annotations], Json]) -> _Said | None:
    for schema in shape.schemas:
        if isinstance(schema, KeywordSchema):
            value = read(schema.annotations)
            if value is not None:
                return _Said(value, Spot(schema.key, (keyword,)))
    return None


def _written(document: Document, shape: Shape, keyword: str) -> _Said | None:
    for schema in shape.schemas:
        value = document.keyword(schema.key, keyword)
        if value is not None:
            return _Said(value, Spot(schema.key, (keyword,)))
    return None
