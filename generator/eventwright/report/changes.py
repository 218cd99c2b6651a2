"""Changes between two documents as text in each format; what they are and break was told by `diff`."""

import json
from collections.abc import Iterator

from eventwright.against import Against
from eventwright.diff import Change, Severity
from eventwright.json_value import Json
from eventwright.problems import Place
from eventwright.report.color import PLAIN, Painter, Tint
from eventwright.report.formats import JSON_FORMAT, Format
from eventwright.report.frames import frame
from eventwright.report.problems import github_line
from eventwright.report.visible import visible

_TINTS = {Severity.BREAKING: Tint.ERROR, Severity.DANGEROUS: Tint.WARNING, Severity.SAFE: Tint.NOTE}
_KINDS = {Severity.BREAKING: "error", Severity.DANGEROUS: "warning", Severity.SAFE: "notice"}


def changes_text(against: Against, form: Format, painter: Painter = PLAIN) -> str:
    """Return the report of a comparison, with a line feed at its end."""
    match form:
        case Format.FULL:
            return "".join(f"{line}\n" for line in _full(against, painter))
        case Format.CONCISE:
            return "".join(f"{_headline(change, PLAIN)}\n" for change in against.comparison.changes)
        case Format.JSON:
            return json.dumps(changes_json(against), indent=2) + "\n"
        case Format.GITHUB:
            return "".join(f"{_github(change)}\n" for change in against.comparison.changes)


def changes_json(against: Against) -> dict[str, Json]:
    """Return the JSON that docs/commands.md describes."""
    comparison = against.comparison
    verdict = comparison.verdict
    return {
        "format": JSON_FORMAT,
        "verdict": {
            "receiver": verdict.receiver.value,
            "sender": verdict.sender.value,
            "code": verdict.code.value,
        },
        "bump": comparison.bump.value,
        "changes": [_row(change, against) for change in comparison.changes],
    }


def _row(change: Change, against: Against) -> dict[str, Json]:
    return {
        "rule": change.rule,
        "receiver": change.receiver.value,
        "sender": change.sender.value,
        "code": change.code.value,
        "pointer_old": _pointer(change.old, against.old),
        "pointer_new": _pointer(change.new, against.new),
        "line_old": change.old.line,
        "line_new": change.new.line,
        "message": change.message,
        "operations": [reached.operation for reached in change.operations],
        "witness": None,
        "fingerprint": change.fingerprint,
    }


def _pointer(place: Place, document: str) -> str:
    """A pointer into the document itself, or with the name of another file in front."""
    return place.pointer if place.file == document else f"{place.file}#{place.pointer}"


def _full(against: Against, painter: Painter) -> Iterator[str]:
    for change in against.comparison.changes:
        yield _headline(change, painter)
        for word, place in (("old", change.old), ("new", change.new)):
            yield f"  {painter.paint(word, Tint.NOTE)} {_where(place)}"
            yield from frame(place)
        for reached in change.operations:
            names = f": {', '.join(reached.messages)}" if any(reached.messages) else ""
            yield f"  {painter.paint('reaches', Tint.NOTE)} {visible(f'{reached.operation}{names}')}"
        yield ""
    yield from _summary(against, painter)


def _summary(against: Against, painter: Painter) -> Iterator[str]:
    comparison = against.comparison
    count = len(comparison.changes)
    if not count:
        yield f"{visible(against.old)} and {visible(against.new)}: no changes"
        return
    verdict = comparison.verdict
    receiver, sender = (painter.paint(each, _TINTS[each]) for each in (verdict.receiver, verdict.sender))
    changes = "1 change" if count == 1 else f"{count} changes"
    yield (
        f"{visible(against.new)}: {changes}; {receiver} for receivers, {sender} for senders; "
        f"bump: {comparison.bump}"
    )


def _headline(change: Change, painter: Painter) -> str:
    tint = _TINTS[_worst(change)]
    sides = f"receiver {change.receiver}, sender {change.sender}"
    rule = painter.paint(change.rule, tint)
    return f"{_where(change.new)}: {rule} {visible(change.message)} ({sides})"


def _worst(change: Change) -> Severity:
    return max(change.receiver, change.sender, key=lambda severity: severity.rank)


def _where(place: Place) -> str:
    return f"{visible(place.file)}:{place.line}:{place.column}"


def _github(change: Change) -> str:
    properties: dict[str, str | int] = {
        "file": visible(change.new.file),
        "line": change.new.line,
        "title": change.rule,
    }
    message = f"{change.message} (receiver {change.receiver}, sender {change.sender})"
    return github_line(_KINDS[_worst(change)], visible(message), properties)
