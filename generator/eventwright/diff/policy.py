"""What a team makes of changes: other severities, versions that have to move, and changes that it accepts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from eventwright.configuration import Accepted, DiffSettings, RuleSeverity
from eventwright.diff.change import Acceptance, Change, Comparison, Severity
from eventwright.diff.rules import BY_ID
from eventwright.diff.versions import read_version
from eventwright.documents import did_you_mean, nearest
from eventwright.options import Preset
from eventwright.problems import Place, Problem, UnreadableError
from eventwright.rules import finding

_STRICTER = {Severity.DANGEROUS: Severity.BREAKING}
_KINDER = {Severity.DANGEROUS: Severity.SAFE}
_CHANGED = "info-version-changed"


@dataclass(frozen=True, slots=True)
class Policy:
    """A preset, what is said of single rules, and what is accepted, all of rules that there are."""

    preset: Preset = Preset.DEFAULT
    severities: Mapping[str, RuleSeverity] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()

    def wants(self, rule: str) -> bool:
        """Tell whether a rule that is off by default is asked for."""
        return rule in self.severities or self.preset is Preset.STRICT


def policy_of(settings: DiffSettings) -> Policy:
    """Return the policy; raises UnreadableError `configuration-unknown-rule` for each rule that is none."""
    named = [(said.rule, said.place) for said in settings.severities]
    named += ((said.rule, said.place) for said in settings.accepted if said.rule)
    problems = [_unknown(rule, place) for rule, place in named if rule not in BY_ID or BY_ID[rule].silent]
    if problems:
        raise UnreadableError(problems)
    return Policy(
        preset=settings.preset or Preset.DEFAULT,
        severities={said.rule: said for said in settings.severities},
        accepted=settings.accepted,
    )


def judged(comparisons: Sequence[Comparison], policy: Policy, today: date) -> tuple[Comparison, ...]:
    """Return the comparisons as the policy has them."""
    return tuple(
        replace(found, changes=tuple(_accepted(change, policy, today) for change in found.changes))
        for found in (_weighed(comparison, policy) for comparison in comparisons)
    )


def policy_problems(comparisons: Sequence[Comparison], policy: Policy) -> tuple[Problem, ...]:
    """Return what is to be said of the policy itself: acceptances that are over, or that nothing needs."""
    changes = [change for comparison in comparisons for change in comparison.changes]
    found: list[Problem] = []
    for said in policy.accepted:
        met = [change for change in changes if _meant(said, change)]
        if not met:
            message = f"nothing has changed that is accepted here: {said.reason!r}"
            found.append(finding("accepted-change-unused", message, said.place))
        elif any(change.accepted and change.accepted.over for change in met):
            message = f"{met[0].rule} was accepted until {said.expires}: {said.reason!r}"
            hint = "mend the document, or decide anew until when it is accepted"
            found.append(Problem("accepted-change-expired", message, said.place, hint))
    return tuple(found)


def _unknown(rule: str, place: Place) -> Problem:
    if rule in BY_ID:
        message, hint = f"{rule!r} is never told: both documents mean the same", "remove the entry"
    else:
        message = f"{rule!r} is no rule of `diff`"
        known = [known for known, row in BY_ID.items() if not row.silent]
        hint = did_you_mean(nearest(rule, known)) or "list all rules with `eventwright rules --diff`"
    return Problem("configuration-unknown-rule", message, place, hint)


def _weighed(comparison: Comparison, policy: Policy) -> Comparison:
    weighed = tuple(_with_severities(change, policy) for change in comparison.changes)
    added = tuple(
        found
        for change in _of_versions(replace(comparison, changes=weighed), policy)
        # What is safe for everybody was switched off.
        if (found := _with_severities(change, policy)).severities != {Severity.SAFE}
    )
    decreased = any(change.rule == "info-version-decreased" for change in added)
    kept = (change for change in weighed if not (decreased and change.rule == _CHANGED))
    return replace(comparison, changes=(*added, *kept))


def _with_severities(change: Change, policy: Policy) -> Change:
    said = policy.severities.get(change.rule)
    usual = _preset(change, policy.preset)
    if said is None:
        return usual
    return replace(
        usual,
        receiver=said.receiver or usual.receiver,
        sender=said.sender or usual.sender,
        code=said.code or usual.code,
    )


def _preset(change: Change, preset: Preset) -> Change:
    match preset:
        case Preset.DEFAULT:
            return change
        case Preset.STRICT:
            return _mapped(change, _STRICTER)
        case Preset.LENIENT:
            return _mapped(change, _KINDER)
        case Preset.WIRE_ONLY:
            row = BY_ID[change.rule]
            same = dict.fromkeys(Severity, Severity.SAFE) if row.meaning or row.policy else {}
            return replace(_mapped(change, same), code=Severity.SAFE)


def _mapped(change: Change, severities: Mapping[Severity, Severity]) -> Change:
    return replace(
        change,
        receiver=severities.get(change.receiver, change.receiver),
        sender=severities.get(change.sender, change.sender),
    )


def _of_versions(comparison: Comparison, policy: Policy) -> Iterator[Change]:
    """Yield what is wrong with the version, of which one thing alone is told."""
    versions = comparison.versions
    found = None if versions is None else _version_rule(comparison, versions.old, versions.new)
    if versions is None or found is None or not policy.wants(found[0]):
        return
    rule, message = found
    row = BY_ID[rule]
    yield Change(
        rule=rule,
        receiver=row.receiver,
        sender=row.sender,
        code=row.code,
        old=versions.old_place,
        new=versions.new_place,
        message=message,
        policy=True,
        fingerprint=sha256(f"{rule}\n{versions.old}\n{versions.new}".encode()).hexdigest()[:16],
    )


def _version_rule(comparison: Comparison, before: str, after: str) -> tuple[str, str] | None:
    old, new = read_version(before), read_version(after)
    if old is None or new is None:
        return None
    if new < old:
        return "info-version-decreased", f"the version {after} is lower than {before}"
    verdict = comparison.verdict
    if Severity.BREAKING not in (verdict.receiver, verdict.sender):
        return None
    if new == old:
        return "info-version-not-bumped", f"something breaks, and the version is {after} still"
    if old.stable and new.major == old.major:
        message = f"something breaks, and from {before} to {after} the major number stays"
        return "info-major-not-bumped", message
    return None


def _accepted(change: Change, policy: Policy, today: date) -> Change:
    """Of several entries one that is not over counts."""
    meant = [said for said in policy.accepted if _meant(said, change)]
    if not meant:
        return change
    said = max(meant, key=lambda said: said.expires or date.max)
    over = said.expires is not None and said.expires < today
    return replace(change, accepted=Acceptance(said.reason, said.expires, over))


def _meant(said: Accepted, change: Change) -> bool:
    if said.fingerprint:
        return said.fingerprint == change.fingerprint
    if said.rule != change.rule:
        return False
    pattern = _pattern(said.pointer)
    return any(pattern.fullmatch(text) for text in _pointers(change))


def _pointers(change: Change) -> Iterable[str]:
    for place in (change.old, change.new):
        yield from (place.pointer, f"{place.file}#{place.pointer}")


def _pattern(glob: str) -> re.Pattern[str]:
    """`*` stands for anything within a part of a pointer, `**` for any number of parts."""
    ways = {"*": "[^/]*"}
    parts = (
        ways.get(part, ".*" if part.startswith("**") else re.escape(part))
        for part in re.split(r"(\*+)", glob)
    )
    return re.compile("".join(parts), re.DOTALL)
