"""Rows about: operations."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.OPERATIONS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "operation-added",
        "`publish` or `subscribe` added to a channel: additive; generated handler base gets a new method.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "operation-removed",
        "`publish` or `subscribe` gone: no more data that way.",
        DANGEROUS,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "operation-direction-flipped",
        "`publish` became `subscribe` or back, same message: roles swap: handler becomes sender; one "
        "finding.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "operation-id-changed",
        "`operationId`: not on the wire; handler/function name.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "operation-id-added",
        "`operationId` added: derived name replaced.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "operation-id-removed",
        "`operationId` removed: name becomes derived.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "operation-summary-changed",
        "`summary`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "operation-description-changed",
        "`description`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "operation-tags-changed",
        "`tags`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "operation-security-added",
        "Operation `security` added: as server-security-added.",
        DANGEROUS,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "operation-security-removed",
        "Operation `security` removed: as server-security-removed.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "operation-binding-changed",
        "Http method/query, kafka groupId, mqtt qos/retain, amqp ...: protocol call differs.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "operation-binding-added",
        "Binding added: implicit becomes stated.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "operation-binding-removed",
        "Binding removed: stated becomes implicit.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "operation-message-removed",
        "Operation no longer has a message: payload undefined.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.silent(
        "operation-trait-restructured",
        "Trait added/removed/inlined, effective operation equal: compare after traits are applied.",
    ),
    _OF.row(
        "operation-message-added",
        "An operation without message gets one: any value to a schema.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "operation-security-alternative-added",
        "One more way to authenticate: mirror of removed.",
        BREAKING,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "operation-security-alternative-removed",
        "One way fewer.",
        SAFE,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "operation-security-scope-added",
        "Scope demanded.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "operation-security-scope-removed",
        "Scope no longer demanded.",
        BREAKING,
        SAFE,
        SAFE,
    ),
)
