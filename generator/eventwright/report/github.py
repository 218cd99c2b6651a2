"""Remarks as annotations of a GitHub workflow; what is remarked on is decided elsewhere."""

from collections.abc import Iterable, Mapping

from eventwright.report.remarks import Remark
from eventwright.report.visible import visible

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def github_text(remarks: Iterable[Remark]) -> str:
    """Return a workflow command for each remark."""
    return "".join(f"{_command(remark)}\n" for remark in remarks)


def _command(remark: Remark) -> str:
    spot = remark.spot
    properties: dict[str, str | int | None] = {}
    if spot is not None:
        properties = {"file": visible(spot.file), "line": spot.line, "col": spot.column}
    properties["title"] = remark.rule
    told = ",".join(
        f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items() if value is not None
    )
    text = f"{remark.text}: {remark.accepted}" if remark.accepted else remark.text
    return f"::{remark.kind} {told}::{_escaped(visible(text), _DATA)}"


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
