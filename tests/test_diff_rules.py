"""The table of changes against its cases and the user's guide."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from eventwright.diff.rules import BY_ID, RULES, DiffRule, Subject
from eventwright.diff.rules.page import page
from eventwright.diff.schemas.formats import CHECKED

ROOT = Path(__file__).parents[1]
DIFF = ROOT / "generator" / "eventwright" / "diff"
CASES = ROOT / "tests" / "diff"
ID = re.compile(r"[a-z]+(-[a-z]+)+")

WITHOUT_CASE = {"asyncapi-version-major-changed": "no document of 3.x can be read: tests/test_cli_diff.py"}
"""Rows that nothing can be told of yet, and why."""

WITH_CASE = [rule for rule in RULES if rule.id not in WITHOUT_CASE]

OPPOSITES = {
    "added": "removed",
    "tightened": "loosened",
    "narrowed": "widened",
    "introduced": "dropped",
    "closed": "opened",
    "defined": "undefined",
}
OPPOSITE = OPPOSITES | {other: word for word, other in OPPOSITES.items()}


def expected(rule: DiffRule) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((CASES / rule.id / "expected.json").read_text(encoding="utf-8"))
    return rows


ONE_WAY = {
    "message-dispatch-ambiguous": "what can be told apart better is no risk, and is not told",
    "security-scheme-removed": "a requirement tells of a scheme that came",
}
"""Rules of which the change back is told by no rule of its own."""


def turned_round(rule: DiffRule) -> list[str]:
    """The ids that the rule for the change back may have, by the words of its own."""
    words = rule.id.split("-")
    return [
        "-".join((*words[:index], OPPOSITE[word], *words[index + 1 :]))
        for index, word in enumerate(words)
        if word in OPPOSITE
    ]


def words_in_use() -> set[str]:
    """The texts in the comparisons that may be ids, or starts of ids that are put together there."""
    found: set[str] = set()
    for path in [*DIFF.joinpath("schemas").glob("*.py"), *DIFF.joinpath("subjects").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                found.add(node.value)
    return found - CHECKED - {word for word in found if word.startswith("x-")}


def test_what_is_told_has_a_row() -> None:
    """A rule that is told without one would be a bug of ours in front of the user."""
    assert {word for word in words_in_use() if not any(id.startswith(word) for id in BY_ID)} == set()


def test_no_id_stands_twice() -> None:
    assert len(BY_ID) == len(RULES)


def test_subjects_stand_in_their_order_each_once() -> None:
    subjects = list(dict.fromkeys(rule.subject for rule in RULES))
    assert subjects == [subject for subject in Subject if subject in subjects]
    assert [rule.subject for rule in RULES] == sorted(
        (rule.subject for rule in RULES), key=list(Subject).index
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_row_is_told_in_a_sentence(rule: DiffRule) -> None:
    assert ID.fullmatch(rule.id)
    assert rule.purpose.endswith(".")
    assert not rule.purpose[0].islower()


def test_a_row_without_a_case_says_what_it_waits_for() -> None:
    assert all(BY_ID[id].waiver for id in WITHOUT_CASE)


@pytest.mark.parametrize("rule", WITH_CASE, ids=lambda rule: rule.id)
def test_a_row_has_a_case_that_tells_it_alone(rule: DiffRule) -> None:
    told = [row["rule"] for row in expected(rule)]
    if rule.beside:
        assert told.count(rule.id) == 1
        assert len(told) > 1
    else:
        assert told == ([] if rule.silent else [rule.id])


@pytest.mark.parametrize("rule", [rule for rule in WITH_CASE if not rule.silent], ids=lambda rule: rule.id)
def test_a_case_has_the_severities_of_its_row(rule: DiffRule) -> None:
    [row] = [row for row in expected(rule) if row["rule"] == rule.id]
    found = {side: row[side] for side in ("receiver", "sender")}
    assert rule.compared or found == {"receiver": rule.receiver.value, "sender": rule.sender.value}


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.silent], ids=lambda rule: rule.id)
def test_a_change_can_be_told_the_other_way_round(rule: DiffRule) -> None:
    """A rule without a direction, such as one for what was renamed, is told of the change back, too."""
    back = turned_round(rule)
    named = [rule.mirror] if rule.mirror else back
    assert not named or rule.waiver or any(other in BY_ID for other in named), f"no row among {named}"
    assert not (rule.waiver and rule.mirror)


def test_the_guide_is_made_from_the_table() -> None:
    assert (ROOT / "docs" / "changes.md").read_text(encoding="utf-8") == page()


def test_the_formats_taken_for_checked_are_those_that_decoders_check() -> None:
    text = (ROOT / "templates" / "package" / "_formats.py").read_text(encoding="utf-8")
    named = re.findall(r'^    "([a-z0-9-]+)": ', text, re.MULTILINE)
    assert {*named, "int32", "int64"} - {"binary"} == CHECKED
