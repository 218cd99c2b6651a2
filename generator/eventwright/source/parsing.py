"""Decides how a text is read, as JSON or as YAML; the reading itself is done by the modules for each."""

from eventwright.json_value import Json
from eventwright.limits import STANDARD, Limits
from eventwright.source.encoding import decode
from eventwright.source.findings import Findings
from eventwright.source.json_text import NotJsonError, read_json
from eventwright.source.tree import Mark, Tree
from eventwright.source.yaml_text import read_yaml


def parse(name: str, data: bytes, limits: Limits = STANDARD) -> Tree:
    """Return the tree of a YAML or JSON file, whatever kind of value it holds.

    Raises UnreadableError where the bytes are neither or hold nothing, else SpecError with every
    problem found.
    """
    findings = Findings(name, decode(name, data), limits)
    value, marks = _read(findings, limits)
    if value is None:
        findings.unreadable("document-empty", "the document is empty", 0)
    return Tree(name, findings.text, value, marks, findings.lines)


def _read(findings: Findings, limits: Limits) -> tuple[Json, Mark]:
    # JSON has its own reader because YAML 1.1 parsers refuse some of it: tabs, `\/`, long keys.
    named_json = findings.name.lower().endswith(".json")
    if not named_json and not findings.text.lstrip(" \t\r\n").startswith(("{", "[")):
        return read_yaml(findings, limits)
    if not findings.text.strip(" \t\r\n"):
        return None, 0
    try:
        return read_json(findings, limits)
    except NotJsonError as error:
        if named_json:
            findings.unreadable("not-json", f"the text is not JSON: {error.message}", error.offset)
        return read_yaml(Findings(findings.name, findings.text, limits), limits)
