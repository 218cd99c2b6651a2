"""Rows about: numbers."""

from eventwright.diff.rules.row import BREAKING, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.NUMBERS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "minimum-tightened",
        "The least number was raised.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "minimum-loosened",
        "The least number was lowered.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "maximum-tightened",
        "The greatest number was lowered.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "maximum-loosened",
        "The greatest number was raised.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "bound-made-exclusive",
        "A bound itself is not allowed any more.",
        SAFE,
        BREAKING,
        SAFE,
        mirror="bound-made-inclusive",
    ),
    _OF.row(
        "bound-made-inclusive",
        "A bound itself is allowed now.",
        BREAKING,
        SAFE,
        SAFE,
        mirror="bound-made-exclusive",
    ),
    _OF.row(
        "multiple-of-tightened",
        "Numbers have to be multiples of more.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "multiple-of-loosened",
        "Numbers have to be multiples of less.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "multiple-of-changed",
        "Numbers have to be multiples of something that has nothing to do with what it was.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.silent(
        "constraint-changed-no-effect",
        "The same values are written otherwise, as `maximum: 10` and `exclusiveMaximum: 11` of an integer.",
    ),
)
