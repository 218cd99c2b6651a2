"""Rows about: the version of a document, told only where the configuration asks for it."""

from eventwright.diff.rules.row import DANGEROUS, DiffRule, Subject

_OFF = "Told where the configuration asks for it, and outside of the verdict."


def _row(id: str, purpose: str, waiver: str, *, beside: bool = True) -> DiffRule:
    return DiffRule(
        id=id,
        subject=Subject.POLICY,
        purpose=f"{purpose} {_OFF}",
        receiver=DANGEROUS,
        sender=DANGEROUS,
        code=DANGEROUS,
        beside=beside,
        policy=True,
        waiver=waiver,
    )


RULES: tuple[DiffRule, ...] = (
    _row(
        "info-version-not-bumped",
        "Something breaks and `info.version`, a semantic version, is what it was: consumers cannot tell the "
        "documents apart.",
        "a version that was changed is info-version-changed",
    ),
    _row(
        "info-version-decreased",
        "`info.version`, a semantic version, moved backwards: likely a swapped old/new or a bad merge.",
        "a version that moves forward is info-version-changed",
        beside=False,
    ),
    _row(
        "info-major-not-bumped",
        "Something breaks and `info.version`, a semantic version from 1.0.0 on, has no new major number: its "
        "promise is broken.",
        "a new major number promises nothing",
    ),
)
