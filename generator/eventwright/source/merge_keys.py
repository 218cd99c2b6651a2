"""The merge key `<<` of YAML 1.1, which YAML 1.2 files still use; all other meaning of keys is elsewhere."""

from eventwright.json_value import Json
from eventwright.problems import Pointer
from eventwright.source.builder import OpenMapping
from eventwright.source.findings import Findings
from eventwright.source.tree import Mark, offset_of

MERGE = "<<"


def merge(mapping: OpenMapping, findings: Findings, pointer: Pointer) -> None:
    """Put the merged entries before the mapping's own; own ones win, then those of earlier sources."""
    value: dict[str, Json] = {}
    marks: dict[str, Mark] = {}
    for source, mark in _sources(mapping.value.pop(MERGE), mapping.marks.pop(MERGE)):
        if isinstance(source, dict) and isinstance(mark, tuple) and isinstance(mark[1], dict):
            # Not by `|`: copying what is there for each of many sources would be quadratic.
            for key in source:
                value.setdefault(key, source[key])
                marks.setdefault(key, mark[1][key])
        else:
            message = "`<<` takes a mapping or a list of mappings"
            findings.report("merge-not-a-mapping", message, offset_of(mark), (*pointer, MERGE))
    mapping.value = value | mapping.value
    mapping.marks = marks | mapping.marks


def _sources(source: Json, mark: Mark) -> list[tuple[Json, Mark]]:
    if isinstance(source, list) and isinstance(mark, tuple) and isinstance(mark[1], list):
        return list(zip(source, mark[1], strict=True))
    return [(source, mark)]
