"""Rows about: annotations."""

from eventwright.diff.rules.row import DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.ANNOTATIONS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "schema-title-changed",
        "The title of a schema changed.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "schema-description-changed",
        "The description of a schema changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "schema-examples-changed",
        "The examples of a schema changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "schema-deprecated-added",
        "A schema was marked as deprecated.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "schema-deprecated-removed",
        "A schema is not deprecated any more.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.silent(
        "schema-comment-changed",
        "A `$comment` changed.",
    ),
    _OF.row(
        "schema-id-changed",
        "The `$id` of a schema changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
)
