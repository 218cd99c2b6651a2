"""Remarks as a report of GitLab's Code Quality; what is remarked on is decided elsewhere."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from eventwright.json_value import Json
from eventwright.report.remarks import Kind, Remark, fingerprint_of
from eventwright.report.visible import visible

_SEVERITIES = {Kind.ERROR: "critical", Kind.WARNING: "major", Kind.NOTICE: "info"}


def gitlab_text(remarks: Iterable[Remark]) -> str:
    """Return a list with an issue for each remark."""
    issues: list[Json] = list(_issues(remarks))
    return json.dumps(issues, indent=2) + "\n"


def _issues(remarks: Iterable[Remark]) -> Iterator[dict[str, Json]]:
    # Of issues with one fingerprint GitLab shows one.
    seen: Counter[tuple[str, ...]] = Counter()
    for remark in remarks:
        file = "." if remark.spot is None else remark.spot.file
        same = (remark.rule, file, remark.fingerprint or remark.message)
        seen[same] += 1
        text = f"{remark.text}: {remark.accepted}" if remark.accepted else remark.text
        line = 1 if remark.spot is None else remark.spot.line or 1
        yield {
            "description": visible(text),
            "check_name": remark.rule,
            "fingerprint": fingerprint_of((*same, str(seen[same]))),
            "severity": _SEVERITIES[remark.kind],
            "location": {"path": visible(file), "lines": {"begin": line}},
        }
