"""Rows about: values."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.VALUES)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "enum-value-added",
        "A value was added to an enum. Where the enum is declared open that is only dangerous.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "enum-value-removed",
        "A value was removed from an enum.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "enum-value-renamed",
        "One value of an enum was replaced by another, as where its spelling changed.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "enum-introduced",
        "Only listed values are allowed now.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "enum-dropped",
        "Other values than those of an enum are allowed now.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.silent(
        "enum-reordered",
        "The values of an enum stand in another order.",
    ),
    _OF.silent(
        "enum-const-equivalent",
        "`const` became an enum of one value, or the other way round.",
    ),
    _OF.row(
        "const-added",
        "Only one value is allowed now.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "const-removed",
        "Other values than that of `const` are allowed now.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "const-changed",
        "The only value that is allowed became another one.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "default-added",
        "An absent value got a meaning.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
        meaning=True,
    ),
    _OF.row(
        "default-changed",
        "An absent value has another meaning.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
        meaning=True,
    ),
    _OF.row(
        "default-removed",
        "An absent value lost its meaning.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
        meaning=True,
    ),
)
