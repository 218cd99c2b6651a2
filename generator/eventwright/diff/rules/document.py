"""Rows about: document."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.DOCUMENT)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "asyncapi-version-minor-changed",
        "`asyncapi` 2.x minor/patch changed: 2.x minors are additive; nothing on the wire.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "asyncapi-version-major-changed",
        "`asyncapi` 2.x to 3.x: publish/subscribe become receive/send; must be compared on a normalised "
        "model.",
        DANGEROUS,
        DANGEROUS,
        BREAKING,
        waiver="documents of 3.x cannot be read yet, and are refused",
    ),
    _OF.row(
        "document-id-changed",
        "`id` added, removed or changed: identifier of the application only.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "default-content-type-changed",
        "`defaultContentType` changed and at least one message has no own contentType: effective content "
        "type of those messages changes.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.silent(
        "default-content-type-no-effect",
        "`defaultContentType` changed but every message sets contentType: effective value unchanged.",
    ),
    _OF.row(
        "info-title-changed",
        "`info.title`: text; only matters if a package name is derived from it.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "info-version-changed",
        "`info.version` moved forward: the version is the label of the change, not a change.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "info-description-changed",
        "`info.description`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "info-contact-changed",
        "`info.contact.*`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "info-terms-changed",
        "`info.termsOfService`: legal text, show it, never fail.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "info-license-changed",
        "`info.license.*`: legal text, show it, never fail.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "tags-changed",
        "Root `tags`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "external-docs-changed",
        "Any `externalDocs`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "extension-changed",
        "`x-*` that the generator does not read: unknown by definition.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "extension-read-by-generator-changed",
        "`x-*` that the generator reads (naming, open enum): changes generated code, not the wire.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
        meaning=True,
    ),
    _OF.silent(
        "keys-reordered",
        "Map keys in another order, YAML style, comments, JSON instead of YAML: same document.",
    ),
    _OF.silent(
        "document-bundled",
        "Same document split over files or bundled: same resolved document.",
    ),
)
