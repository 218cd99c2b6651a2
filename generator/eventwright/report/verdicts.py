"""What `verify` says of a captured request; nothing here knows a secret or what was expected."""

import json
from collections.abc import Iterator

from eventwright.report.color import Painter, Tint
from eventwright.report.formats import JSON_FORMAT, TreeFormat
from eventwright.report.visible import visible
from eventwright.sending.verifying import Judged, Verdict


def verdict_text(verdict: Verdict, form: TreeFormat, painter: Painter) -> str:
    """Return the report."""
    if form is TreeFormat.JSON:
        return json.dumps({"format": JSON_FORMAT, **_fields(verdict)}, indent=2) + "\n"
    return "".join(f"{line}\n" for line in _lines(verdict, painter))


def _lines(verdict: Verdict, painter: Painter) -> Iterator[str]:
    several = len(verdict.sets) > 1
    for number, judged in enumerate(verdict.sets, 1):
        if several:
            yield f"alternative {number} of {len(verdict.sets)}"
        for each in judged:
            yield from _of_scheme(each, painter)
    for remark in verdict.remarks:
        yield f"{painter.paint('note', Tint.NOTE)}: {visible(remark)}"
    request = verdict.request
    said = "the signature holds" if verdict.holds else "the signature does not hold"
    yield visible(f"{request.method} {request.url} ({verdict.channel}): {said}")


def _of_scheme(judged: Judged, painter: Painter) -> Iterator[str]:
    scheme = judged.scheme
    said = "holds" if judged.holds else painter.paint("does not hold", Tint.ERROR)
    yield f"{visible(scheme.name)} ({scheme.kind}): {said}"
    for finding in judged.findings:
        yield f"  {painter.paint(finding.clue, Tint.NOTE)}: {visible(finding.text)}"


def _fields(verdict: Verdict) -> dict[str, object]:
    return {
        "holds": verdict.holds,
        "method": verdict.request.method,
        "url": verdict.request.url,
        "channel": verdict.channel,
        "alternatives": [[_row(each) for each in judged] for judged in verdict.sets],
        "remarks": list(verdict.remarks),
    }


def _row(judged: Judged) -> dict[str, object]:
    return {
        "scheme": judged.scheme.name,
        "kind": judged.scheme.kind.value,
        "holds": judged.holds,
        "findings": [{"clue": each.clue.value, "text": each.text} for each in judged.findings],
    }
