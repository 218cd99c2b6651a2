"""Rows about: messages."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.MESSAGES)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "message-added-to-operation",
        "New member of `oneOf` (or single becomes oneOf): old receiver cannot dispatch it.",
        BREAKING,
        SAFE,
        DANGEROUS,
        mirror="message-removed-from-operation",
    ),
    _OF.row(
        "message-removed-from-operation",
        "Member of `oneOf` gone: old sender still sends it; handler method goes.",
        SAFE,
        BREAKING,
        BREAKING,
        mirror="message-added-to-operation",
    ),
    _OF.row(
        "message-replaced",
        "Single message replaced by another: other content on the same address.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.silent(
        "message-one-of-reordered",
        "Same members, other order: set semantics; must not shift pointers.",
    ),
    _OF.silent(
        "message-one-of-wrapped",
        "`message: X` to `message: {oneOf: [X]}`: equivalent.",
    ),
    _OF.row(
        "header-added-required",
        "New required header: old sender omits it.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "header-added-optional",
        "New optional header: additive.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "header-required-added",
        "Existing header became required: old sender may omit it.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "header-required-removed",
        "Header became optional: old receiver relies on it.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "header-removed-required",
        "Required header gone: old receiver relies on it.",
        BREAKING,
        DANGEROUS,
        BREAKING,
    ),
    _OF.row(
        "header-removed-optional",
        "Optional header gone: value stops arriving.",
        DANGEROUS,
        DANGEROUS,
        BREAKING,
        meaning=True,
    ),
    _OF.row(
        "header-retyped",
        "Header types incomparable; else the schema rules at the header: other type.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "header-case-changed",
        "Only letter case of the name; http and ws: case-insensitive on http/ws; breaking on "
        "kafka/amqp/mqtt5.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.silent(
        "message-trait-restructured",
        "Trait added/removed/inlined, effective message equal: compare after traits are applied.",
    ),
    _OF.row(
        "header-case-changed-sensitive",
        "Letter case of a header, kafka, amqp, mqtt5: names are case-sensitive there.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
)
