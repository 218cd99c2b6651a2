"""Rows about: strings."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.STRINGS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "min-length-tightened",
        "Added or increased: accepts less.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "min-length-loosened",
        "Removed or decreased: accepts more.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "max-length-tightened",
        "Added or decreased: accepts less.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "max-length-loosened",
        "Removed or increased: accepts more (database columns).",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "pattern-added",
        "Pattern introduced: accepts less.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "pattern-removed",
        "Pattern lifted: accepts more.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "pattern-changed",
        "Regex changed. What is open is dangerous: a text that only one of both matches breaks someone, and "
        "where one matches all that the other does, only one side.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
        compared=True,
    ),
    _OF.row(
        "format-added",
        "Format introduced: accepts less; str becomes datetime/UUID/.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "format-removed",
        "Format lifted: old parser meets free text.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "format-changed",
        "Other format: old parser fails.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "content-encoding-changed",
        "`contentEncoding`: bytes decoded otherwise.",
        BREAKING,
        BREAKING,
        DANGEROUS,
        meaning=True,
    ),
    _OF.row(
        "content-media-type-changed",
        "`contentMediaType`: embedded content parsed otherwise.",
        BREAKING,
        BREAKING,
        DANGEROUS,
        meaning=True,
    ),
    _OF.row(
        "format-narrowed",
        "Int64 to int32, uri-reference to uri: inclusion known.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "format-widened",
        "Int32 to int64, uri to uri-reference: inclusion known.",
        BREAKING,
        SAFE,
        SAFE,
    ),
)
