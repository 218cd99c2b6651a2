"""Which values show a change best: those of the keyword that changed, or what is written at its place."""

from collections.abc import Mapping

from eventwright.diff.document import Document
from eventwright.json_value import Json
from eventwright.resolve import Location

_KEYWORDS: Mapping[str, frozenset[str]] = {
    "type-": frozenset({"type"}),
    "nullable-": frozenset({"type", "enum"}),
    "header-retyped": frozenset({"type"}),
    "items-changed": frozenset({"type"}),
    "enum-": frozenset({"enum"}),
    "const-": frozenset({"enum"}),
    "minimum-": frozenset({"minimum"}),
    "maximum-": frozenset({"maximum"}),
    "bound-": frozenset({"minimum", "maximum"}),
    "multiple-of-": frozenset({"multipleOf"}),
    "min-length-": frozenset({"minLength"}),
    "max-length-": frozenset({"maxLength"}),
    "pattern-property-": frozenset({"additionalProperties"}),
    "pattern-": frozenset({"pattern"}),
    "format-": frozenset({"format"}),
    "min-items-": frozenset({"minItems"}),
    "max-items-": frozenset({"maxItems"}),
    "unique-": frozenset({"uniqueItems"}),
    "contains-": frozenset({"contains"}),
    "tuple-": frozenset({"items"}),
    "additional-items-": frozenset({"items"}),
    "additional-properties-": frozenset({"additionalProperties"}),
    "property-names-": frozenset({"propertyNames"}),
    "min-properties-": frozenset({"minProperties"}),
    "max-properties-": frozenset({"maxProperties"}),
    "dependency-": frozenset({"dependencies"}),
    "not-": frozenset({"not"}),
    "conditional-": frozenset({"if"}),
}


def preferred(rule: str, document: Document, location: Location) -> frozenset[str]:
    """Return the keywords that a rule speaks of, for a required property together with its name."""
    tokens = location.pointer
    if tokens[-2:-1] == ("required",):
        return frozenset({f"required {_node(document, location)}"})
    if tokens[-2:-1] == ("properties",):
        return frozenset({f"required {tokens[-1]}"})
    return next((words for start, words in _KEYWORDS.items() if rule.startswith(start)), frozenset())


def written_value(document: Document, location: Location) -> list[Json]:
    """Return the value that `enum` or `const` has at the location."""
    tokens = location.pointer
    listed = tokens[-2:-1] == ("enum",) and tokens[-1].isdecimal()
    return [_node(document, location)] if listed or tokens[-1:] == ("const",) else []


def _node(document: Document, location: Location) -> Json:
    try:
        return document.node(location)
    except KeyError:
        return None
