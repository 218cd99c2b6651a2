"""The comparison of two documents: all subjects, each change once, with all operations that it reaches."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256

from eventwright.diff.change import Change, Comparison, Reached, worst
from eventwright.diff.consequences import without_consequences
from eventwright.diff.document import Document
from eventwright.diff.finding import Finding
from eventwright.diff.rules import BY_ID
from eventwright.diff.same import Unchanged
from eventwright.diff.schemas.comparer import SchemaComparer
from eventwright.diff.scope import Scope, Told
from eventwright.diff.subjects import SUBJECTS
from eventwright.diff.subjects.renamed_schemes import renamed_schemes
from eventwright.problems import Place, pointer_text
from eventwright.resolve import Location


def compare(old: Document, new: Document, today: date | None = None) -> Comparison:
    """Return all that changed, in the order of the new document; `today` is for what has a last day."""
    scope = scope_of(old, new, today)
    collected = _collected(told for subject in SUBJECTS for told in subject(scope))
    own = without_consequences([findings[0] for findings, _ in collected], old, new)
    changes = [_change(scope, findings, reached) for findings, reached in collected if findings[0] in own]
    return Comparison(tuple(sorted(changes, key=lambda change: _order(scope, change))))


def scope_of(old: Document, new: Document, today: date | None = None) -> Scope:
    """Return what every comparison of the two documents is given."""
    unchanged = Unchanged(old, new)
    return Scope(
        old,
        new,
        unchanged,
        SchemaComparer(old, new, unchanged),
        today or datetime.now(UTC).date(),
        renamed_schemes(old.api, new.api),
    )


def _collected(told: Iterable[Told]) -> list[tuple[list[Finding], dict[Reached, None]]]:
    """One change may be found on several ways, and break more on one of them than on another."""
    found: dict[object, tuple[list[Finding], dict[Reached, None]]] = {}
    for finding, reached in told:
        findings, operations = found.setdefault(finding.same, ([], {}))
        findings.append(finding)
        operations.update(dict.fromkeys(reached))
    return list(found.values())


def _change(scope: Scope, findings: list[Finding], reached: dict[Reached, None]) -> Change:
    first = findings[0]
    return Change(
        rule=first.rule,
        receiver=worst(finding.receiver for finding in findings),
        sender=worst(finding.sender for finding in findings),
        code=BY_ID[first.rule].code,
        old=scope.old.place(first.old),
        new=scope.new.place(first.new),
        message=first.message,
        operations=_joined(reached),
        fingerprint=_fingerprint(scope, first),
    )


def _joined(reached: Iterable[Reached]) -> tuple[Reached, ...]:
    """Each operation once, with all messages of it that are reached."""
    found: dict[tuple[str, str], Reached] = {}
    for each in reached:
        key = (each.address, each.action)
        before = found.get(key)
        messages = dict.fromkeys((*(before.messages if before else ()), *each.messages))
        found[key] = Reached(each.address, each.action, tuple(messages))
    return tuple(sorted(found.values()))


def _fingerprint(scope: Scope, finding: Finding) -> str:
    """Return what stays the same when lines move, or another value is listed before this one."""
    parts = (
        finding.rule,
        _steady(scope.old, finding.old),
        _steady(scope.new, finding.new),
        finding.detail,
    )
    return sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _steady(document: Document, location: Location) -> str:
    file = "" if location.file == document.resolved.entry else location.file
    tokens = location.pointer
    while tokens and tokens[-1].isdecimal():
        tokens = tokens[:-1]
    return f"{file}#{pointer_text(tokens)}"


def _order(scope: Scope, change: Change) -> tuple[object, ...]:
    """The order of the documents; lines are not asked for, as that takes reading the text once more."""

    def at(document: Document, place: Place) -> tuple[object, ...]:
        return place.file, document.order(place), place.pointer

    return (*at(scope.new, change.new), *at(scope.old, change.old), change.rule, change.message)
