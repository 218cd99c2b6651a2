"""Rows about: types."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.TYPES)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "type-changed",
        "`type` changed, neither includes the other: value of another type.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "type-widened",
        "`integer` to `number`, union grew: old receiver meets a new type.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "type-narrowed",
        "`number` to `integer`, union shrank: old sender may send the dropped type.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "type-added",
        "Untyped became typed: accepts less.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "type-removed",
        "Typed became untyped: accepts more.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "nullable-added",
        "`null` joined the type (or oneOf/anyOf/enum): old receiver dereferences None.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "nullable-removed",
        "`null` left the type: old sender may send null.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "schema-false",
        "Schema became `false`: no value is valid.",
        SAFE,
        BREAKING,
        BREAKING,
        mirror="schema-false-lifted",
    ),
    _OF.row(
        "schema-false-lifted",
        "Schema `false` became satisfiable: mirror of schema-false.",
        BREAKING,
        SAFE,
        BREAKING,
        mirror="schema-false",
    ),
)
