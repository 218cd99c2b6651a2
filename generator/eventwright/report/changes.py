"""Changes between documents as text in each format; what they are and break was told by `diff`."""

import json
from collections.abc import Iterator, Sequence

from eventwright.against import Against
from eventwright.diff import Change, Severity, Verdict, Witness
from eventwright.diff.change import Acceptance, worst, worst_bump
from eventwright.diff.rules import BY_ID, of_code
from eventwright.json_value import Json
from eventwright.pairs import on_disk
from eventwright.problems import Place
from eventwright.report.color import PLAIN, Painter, Tint
from eventwright.report.diff_rules import diff_rule_text
from eventwright.report.formats import JSON_FORMAT, Format, RuleFormat
from eventwright.report.frames import NARROWEST, beside, frame, half_of
from eventwright.report.markdown import code, markdown_text
from eventwright.report.remarks import Help, Kind, Remark, Spot
from eventwright.report.tools import tools_text
from eventwright.report.visible import visible

_TINTS = {Severity.BREAKING: Tint.ERROR, Severity.DANGEROUS: Tint.WARNING, Severity.SAFE: Tint.NOTE}
_KINDS = {Severity.BREAKING: Kind.ERROR, Severity.DANGEROUS: Kind.WARNING, Severity.SAFE: Kind.NOTICE}

_MOST_SHOWN = 400
"""How many characters of a witness are shown to people."""

NARROW = 80
"""The columns of an output that has no width of its own."""


def changes_text(
    compared: Sequence[Against],
    form: Format,
    painter: Painter = PLAIN,
    width: int = NARROW,
    *,
    below: str = "",
) -> str:
    """Return the report of comparisons, with a line feed at its end; `below` is as `tools_text` has it."""
    match form:
        case Format.FULL:
            lines = (line for against in compared for line in _full(against, painter, width))
            return "".join(f"{line}\n" for line in lines)
        case Format.CONCISE:
            return "".join(f"{_headline(change, PLAIN)}\n" for _, change in _changes(compared))
        case Format.JSON:
            return json.dumps(changes_json(compared), indent=2) + "\n"
        case Format.MARKDOWN:
            head = [line for against in compared for line in _markdown_head(against)]
            return markdown_text("diff", head, _remarks(compared, framed=True))
        case Format.GITHUB | Format.GITLAB | Format.JUNIT | Format.SARIF:
            return tools_text("diff", form, _remarks(compared), _help_of, below)


def changes_json(compared: Sequence[Against]) -> dict[str, Json]:
    """Return the JSON that docs/commands.md describes."""
    verdicts = [against.comparison.verdict for against in compared]
    alone = len(compared) == 1
    return {
        "format": JSON_FORMAT,
        "verdict": {
            "receiver": worst(verdict.receiver for verdict in verdicts).value,
            "sender": worst(verdict.sender for verdict in verdicts).value,
            "code": worst(verdict.code for verdict in verdicts).value,
        },
        "bump": worst_bump(against.comparison.bump for against in compared).value,
        "changes": [_row(change, against, alone=alone) for against, change in _changes(compared)],
    }


def _changes(compared: Sequence[Against]) -> Iterator[tuple[Against, Change]]:
    return ((against, change) for against in compared for change in against.comparison.changes)


def _row(change: Change, against: Against, *, alone: bool) -> dict[str, Json]:
    return {
        "rule": change.rule,
        "receiver": change.receiver.value,
        "sender": change.sender.value,
        "code": change.code.value,
        "pointer_old": _pointer(change.old, against.old if alone else ""),
        "pointer_new": _pointer(change.new, against.new if alone else ""),
        "line_old": change.old.line,
        "line_new": change.new.line,
        "message": change.message,
        "operations": [reached.operation for reached in change.operations],
        "witness": _witness(change.witness),
        "fingerprint": change.fingerprint,
        **_accepted_json(change.accepted),
    }


def _accepted_json(accepted: Acceptance | None) -> dict[str, Json]:
    """Only what is accepted says so, so that all else has the keys that it has without a policy."""
    if accepted is None:
        return {}
    expires = None if accepted.expires is None else accepted.expires.isoformat()
    return {"accepted": {"reason": accepted.reason, "expires": expires, "expired": accepted.over}}


def _witness(witness: Witness | None) -> Json:
    if witness is None:
        return None
    return {
        "valid_under": witness.valid.value,
        "part": witness.part,
        "message": witness.message,
        "value": json.loads(witness.text),
    }


def _pointer(place: Place, document: str) -> str:
    """A pointer into the document itself, or with the name of another file in front."""
    return place.pointer if place.file == document else f"{place.file}#{place.pointer}"


def _full(against: Against, painter: Painter, width: int) -> Iterator[str]:
    for change in against.comparison.changes:
        yield _headline(change, painter)
        yield from _frames(change, against, painter, width)
        for detail in _details(change):
            word, _, rest = detail.partition(" ")
            yield f"  {painter.paint(word, Tint.NOTE)} {visible(rest)}"
        yield ""
    yield from _summary(against, painter)


