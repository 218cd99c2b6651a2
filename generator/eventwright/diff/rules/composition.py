"""Rows about: composition."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.COMPOSITION)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "one-of-branch-added",
        "A `oneOf` has one more branch.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "one-of-branch-removed",
        "A `oneOf` lost a branch.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "any-of-branch-added",
        "An `anyOf` has one more branch.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "any-of-branch-removed",
        "An `anyOf` lost a branch.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "all-of-branch-added",
        "One more schema has to hold, which cannot be joined with the rest.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "all-of-branch-removed",
        "A schema need not hold any more, which could not be joined with the rest.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "all-of-branch-annotation-only",
        "A branch of `allOf` came or went that only annotates.",
        SAFE,
        SAFE,
        SAFE,
        mirror="all-of-branch-annotation-only",
    ),
    _OF.row(
        "one-of-to-any-of",
        "`oneOf` became `anyOf`, and branches have values in common, which are valid now.",
        BREAKING,
        SAFE,
        SAFE,
        mirror="any-of-to-one-of",
    ),
    _OF.row(
        "any-of-to-one-of",
        "`anyOf` became `oneOf`, and branches have values in common, which are not valid any more.",
        SAFE,
        BREAKING,
        SAFE,
        mirror="one-of-to-any-of",
    ),
    _OF.row(
        "one-of-overlap-introduced",
        "Two branches of a `oneOf` accept a common value now, which is not valid any more.",
        SAFE,
        BREAKING,
        DANGEROUS,
        mirror="one-of-overlap-removed",
    ),
    _OF.silent(
        "composition-reordered",
        "Branches stand in another order.",
    ),
    _OF.silent(
        "composition-restructured",
        "`allOf` was written out, a branch stands alone or no longer, or null is a branch and no type.",
    ),
    _OF.row(
        "not-added",
        "`not` excludes more.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "not-removed",
        "`not` excludes less.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "conditional-changed",
        "`if`, `then` or `else` changed. What is open is dangerous; a value that shows it breaks someone.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
        compared=True,
    ),
    _OF.row(
        "discriminator-changed",
        "Another property tells which schema an object is of, or none.",
        BREAKING,
        BREAKING,
        BREAKING,
        meaning=True,
    ),
    _OF.row(
        "one-of-overlap-removed",
        "No two branches of a `oneOf` accept a common value any more: those values are valid now.",
        BREAKING,
        SAFE,
        SAFE,
        mirror="one-of-overlap-introduced",
    ),
)
