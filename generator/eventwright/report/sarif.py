"""Remarks as SARIF 2.1.0, the format of code scanning; what is remarked on is decided elsewhere."""

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from eventwright import __version__
from eventwright.json_value import Json
from eventwright.report.remarks import HelpOf, Kind, Remark, Spot, fingerprint_of
from eventwright.report.visible import visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Kind.ERROR: "error", Kind.WARNING: "warning", Kind.NOTICE: "note"}


def sarif_text(remarks: Sequence[Remark], help_of: HelpOf) -> str:
    """Return a log with one run, whose rules are those of the remarks."""
    used = {rule: index for index, rule in enumerate(dict.fromkeys(remark.rule for remark in remarks))}
    rules: list[Json] = [_rule(rule, help_of) for rule in used]
    results: list[Json] = [_result(remark, used[remark.rule]) for remark in remarks]
    driver: dict[str, Json] = {"name": "eventwright", "version": __version__, "rules": rules}
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: str, help_of: HelpOf) -> dict[str, Json]:
    found: dict[str, Json] = {"id": rule}
    known = help_of(rule)
    if known is not None:
        found |= {
            "shortDescription": {"text": known.purpose},
            "fullDescription": {"text": known.purpose},
            "help": {"text": known.text},
        }
    return found


def _result(remark: Remark, index: int) -> dict[str, Json]:
    text = visible("; ".join((remark.text, *remark.details)))
    result: dict[str, Json] = {
        "ruleId": remark.rule,
        "ruleIndex": index,
        "level": _LEVELS[remark.kind],
        "message": {"text": _plain(text)},
        "partialFingerprints": {"eventwright/v1": remark.fingerprint or _fingerprint(remark)},
    }
    if remark.spot is not None:
        result["locations"] = [_location(remark.spot)]
    if remark.earlier is not None:
        result["relatedLocations"] = [{**_location(remark.earlier), "message": {"text": "as it was"}}]
    if remark.accepted:
        result["suppressions"] = [{"kind": "external", "justification": visible(remark.accepted)}]
    return result


def _plain(text: str) -> str:
    """Braces are doubled, since one of them opens a placeholder; and what looks like a link is none."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _location(spot: Spot) -> dict[str, Json]:
    physical: dict[str, Json] = {"artifactLocation": {"uri": _uri(spot.file)}}
    if spot.line is not None:
        region: dict[str, Json] = {"startLine": spot.line}
        physical["region"] = region if spot.column is None else {**region, "startColumn": spot.column}
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    data = _bytes(file)
    if file.startswith(("http://", "https://")):
        return quote(data, safe="/:?&=#%@+,;!$'()*~")
    # A colon in front of the first slash would be a scheme.
    quoted = quote(data, safe="/")
    return f"file://{quoted}" if PurePosixPath(file).is_absolute() else quoted


def _bytes(file: str) -> bytes:
    """A name of the disk may have bytes that are no text; a document may name what no disk has."""
    try:
        return file.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return file.encode("utf-8", "backslashreplace")


def _fingerprint(remark: Remark) -> str:
    file = "" if remark.spot is None else remark.spot.file
    return fingerprint_of((remark.rule, file, remark.message))
