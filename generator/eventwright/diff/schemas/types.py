"""Changes of `type`: what kinds of value a schema accepts."""

from collections.abc import Iterator

from eventwright.api import JsonType
from eventwright.diff.document import Document
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Below, Pair, Role
from eventwright.diff.shapes import Shape, Spot
from eventwright.diff.shapes.joining import common_types
from eventwright.diff.shapes.shape import ALL_TYPES

_NULL = frozenset({JsonType.NULL})
_RETYPED = {Role.ITEMS: "items-changed", Role.HEADER: "header-retyped"}


def compare_types(pair: Pair) -> Iterator[Finding | Below]:
    """Values that are listed say themselves of which type they are."""
    old, new = pair.old, pair.new
    if old.nothing or new.nothing:
        if old.nothing != new.nothing:
            rule, became = (
                ("schema-false-lifted", "can") if old.nothing else ("schema-false", "can no longer")
            )
            yield pair.found(
                rule, f"the schema {became} be satisfied", old=pair.owners[0], new=pair.owners[1]
            )
        return
    if old.types == new.types:
        return
    told = _rule(old, new) if apart(pair) or not _by_values(pair) else _beside_values(old, new)
    if told is None:
        return
    rule = told
    if apart(pair) and pair.role in _RETYPED:
        rule = _RETYPED[pair.role]
    message = f"the type was {types_text(old)} and is {types_text(new)}"
    spots = (old.typed or old.listed, new.typed or new.listed)
    if rule.startswith("nullable-"):
        spots = (_null(pair.comparer.old, old), _null(pair.comparer.new, new))
    if pair.role in _RETYPED and apart(pair):
        spots = pair.owners
    yield pair.found(rule, message, old=spots[0], new=spots[1])


def apart(pair: Pair) -> bool:
    """Whether no type is allowed by both, so that nothing else needs to be compared."""
    old, new = pair.old.types, pair.new.types
    return not common_types(old, new)


def types_text(shape: Shape) -> str:
    """Return the types of a shape in words."""
    if shape.types == ALL_TYPES:
        return "any"
    return " or ".join(kind for kind in JsonType if kind in shape.types)


def _beside_values(old: Shape, new: Shape) -> str | None:
    """What is not told by the values: of which other types some are, where only one side lists any."""
    if old.values is not None and new.values is not None:
        return None
    common = common_types(old.types, new.types)
    if new.values is not None and common != new.types:
        return "nullable-added" if new.types - old.types == _NULL else "type-widened"
    if old.values is not None and common != old.types:
        return "nullable-removed" if old.types - new.types == _NULL else "type-narrowed"
    return None


def _null(document: Document, shape: Shape) -> Spot | None:
    """What says whether null may come: a branch, OpenAPI's word for it, or the type."""
    spot = shape.null or shape.typed or shape.listed
    if spot is not None and document.keyword(spot.key, "nullable") is not None:
        return Spot(spot.key, ("nullable",))
    return spot


def _by_values(pair: Pair) -> bool:
    return any(shape.values is not None and not shape.open for shape in (pair.old, pair.new))


def _rule(old: Shape, new: Shape) -> str:
    if old.types == ALL_TYPES:
        return "type-added"
    if new.types == ALL_TYPES:
        return "type-removed"
    common = common_types(old.types, new.types)
    lost, gained = common != old.types, common != new.types
    if lost and gained:
        return "type-changed"
    if gained:
        return "nullable-added" if new.types - old.types == _NULL else "type-widened"
    return "nullable-removed" if old.types - new.types == _NULL else "type-narrowed"
