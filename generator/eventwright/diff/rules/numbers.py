"""Rows about: numbers."""

from eventwright.diff.rules.row import BREAKING, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.NUMBERS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "minimum-tightened",
        "Minimum/exclusiveMinimum added or raised: accepts less.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "minimum-loosened",
        "Removed or lowered: accepts more.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "maximum-tightened",
        "Maximum/exclusiveMaximum added or lowered: accepts less.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "maximum-loosened",
        "Removed or raised: accepts more.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "bound-made-exclusive",
        "`maximum: n` to `exclusiveMaximum: n`: only n is lost.",
        SAFE,
        BREAKING,
        SAFE,
        mirror="bound-made-inclusive",
    ),
    _OF.row(
        "bound-made-inclusive",
        "`exclusiveMaximum: n` to `maximum: n`: only n is gained.",
        BREAKING,
        SAFE,
        SAFE,
        mirror="bound-made-exclusive",
    ),
    _OF.row(
        "multiple-of-tightened",
        "Added, or new is a multiple of old: accepts less.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "multiple-of-loosened",
        "Removed, or old is a multiple of new: accepts more.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "multiple-of-changed",
        "Neither divides the other: incomparable.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.silent(
        "constraint-changed-no-effect",
        "Same values written otherwise (integer maximum 10 to exclusiveMaximum 11; type string added to a "
        "string enum).",
    ),
)
