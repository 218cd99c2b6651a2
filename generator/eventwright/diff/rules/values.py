"""Rows about: values."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.VALUES)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "enum-value-added",
        "Member added: closed enum in the old receiver raises; `dangerous` when enum is declared open.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "enum-value-removed",
        "Member removed: old sender may send it; member disappears from the class.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "enum-value-renamed",
        "One removed and one added at the same place (spelling, case): report as one finding with both "
        "values.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "enum-introduced",
        "Free value became enum: accepts less; str becomes Enum.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "enum-dropped",
        "Enum became free value: accepts more; Enum becomes str.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.silent(
        "enum-reordered",
        "Same members, other order: set semantics.",
    ),
    _OF.silent(
        "enum-const-equivalent",
        "`const: x` and `enum: [x]`: equivalent.",
    ),
    _OF.row(
        "const-added",
        "Const introduced: accepts less.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "const-removed",
        "Const lifted: accepts more.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "const-changed",
        "Const value changed: disjoint.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "default-added",
        "`default` added: absent value gets a meaning.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
        meaning=True,
    ),
    _OF.row(
        "default-changed",
        "`default` changed: absent value gets another meaning.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
        meaning=True,
    ),
    _OF.row(
        "default-removed",
        "`default` removed: absent value loses its meaning.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
        meaning=True,
    ),
)
