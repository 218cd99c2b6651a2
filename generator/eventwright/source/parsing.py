"""Decides how a text is read, as JSON or as YAML; the reading itself is done by the modules for each."""

from collections.abc import Callable

from eventwright.json_value import Json
from eventwright.limits import STANDARD, Limits
from eventwright.source.encoding import decode
from eventwright.source.findings import Findings
from eventwright.source.json_text import NotJsonError, read_json
from eventwright.source.plain_json import plain_json
from eventwright.source.tree import Mark, Tree
from eventwright.source.yaml_text import read_yaml


def parse(name: str, data: bytes, limits: Limits = STANDARD) -> Tree:
    """Return the tree of a YAML or JSON file, whatever kind of value it holds.

    Raises UnreadableError where the bytes are neither or hold nothing, else SpecError with every
    problem found.
    """
    text = decode(name, data)
    value = plain_json(text, limits) if _may_be_json(name, text) else None
    if value is not None:
        return Tree(name, text, value, _marks_of_json(name, text, limits))
    findings = Findings(name, text, limits)
    value, marks = _read(findings, limits)
    if value is None:
        findings.unreadable("document-empty", "the document is empty", 0)
    return Tree(name, text, value, lambda: marks)


def _marks_of_json(name: str, text: str, limits: Limits) -> Callable[[], Mark]:
    # To read with marks takes many times as long, and only who is told of a place needs one.
    return lambda: read_json(Findings(name, text, limits), limits)[1]


def _read(findings: Findings, limits: Limits) -> tuple[Json, Mark]:
    if not _may_be_json(findings.name, findings.text):
        return read_yaml(findings, limits)
    if not findings.text.strip(" \t\r\n"):
        return None, 0
    try:
        return read_json(findings, limits)
    except NotJsonError as error:
        if _is_named_json(findings.name):
            findings.unreadable("not-json", f"the text is not JSON: {error.message}", error.offset)
        return read_yaml(Findings(findings.name, findings.text, limits), limits)


def _may_be_json(name: str, text: str) -> bool:
    # JSON has its own reader because YAML 1.1 parsers refuse some of it: tabs, `\/`, long keys.
    return _is_named_json(name) or text.lstrip(" \t\r\n").startswith(("{", "["))


def _is_named_json(name: str) -> bool:
    return name.lower().endswith(".json")
