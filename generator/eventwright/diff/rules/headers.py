"""Rows about: headers and correlation ids of messages."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.MESSAGES)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "header-added-required",
        "A header was added that has to be there.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "header-added-optional",
        "A header was added that may be left out.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "header-required-added",
        "A header has to be there now.",
        SAFE,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "header-required-removed",
        "A header may be left out now.",
        BREAKING,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "header-removed-required",
        "A header was removed that had to be there.",
        BREAKING,
        DANGEROUS,
        BREAKING,
    ),
    _OF.row(
        "header-removed-optional",
        "A header was removed that could be left out.",
        DANGEROUS,
        DANGEROUS,
        BREAKING,
        meaning=True,
    ),
    _OF.row(
        "header-retyped",
        "A header has another type, with no value in common.",
        BREAKING,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "header-case-changed",
        "Only the letter case of a header's name changed, where that does not matter.",
        SAFE,
        SAFE,
        BREAKING,
    ),
    _OF.row(
        "correlation-id-added",
        "A message got a correlation id.",
        SAFE,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "correlation-id-removed",
        "A message lost its correlation id, by which a receiver of before ties messages together.",
        BREAKING,
        DANGEROUS,
        DANGEROUS,
    ),
    _OF.row(
        "correlation-id-location-changed",
        "The correlation id stands in another place.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "correlation-id-doc-changed",
        "The description of the correlation id changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "header-case-changed-sensitive",
        "The letter case of a header's name changed, where that matters (Kafka, AMQP, MQTT 5).",
        BREAKING,
        BREAKING,
        SAFE,
    ),
)
