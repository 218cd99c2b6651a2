"""What `send` says of requests and of the answers to them; no secret and no signature is shown."""

import json
from collections.abc import Iterator, Sequence

from eventwright.report.color import Painter, Tint
from eventwright.report.formats import JSON_FORMAT, TreeFormat
from eventwright.report.visible import columns, visible
from eventwright.sending.delivering import Outcome, Sent
from eventwright.sending.wire import Answer, Failure

_MOST = 20
_SHOWN = 80
_TITLES = ("#", "status", "tries", "ms", "request")


def outcome_text(outcome: Outcome, message: str, form: TreeFormat, painter: Painter) -> str:
    """Return the report."""
    if form is TreeFormat.JSON:
        return json.dumps({"format": JSON_FORMAT, **_fields(outcome, message)}, indent=2) + "\n"
    return "".join(f"{line}\n" for line in _lines(outcome, painter))


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield lines in which each column begins at one place."""
    widths = [max(columns(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        padded = (cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _lines(outcome: Outcome, painter: Painter) -> Iterator[str]:
    few = len(outcome.sent) <= _MOST
    shown = outcome.sent if few else [each for each in outcome.sent if not each.wanted][:_MOST]
    if shown:
        title, *lines = table([_TITLES, *(_row(each) for each in shown)])
        yield title
        for sent, line in zip(shown, lines, strict=True):
            yield line if sent.wanted else painter.paint(line, Tint.ERROR)
    if not few:
        bad = sum(not each.wanted for each in outcome.sent)
        yield f"{bad} of {len(outcome.sent)} requests were not answered as expected"
    told = ", ".join(f"{number} x {status}" for status, number in outcome.statuses.items())
    yield f"sent {len(outcome.sent)}: {told}"


def _row(sent: Sent) -> tuple[str, ...]:
    request = sent.request
    again = " (again)" if sent.again else ""
    status = "-" if sent.status is None else str(sent.status)
    why = f": {sent.result.text}" if isinstance(sent.result, Failure) else ""
    target = request.url if len(request.url) <= _SHOWN else f"{request.url[: _SHOWN - 3]}..."
    told = visible(f"{request.method} {target}{again}{why}")
    return str(sent.number), status, str(sent.attempts), f"{sent.result.seconds * 1000:.0f}", told


def _fields(outcome: Outcome, message: str) -> dict[str, object]:
    return {
        "good": outcome.good,
        "message": message,
        "statuses": outcome.statuses,
        "sent": [_object(each) for each in outcome.sent],
    }


def _object(sent: Sent) -> dict[str, object]:
    result = sent.result
    return {
        "number": sent.number,
        "again": sent.again,
        "method": sent.request.method,
        "url": sent.request.url,
        "status": sent.status,
        "body": result.body.decode("utf-8", "backslashreplace") if isinstance(result, Answer) else None,
        "failure": result.text if isinstance(result, Failure) else None,
        "attempts": sent.attempts,
        "milliseconds": round(result.seconds * 1000, 1),
        "expected": sent.wanted,
    }
