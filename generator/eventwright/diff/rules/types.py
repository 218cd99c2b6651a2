"""Rows about: types."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.TYPES)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "type-changed",
        "The type changed, and neither includes the other.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "type-widened",
        "More types are allowed, as where `integer` became `number`.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "type-narrowed",
        "Fewer types are allowed, as where `number` became `integer`.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "type-added",
        "A type was written where any was allowed.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "type-removed",
        "Any type is allowed now.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "nullable-added",
        "Null is allowed now, however that is written.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "nullable-removed",
        "Null is not allowed any more, however that is written.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "schema-false",
        "No value is valid any more, as under the schema `false`.",
        SAFE,
        BREAKING,
        BREAKING,
        mirror="schema-false-lifted",
    ),
    _OF.row(
        "schema-false-lifted",
        "Values are valid where none was, as under the schema `false`.",
        BREAKING,
        SAFE,
        BREAKING,
        mirror="schema-false",
    ),
)
