"""Rows about: components."""

from eventwright.diff.rules.row import DiffRule, Rows, Subject

_OF = Rows(Subject.COMPONENTS)

RULES: tuple[DiffRule, ...] = (
    _OF.silent(
        "ref-inlined",
        "`$ref` replaced by its equal target: same resolved document; class name may change.",
    ),
    _OF.silent(
        "ref-extracted",
        "Inline schema moved to components and referenced: same resolved document; class name may change.",
    ),
    _OF.silent(
        "ref-cycle-changed",
        "Recursion introduced or removed with equal language: comparison must end.",
    ),
)