def _frames(change: Change, against: Against, painter: Painter, width: int) -> Iterator[str]:
    """Both frames beside each other, or below where there is no room for that."""
    wide = width >= NARROWEST
    widest = [half_of(width)] if wide else []
    old = (f"  old {_where(change.old)}", *frame(change.old, against.old_text(change.old.file), *widest))
    new = (f"  new {_where(change.new)}", *frame(change.new, against.new_text(change.new.file), *widest))
    lines = beside(old, new, width) if wide else (*old, *new)
    for line in lines:
        titled = line.startswith(("  old ", "  new "))
        yield _painted(line, painter) if titled else line


def _painted(titles: str, painter: Painter) -> str:
    for word in ("old", "new"):
        titles = titles.replace(f"  {word} ", f"  {painter.paint(word, Tint.NOTE)} ", 1)
    return titles


def _details(change: Change) -> Iterator[str]:
    """Yield what is to be said below a change, the kind of it in the first word."""
    for reached in change.operations:
        names = f": {', '.join(reached.messages)}" if any(reached.messages) else ""
        yield f"reaches {reached.operation}{names}"
    witness = change.witness
    if witness is not None:
        shown = witness.text if len(witness.text) <= _MOST_SHOWN else f"{witness.text[:_MOST_SHOWN]}..."
        part = "" if witness.part == "payload" else f"{witness.part} "
        yield f"witness {part}valid under {witness.valid}, refused under {witness.refused}: {shown}"
    if change.accepted is not None:
        yield _acceptance(change.accepted)


def _acceptance(accepted: Acceptance) -> str:
    if accepted.over:
        return f"expired {accepted.reason} (was accepted until {accepted.expires})"
    until = "" if accepted.expires is None else f" (until {accepted.expires})"
    return f"accepted {accepted.reason}{until}"


def _summary(against: Against, painter: Painter) -> Iterator[str]:
    comparison = against.comparison
    if not comparison.changes:
        yield f"{visible(against.old)} and {visible(against.new)}: no changes"
        return
    receiver, sender = (painter.paint(each, _TINTS[each]) for each in _sides(comparison.verdict))
    yield (
        f"{visible(against.new)}: {_counted(against)}; {receiver} for receivers, {sender} for senders; "
        f"bump: {comparison.bump}"
    )


def _markdown_head(against: Against) -> Iterator[str]:
    comparison = against.comparison
    if not comparison.changes:
        yield f"{code(against.old)} and {code(against.new)}: no changes"
        return
    receiver, sender = _sides(comparison.verdict)
    yield f"{code(against.new)}: {_counted(against)} since {code(against.old)}"
    yield f"**{receiver}** for receivers, **{sender}** for senders; suggested bump: **{comparison.bump}**"


def _counted(against: Against) -> str:
    changes = against.comparison.changes
    passed = sum(change.passed for change in changes)
    number = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    return f"{number}, {passed} accepted" if passed else number


def _sides(verdict: Verdict) -> tuple[Severity, Severity]:
    return verdict.receiver, verdict.sender


def _remarks(compared: Sequence[Against], *, framed: bool = False) -> list[Remark]:
    return [_remark(change, against, framed=framed) for against, change in _changes(compared)]


def _remark(change: Change, against: Against, *, framed: bool) -> Remark:
    """What was removed is told at its nearest owner that is still there, where `new` is."""
    severity = _worst(change)
    # What reads remarks looks for files, and knows nothing of commits.
    spot, earlier = map(_spot, (change.new, change.old))
    frames = (
        (f"old {earlier.text}", frame(change.old, against.old_text(change.old.file)) if framed else ()),
        (f"new {spot.text}", frame(change.new, against.new_text(change.new.file)) if framed else ()),
    )
    return Remark(
        rule=change.rule,
        kind=Kind.NOTICE if change.passed else _KINDS[severity],
        word=f"{severity}, accepted" if change.passed else severity.value,
        message=change.message,
        aside=_aside(change),
        spot=spot,
        earlier=earlier,
        details=tuple(_details(change)),
        frames=frames,
        fingerprint=change.fingerprint,
        accepted=change.accepted.reason if change.accepted is not None and change.passed else "",
    )


def _spot(place: Place) -> Spot:
    file = on_disk(place.file)
    return Spot(file=file, line=place.line, from_top=file != place.file)


def _help_of(rule: str) -> Help | None:
    row = BY_ID.get(rule)
    return None if row is None else Help(row.purpose, diff_rule_text(row, RuleFormat.FULL))


def _headline(change: Change, painter: Painter) -> str:
    tint = _TINTS[_worst(change)]
    rule = painter.paint(change.rule, tint)
    return f"{_where(change.new)}: {rule} {visible(change.message)} ({_aside(change)})"


def _aside(change: Change) -> str:
    sides = f"receiver {change.receiver}, sender {change.sender}"
    sides = f"code {change.code}" if of_code(change.rule) else sides
    if change.accepted is None:
        return sides
    return f"{sides}, {f'accepted until {change.accepted.expires}' if change.accepted.over else 'accepted'}"


def _worst(change: Change) -> Severity:
    """Return how a change is shown: what only code has to follow warns, however much it is."""
    if of_code(change.rule):
        return Severity.DANGEROUS
    return worst((change.receiver, change.sender))


def _where(place: Place) -> str:
    return f"{visible(place.file)}:{place.line}:{place.column}"
