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
)
