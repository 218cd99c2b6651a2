"""Rows about: components."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

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
    _OF.row(
        "ref-target-changed",
        "`$ref` to another target: only the effective differences count, reported by their own rules.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.silent(
        "ref-cycle-changed",
        "Recursion introduced or removed with equal language: comparison must end.",
    ),
    _OF.row(
        "component-schema-renamed",
        "Key changed, content equal, refs updated; not reached through a discriminator: class name.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "component-unused-added",
        "Component nobody references: dead.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "component-unused-removed",
        "Unreferenced component gone: class may have been generated and imported.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "component-unused-changed",
        "Unreferenced component changed: no wire effect; class changes.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "component-schema-renamed-discriminated",
        "Schema key changed, reached through a discriminator: in 2.x the discriminator's value is the "
        "schema's name.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "component-other-renamed",
        "Trait, parameter, correlation id, binding or server component renamed, content equal.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "component-became-unused",
        "The last reference to a component went.",
        SAFE,
        SAFE,
        DANGEROUS,
        mirror="component-became-used",
    ),
    _OF.row(
        "component-became-used",
        "First reference to a component.",
        SAFE,
        SAFE,
        DANGEROUS,
        mirror="component-became-unused",
    ),
)
