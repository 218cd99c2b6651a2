"""Rows about: components."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.COMPONENTS)

RULES: tuple[DiffRule, ...] = (
    _OF.silent(
        "ref-inlined",
        "A reference was replaced by what it leads to.",
    ),
    _OF.silent(
        "ref-extracted",
        "A schema was made a component, and is referred to.",
    ),
    _OF.row(
        "ref-target-changed",
        "A reference leads to another component, which says the same.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.silent(
        "ref-cycle-changed",
        "A schema contains itself, or no longer, and accepts the same values.",
    ),
    _OF.row(
        "component-schema-renamed",
        "A schema has another name in the components, and is the same otherwise.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "component-unused-added",
        "A component was added that nothing refers to.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "component-unused-removed",
        "A component was removed that nothing referred to.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "component-unused-changed",
        "A component changed that nothing refers to.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "component-schema-renamed-discriminated",
        "A schema has another name, which values of its discriminator have to be.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "component-other-renamed",
        "A trait, parameter, binding or server has another name in the components, and is the same "
        "otherwise.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "component-became-unused",
        "Nothing refers to a component any more.",
        SAFE,
        SAFE,
        DANGEROUS,
        mirror="component-became-used",
    ),
    _OF.row(
        "component-became-used",
        "Something refers to a component now.",
        SAFE,
        SAFE,
        DANGEROUS,
        mirror="component-became-unused",
    ),
)
