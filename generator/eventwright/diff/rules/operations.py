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
    _OF.silent(
        "operation-trait-restructured",
        "Trait added/removed/inlined, effective operation equal: compare after traits are applied.",
    ),
)
