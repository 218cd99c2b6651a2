"""Rows about: composition."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.COMPOSITION)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "one-of-branch-added",
        "Branch added; branches disjoint, else also `one-of-overlap-introduced`: old receiver meets an "
        "unknown variant.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "one-of-branch-removed",
        "Branch removed; branches disjoint, else also `one-of-overlap-removed`: old sender may send it.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "any-of-branch-added",
        "Branch added: as oneOf.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "any-of-branch-removed",
        "Branch removed: as oneOf.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "all-of-branch-added",
        "Branch with constraints added: accepts less.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "all-of-branch-removed",
        "Branch with constraints removed: accepts more.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "all-of-branch-annotation-only",
        "Branch carries only annotations: no constraint.",
        SAFE,
        SAFE,
        SAFE,
        mirror="all-of-branch-annotation-only",
    ),
    _OF.row(
        "one-of-to-any-of",
        "Combiner relaxed; branches overlap, else composition-restructured: overlap becomes valid.",
        BREAKING,
        SAFE,
        SAFE,
        mirror="any-of-to-one-of",
    ),
    _OF.row(
        "any-of-to-one-of",
        "Combiner tightened; branches overlap, else composition-restructured: overlap becomes invalid.",
        SAFE,
        BREAKING,
        SAFE,
        mirror="one-of-to-any-of",
    ),
    _OF.row(
        "one-of-overlap-introduced",
        "Two oneOf branches now accept one value: that value matches twice and becomes invalid.",
        SAFE,
        BREAKING,
        DANGEROUS,
        mirror="one-of-overlap-removed",
    ),
    _OF.silent(
        "composition-reordered",
        "Order of branches: set semantics.",
    ),
    _OF.silent(
        "composition-restructured",
        "AllOf flattened, single-branch wrapper, null as branch or type: equivalent schema.",
    ),
    _OF.row(
        "not-added",
        "`not` added or widened: accepts less.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "not-removed",
        "`not` removed or narrowed: accepts more.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "conditional-changed",
        "If/then/else added, removed, changed: direction undecided unless proven; breaking with a witness,"
        " one-sided where inclusion is proven.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
        compared=True,
    ),
    _OF.row(
        "discriminator-changed",
        "`discriminator` added, removed or another property: dispatch on another field.",
        BREAKING,
        BREAKING,
        BREAKING,
        meaning=True,
    ),
    _OF.row(
        "one-of-overlap-removed",
        "Branches of a oneOf no longer overlap: values that matched two branches become valid.",
        BREAKING,
        SAFE,
        SAFE,
        mirror="one-of-overlap-introduced",
    ),
)
