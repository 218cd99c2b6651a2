"""Rows about: document."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.DOCUMENT)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "asyncapi-version-minor-changed",
        "The version in `asyncapi` changed within 2.x: nothing on the wire depends on it.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "asyncapi-version-major-changed",
        "The document became one of AsyncAPI 3.x.",
        DANGEROUS,
        DANGEROUS,
        BREAKING,
        waiver="documents of 3.x cannot be read yet, and are refused",
    ),
    _OF.row(
        "document-id-changed",
        "The `id` of the application changed, which is a label.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "default-content-type-changed",
        "`defaultContentType` changed for messages that have no content type of their own.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.silent(
        "default-content-type-no-effect",
        "`defaultContentType` changed, and every message has a content type of its own.",
    ),
    _OF.row(
        "info-title-changed",
        "The title changed.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "info-version-changed",
        "The version of the document changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "info-description-changed",
        "The description of the document changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "info-contact-changed",
        "The contact changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "info-terms-changed",
        "The terms of service changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "info-license-changed",
        "The license changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "tags-changed",
        "The tags of the document changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "external-docs-changed",
        "A link to more documentation changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "extension-changed",
        "A field that starts with `x-` changed, and nothing is generated from it.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "extension-read-by-generator-changed",
        "A field that starts with `x-` changed from which code is generated.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
        meaning=True,
    ),
    _OF.silent(
        "keys-reordered",
        "Keys stand in another order, comments changed, or YAML became JSON.",
    ),
    _OF.silent(
        "document-bundled",
        "The same document is split over files, or is one file again.",
    ),
)
