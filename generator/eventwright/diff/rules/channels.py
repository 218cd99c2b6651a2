"""Rows about: channels."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.CHANNELS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "channel-added",
        "New address: additive.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "channel-removed",
        "Address gone: nobody serves or feeds it any more.",
        DANGEROUS,
        BREAKING,
        BREAKING,
    ),
    _OF.row(
        "channel-description-changed",
        "`description`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
)
