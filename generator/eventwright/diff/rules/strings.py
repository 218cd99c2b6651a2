"""Rows about: strings."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.STRINGS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "min-length-tightened",
        "The least length was raised.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "min-length-loosened",
        "The least length was lowered.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "max-length-tightened",
        "The greatest length was lowered.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "max-length-loosened",
        "The greatest length was raised.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "pattern-added",
        "A pattern has to match now.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "pattern-removed",
        "A pattern need not match any more.",
        BREAKING,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "pattern-changed",
        "Regex changed. What is open is dangerous: a text that only one of both matches breaks someone, and "
        "where one matches all that the other does, only one side.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
        compared=True,
    ),
    _OF.row(
        "format-added",
        "A format has to be kept to now; one that no decoder checks breaks nobody.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "format-removed",
        "A format need not be kept to any more.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "format-changed",
        "The format became another one.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "content-encoding-changed",
        "The bytes in a text are encoded in another way.",
        BREAKING,
        BREAKING,
        DANGEROUS,
        meaning=True,
    ),
    _OF.row(
        "content-media-type-changed",
        "What a text holds is of another media type.",
        BREAKING,
        BREAKING,
        DANGEROUS,
        meaning=True,
    ),
    _OF.row(
        "format-narrowed",
        "The format became part of what it was, as int64 became int32.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "format-widened",
        "The format became more than it was, as int32 became int64.",
        BREAKING,
        SAFE,
        SAFE,
    ),
)
