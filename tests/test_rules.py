"""The table of problem codes against the code that makes problems, and against the user's guide."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventwright.problems import Place, Problem
from eventwright.rules import BY_CODE, RULES, about_whole_file, page

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "generator" / "eventwright"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
MAKERS = re.compile(r"_?(Problem|Refusal|Fault|report|refuse|unreadable|file_problem)")


def modules() -> Iterator[ast.Module]:
    for path in sorted(GENERATOR.rglob("*.py")):
        if path.name != "rules.py":
            yield ast.parse(path.read_text(encoding="utf-8"))


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def literals(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def codes_made() -> set[str]:
    """The code literals that stand in front in a call of what makes problems."""
    found: set[str] = set()
    for tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and MAKERS.fullmatch(name_of(node)):
                found |= literals(node.args[0])
    return found


def test_some_codes_are_found() -> None:
    assert {"missing-field", "unknown-reference", "document-missing", "not-json"} <= codes_made()


def test_each_code_in_use_is_in_the_table() -> None:
    assert codes_made() - BY_CODE.keys() == set()


def test_each_code_of_the_table_is_in_use() -> None:
    used = {text for tree in modules() for text in literals(tree)}
    assert BY_CODE.keys() - used == set()


def test_no_code_stands_twice() -> None:
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_written_in_sentences(rule: object) -> None:
    row = BY_CODE[getattr(rule, "code", "")]
    assert CODE.fullmatch(row.code)
    assert row.purpose.endswith(".")
    assert row.mend.endswith(".")


def test_the_guide_is_made_from_the_table() -> None:
    assert (ROOT / "docs" / "problems.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize(
    ("problem", "whole"),
    [
        (Problem("document-missing", "", Place("a.yaml")), True),
        (Problem("document-not-a-file", "", Place("a.yaml", 8, 3, "/channels/a/$ref")), False),
        (Problem("file-edited", "", Place("a/models.py")), True),
        (Problem("missing-field", "", Place("a.yaml")), False),
        (Problem("configuration-missing", ""), True),
    ],
)
def test_a_problem_of_a_whole_file_has_no_line(problem: Problem, whole: bool) -> None:
    assert about_whole_file(problem) is whole
