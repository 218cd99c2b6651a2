"""What a comparison tells: changes with their severity for either side; how they are found is not here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eventwright.api import Action
from eventwright.options import Severity
from eventwright.problems import Place

__all__ = [
    "Acceptance",
    "Bump",
    "Change",
    "Comparison",
    "Reached",
    "Severity",
    "Side",
    "Verdict",
    "Versions",
    "Witness",
    "worst",
    "worst_bump",
]


def worst(severities: Iterable[Severity]) -> Severity:
    """Return the worst of the severities; none at all is safe."""
    return max(severities, key=lambda severity: severity.rank, default=Severity.SAFE)


class Bump(StrEnum):
    """Which part of a semantic version a comparison asks to be raised."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


def worst_bump(bumps: Iterable[Bump]) -> Bump:
    """Return the greatest of what is asked for; of nothing at all it is none."""
    return min(bumps, key=tuple(Bump).index, default=Bump.NONE)


@dataclass(frozen=True, slots=True, order=True)
class Reached:
    """An operation, and the messages of it, that a change has to do with."""

    address: str
    action: Action
    messages: tuple[str, ...] = ()

    @property
    def operation(self) -> str:
        """The operation in words, as reports name it."""
        return f"{self.action} {self.address}"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a change is accepted, until when, and whether that is `over`."""

    reason: str
    expires: date | None = None
    over: bool = False


class Side(StrEnum):
    """One of the two documents."""

    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """The payload or the headers of a message, as JSON: valid under one document, refused under the other."""

    text: str
    valid: Side
    part: str
    message: str

    @property
    def refused(self) -> Side:
        return Side.NEW if self.valid is Side.OLD else Side.OLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed. `old` and `new` are where it stands, or the nearest owner that is there.

    `operations` are empty for what belongs to the whole document. What is told for a `policy` alone is
    outside of the verdict.
    """

    rule: str
    receiver: Severity
    sender: Severity
    code: Severity
    old: Place
    new: Place
    message: str
    operations: tuple[Reached, ...] = ()
    fingerprint: str = ""
    policy: bool = False
    accepted: Acceptance | None = None
    witness: Witness | None = None

    @property
    def severities(self) -> frozenset[Severity]:
        """What it does to either side."""
        return frozenset((self.receiver, self.sender))

    @property
    def passed(self) -> bool:
        """Whether it is accepted still."""
        return self.accepted is not None and not self.accepted.over


@dataclass(frozen=True, slots=True)
class Verdict:
    """The worst of each side."""

    receiver: Severity
    sender: Severity
    code: Severity


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of both documents, and where they stand."""

    old: str
    new: str
    old_place: Place
    new_place: Place


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, in the order of the documents."""

    changes: tuple[Change, ...] = ()
    versions: Versions | None = None

    @property
    def verdict(self) -> Verdict:
        changes = self._judging
        return Verdict(
            worst(change.receiver for change in changes),
            worst(change.sender for change in changes),
            worst(change.code for change in changes),
        )

    @property
    def bump(self) -> Bump:
        """What breaks a peer is major, what adds or may break minor, what is only told of patch."""
        changes = self._judging
        if not changes:
            return Bump.NONE
        verdict = self.verdict
        match worst((verdict.receiver, verdict.sender)):
            case Severity.BREAKING:
                return Bump.MAJOR
            case Severity.DANGEROUS:
                return Bump.MINOR
            case Severity.SAFE:
                added = any(change.rule.endswith("-added") for change in changes)
                return Bump.MINOR if added else Bump.PATCH

    @property
    def _judging(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.policy)
