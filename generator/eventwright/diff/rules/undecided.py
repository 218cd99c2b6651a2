"""Rows about what cannot be decided."""

from eventwright.diff.rules.row import DANGEROUS, DiffRule, Rows, Subject

_OF = Rows(Subject.UNDECIDED)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "message-payload-undecided",
        "A payload changed that is described in a language that is not read, or by a schema that leads to "
        "itself without a part of the value between: what that breaks is open.",
        DANGEROUS,
        DANGEROUS,
        DANGEROUS,
    ),
)
