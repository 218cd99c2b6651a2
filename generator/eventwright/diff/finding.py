"""A change as it is found, before it is known which operations it reaches."""

from dataclasses import dataclass, replace

from eventwright.diff.change import Severity, worst
from eventwright.diff.rules import BY_ID
from eventwright.resolve import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A change with its rule. `detail`, a value or a name, tells it from others at one place."""

    rule: str
    receiver: Severity
    sender: Severity
    old: Location
    new: Location
    message: str
    detail: str = ""

    @property
    def same(self) -> tuple[str, Location, Location, str]:
        """What is equal for two findings of one change."""
        return self.rule, self.old, self.new, self.detail

    @property
    def meaning(self) -> bool:
        """Whether it tells of meaning only, so that the same values are valid."""
        return BY_ID[self.rule].meaning

    def with_severities(self, receiver: Severity, sender: Severity) -> "Finding":
        return replace(self, receiver=receiver, sender=sender)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the valid values: where more are, receivers break, where fewer, senders do."""

    receiver: Severity = Severity.SAFE
    sender: Severity = Severity.SAFE

    @property
    def none(self) -> bool:
        return self.receiver is Severity.SAFE and self.sender is Severity.SAFE

    def with_(self, receiver: Severity, sender: Severity) -> "Effect":
        """Return the worst of both on each side."""
        return Effect(worst((self.receiver, receiver)), worst((self.sender, sender)))


NO_EFFECT = Effect()
"""The same values are valid."""


def found(  # noqa: PLR0913  the parts of a finding
    rule: str,
    message: str,
    *,
    old: Location,
    new: Location,
    detail: str = "",
    receiver: Severity | None = None,
    sender: Severity | None = None,
) -> Finding:
    """Return a finding with the severities of its row, unless others are given."""
    row = BY_ID[rule]
    return Finding(
        rule=rule,
        receiver=receiver or row.receiver,
        sender=sender or row.sender,
        old=old,
        new=new,
        message=message,
        detail=detail,
    )
