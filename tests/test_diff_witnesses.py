"""Witnesses of changes that break: judged by jsonschema on the documents, and by both generated packages."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker
from tests.support import STRICT, Packages
from tests.test_diff_cases import CASES, FOLDERS, told
from tests.values import JUDGED

from eventwright.diff import Change, Severity, Side, Witness
from eventwright.diff.rules import BY_ID, Subject

Json = Any

FORMATS = FormatChecker(())
FORMATS.checkers = {
    **JUDGED.checkers,
    "int32": (lambda value: not isinstance(value, int) or -(2**31) <= value < 2**31, ()),
}

WITHOUT: dict[str, str] = {
    "property-renamed": "objects are open, so that the old name may still come: only its meaning is lost",
    "header-case-changed-sensitive": "headers are open, so that both spellings are valid under either",
    "correlation-id-removed": "who answers is told, not what is valid",
    "message-added-to-operation": "another message, not another content of one",
    "message-removed-from-operation": "another message, not another content of one",
    "message-replaced": "another message, not another content of one",
    "message-binding-changed": "beside the message, not in it",
    "message-content-type-changed": "how the content is written, not the content",
    "message-schema-format-changed": "the content is described in a language that is not read",
}
"""Rules of messages and schemas that break, whose cases have nothing to show, and why."""

LEAST = {
    "enum-value-added": ("new", {"total": "void"}),
    "enum-value-removed": ("old", {"total": "paid"}),
    "maximum-tightened": ("old", {"total": 11}),
    "bound-made-exclusive": ("old", {"total": 10}),
    "max-length-tightened": ("old", {"total": "a" * 11}),
    "min-length-loosened": ("new", {"total": "a"}),
    "min-items-tightened": ("old", {"total": []}),
    "unique-items-added": ("old", {"total": [0, 0]}),
    "nullable-added": ("new", {"total": None}),
    "required-added": ("old", {}),
    "property-added-required": ("old", {}),
    "property-added-closed": ("new", {"note": ""}),
    "additional-items-closed": ("old", {"total": ["", 0]}),
    "format-narrowed": ("old", {"total": 2**31}),
    "contains-loosened": ("new", {"total": []}),
    "one-of-branch-added": ("new", {"kind": "check"}),
    "header-required-added": ("old", {}),
}

DECODED = (
    "enum-value-added",
    "maximum-tightened",
    "required-removed",
    "pattern-added",
    "contains-tightened",
    "one-of-overlap-introduced",
    "property-names-tightened",
    "all-of-branch-added",
    "type-widened",
)


@cache
def changes(folder: Path) -> tuple[Change, ...]:
    return told(folder).comparison.changes


def breaking(folder: Path) -> list[Change]:
    """What breaks somebody, and is about what a message holds."""
    first, last = list(Subject).index(Subject.TYPES), list(Subject).index(Subject.COMPOSITION)
    subjects = {Subject.MESSAGES, *list(Subject)[first : last + 1]}
    return [
        change
        for change in changes(folder)
        if Severity.BREAKING in change.severities
        and BY_ID[change.rule].subject in subjects
        and not BY_ID[change.rule].meaning
    ]


def shown(rule: str) -> Witness:
    [witness] = [change.witness for change in changes(CASES / rule) if change.rule == rule]
    assert witness is not None
    return witness


SHOWN = [folder for folder in FOLDERS if any(change.witness for change in changes(folder))]

NOT_JSON_SCHEMA = {"change-in-a-trait", "nullable-added-in-openapi"}
"""Cases whose documents say what a message holds by more than JSON Schema, so that its judge cannot tell."""


def content(folder: Path, side: str, change: Change, witness: Witness) -> Draft7Validator:
    """jsonschema's judge of what a message holds, from the document as it is written."""
    [path] = folder.glob(f"{side}.*")
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    [reached] = [each for each in change.operations if each.address in document["channels"]][:1]
    choice = document["channels"][reached.address][reached.action.value]["message"]
    messages = [followed(document, each) for each in choice.get("oneOf", [choice])]
    [message] = [each for each in messages if len(messages) == 1 or each["name"] == witness.message]
    return Draft7Validator({**document, "allOf": [message.get(witness.part, {})]}, format_checker=FORMATS)


def followed(document: Json, node: Json) -> Json:
    while isinstance(node, dict) and "$ref" in node:
        target = document
        for token in node["$ref"].removeprefix("#/").split("/"):
            target = target[token]
        node = target
    return node


@pytest.mark.parametrize(
    "folder", [each for each in SHOWN if each.name not in NOT_JSON_SCHEMA], ids=lambda folder: folder.name
)
def test_a_witness_is_valid_under_one_document_and_refused_under_the_other(folder: Path) -> None:
    for change in changes(folder):
        witness = change.witness
        if witness is not None:
            value = json.loads(witness.text)
            verdicts = {
                side: content(folder, side, change, witness).is_valid(value) for side in ("old", "new")
            }
            assert verdicts == {witness.valid.value: True, witness.refused.value: False}


@pytest.mark.parametrize("folder", SHOWN, ids=lambda folder: folder.name)
def test_a_witness_shows_the_side_that_breaks(folder: Path) -> None:
    for change in changes(folder):
        if change.witness is not None:
            side = change.receiver if change.witness.valid is Side.NEW else change.sender
            assert side is Severity.BREAKING


def test_a_change_that_breaks_by_what_a_message_holds_has_a_witness() -> None:
    missing = {change.rule for folder in FOLDERS for change in breaking(folder) if change.witness is None}
    assert missing == set(WITHOUT)


@pytest.mark.parametrize("rule", LEAST)
def test_a_witness_is_as_small_as_shows_the_change(rule: str) -> None:
    witness = shown(rule)
    assert (witness.valid.value, json.loads(witness.text)) == LEAST[rule]


def test_a_witness_is_the_same_in_every_run() -> None:
    for folder in SHOWN:
        assert [each.witness for each in told(folder).comparison.changes] == [
            each.witness for each in changes(folder)
        ]


@pytest.mark.parametrize("rule", DECODED)
def test_both_generated_packages_say_of_a_witness_what_it_says(rule: str, packages: Packages) -> None:
    witness = shown(rule)
    verdicts = {}
    for side in Side:
        package = packages.of_file(CASES / rule / f"{side}.yaml", STRICT)
        [message] = [
            value
            for name in package.__all__
            if hasattr(value := getattr(package, name), "decode") and hasattr(value, "encode")
            if value is not package.UnknownMessage
        ]
        try:
            message.decode(json.loads(witness.text))
            verdicts[side] = True
        except package.DecodeError:
            verdicts[side] = False
    assert verdicts == {witness.valid: True, witness.refused: False}
