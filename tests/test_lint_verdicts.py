"""The rules about what has to agree beside AsyncAPI's reference parser, over the documents of others."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tests.corpus.documents import COPIES, Corpus

from eventwright.documents import DiskDocuments
from eventwright.lint import lint
from eventwright.load import inspect_document
from eventwright.problems import Level, SpecError
from eventwright.rules import RULES, Subject

SAME: Mapping[str, frozenset[str]] = {
    "asyncapi2-channel-parameters": frozenset({"undeclared-parameter", "unused-parameter"}),
    "asyncapi2-channel-servers": frozenset({"unknown-server"}),
    "asyncapi2-message-examples": frozenset({"invalid-example"}),
    "asyncapi2-operation-operationId-uniqueness": frozenset({"duplicate-operation-id"}),
    "asyncapi2-operation-security": frozenset({"unknown-security-scheme", "unknown-scope"}),
    "asyncapi2-schema-default": frozenset({"invalid-default"}),
    "asyncapi2-schema-examples": frozenset({"invalid-schema-example"}),
    "asyncapi2-server-security": frozenset({"unknown-security-scheme", "unknown-scope"}),
    "asyncapi2-server-variables": frozenset({"undeclared-variable", "unused-variable"}),
    "asyncapi2-tags-uniqueness": frozenset({"duplicate-tag"}),
}
"""Which of our codes say what a rule of the reference parser says."""

OTHERWISE = {
    "0533": "its `examples` are no list, which we tell as wrong-type and which leaves nothing to judge",
    "1052": "its `flows` cannot be read, which we tell as wrong-type, so scopes are not judged",
    "1075": "its `scopes` cannot be read, which we tell as wrong-type, so scopes are not judged",
    "1081": "it has no `flows`, which we tell as missing-field, so scopes are not judged",
}
"""Documents of which our rules do not say the same, and why."""

ROWS = [row for row in Corpus(COPIES).rows() if row["reference_parser"] is not None]


def reference_codes(row: Mapping[str, Any]) -> set[str]:
    """The rules that the reference parser tells; the manifest has the first few of each document."""
    return {error["code"] for error in row["reference_parser"]["errors"]}


def refused() -> Iterator[Any]:
    for row in ROWS:
        for code in sorted(reference_codes(row) & SAME.keys()):
            yield pytest.param(row, code, id=f"{row['id']}-{code}")


def errors(row: Mapping[str, Any]) -> set[str]:
    """The codes of our errors, those of the rules looked for also where the grammar is broken."""
    try:
        loaded = inspect_document(DiskDocuments(COPIES / row["folder"]), row["entry"])
    except SpecError as error:
        return {problem.code for problem in error.problems}
    found = [*loaded.problems, *lint(loaded.api, loaded.resolved)]
    return {problem.code for problem in found if problem.level is Level.ERROR}


def test_there_is_much_to_agree_on() -> None:
    assert len(list(refused())) >= 15
    assert sum(row["reference_parser"]["valid"] for row in ROWS) >= 200


@pytest.mark.parametrize(("row", "code"), list(refused()))
def test_what_the_reference_parser_tells_is_told(row: Mapping[str, Any], code: str) -> None:
    assert bool(errors(row) & SAME[code]) is (row["id"] not in OTHERWISE)


def test_no_rule_refuses_what_the_reference_parser_accepts() -> None:
    ours = {rule.code for rule in RULES if rule.subject is Subject.AGREEMENT}.union(*SAME.values())
    alarms = {row["id"]: errors(row) & ours for row in ROWS if row["reference_parser"]["valid"]}
    assert {document: codes for document, codes in alarms.items() if codes} == {}
