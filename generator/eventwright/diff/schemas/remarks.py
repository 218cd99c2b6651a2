"""Branches of allOf that only annotate: they came or went as a whole."""

from collections.abc import Iterator

from eventwright.api import Annotations, KeywordSchema, SchemaKey
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Pair
from eventwright.diff.shapes import Shape, Spot
from eventwright.diff.shapes.keywords import free


def remarks(pair: Pair) -> dict[SchemaKey, Finding]:
    """Return what is told of such branches, by the schemas that they are."""
    old, new = dict(_branches(pair.old)), dict(_branches(pair.new))
    found: dict[SchemaKey, Finding] = {}
    for text, key in old.items():
        if text not in new:
            message = "a branch of allOf that only annotates was removed"
            found[key] = pair.found(_RULE, message, old=Spot(key), detail=key)
    for text, key in new.items():
        if text not in old:
            message = "a branch of allOf that only annotates was added"
            found[key] = pair.found(_RULE, message, new=Spot(key), detail=key)
    # Where both sides have one in the same place, its words changed.
    return found if not (old.keys() - new.keys() and new.keys() - old.keys()) else {}


_RULE = "all-of-branch-annotation-only"


def _says(schema: KeywordSchema) -> bool:
    return schema.annotations != Annotations()


def _branches(shape: Shape) -> Iterator[tuple[str, SchemaKey]]:
    """Yield what such branches say, and which schemas they are."""
    for schema in shape.schemas:
        *_, keyword, index = ("", "", *schema.key.split("/"))
        written = keyword == "allOf" and index.isdecimal()
        if written and isinstance(schema, KeywordSchema) and free(schema) and _says(schema):
            yield repr(schema.annotations), schema.key
