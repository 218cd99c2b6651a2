"""Rows about: annotations."""

from eventwright.diff.rules.row import DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.ANNOTATIONS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "schema-title-changed",
        "`title`: documentation; class name if the generator uses titles.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "schema-description-changed",
        "`description`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "schema-examples-changed",
        "`examples`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "schema-deprecated-added",
        "`deprecated: true`: announce; generated code may warn.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "schema-deprecated-removed",
        "Deprecation withdrawn: announce.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.silent(
        "schema-comment-changed",
        "`$comment`: documentation.",
    ),
    _OF.row(
        "schema-id-changed",
        "`$id`: identifier (breaking only if refs stop resolving).",
        SAFE,
        SAFE,
        SAFE,
    ),
)
