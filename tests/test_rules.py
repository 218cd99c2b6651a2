"""The table of problem codes against the code that makes problems, and against the user's guide."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.overlays import OVERLAID

from eventwright.configuration import Settings
from eventwright.problems import Level, Place, Problem, SpecError
from eventwright.reading import read, source_of
from eventwright.rules import BY_CODE, RULES, Rule, Subject, about_package, about_whole_file, whole
from eventwright.rules.page import page
from eventwright.target import all_problems

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "problems"
GENERATOR = ROOT / "generator" / "eventwright"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
MAKERS = re.compile(r"_?(Problem|Refusal|Fault|report|refuse|unreadable|file_problem|finding)")


OF_DOCUMENTS = [
    rule
    for rule in RULES
    if rule.subject
    not in (Subject.DOCUMENT, Subject.CONFIGURATION, Subject.FOLDER, Subject.HANDLERS, Subject.DRIFT)
]
SHOWN = [rule for rule in RULES if rule.example]
NOT_SHOWN = {
    "not-utf8": "an example would be bytes that are no text; the case is wrong-utf-8",
    "key-too-long": "an example would be longer than a page; tests/test_source.py has it",
    "scalar-too-long": "an example would be longer than a page; tests/test_source.py has it",
    "number-too-long": "an example would be longer than a page; tests/test_source.py has it",
    "too-deep": "an example would be longer than a page; tests/test_source.py has it",
    "too-many-nodes": "an example would be longer than a page; tests/test_source.py has it",
    "remote-changed": "an example would need a server; tests/test_remote.py has it",
    "remote-not-fetched": "an example would need a server; tests/test_remote.py has it",
    "too-many-files": "an example would be longer than a page; tests/test_remote.py has it",
    "overlay-target-too-wide": "an example would be longer than a page; tests/test_overlay_limits.py has it",
    "overlay-too-large": "an example would be longer than a page; tests/test_overlay_limits.py has it",
    "overlay-new": "an example would need a commit; tests/test_overlay_commands.py has it",
    "references-too-deep": "an example would be longer than a page; tests/test_cli_process.py has it",
}
"""The rules about what a document holds that have no example, and why."""

Told = Callable[[str], tuple[Problem, ...]]


def modules() -> Iterator[ast.Module]:
    for path in sorted(GENERATOR.rglob("*.py")):
        # The rows name every code; what asks for a row makes a problem of its own.
        if path.parent.name != "rules" or path.name == "asked.py":
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


def codes_of_cases() -> set[str]:
    """The codes that the case folders expect to be told."""
    texts = [path.read_text(encoding="utf-8") for path in CASES.glob("*/problems.txt")]
    found = {word for text in texts for line in text.splitlines() for word in line.split(" ")[1:3]}
    return found & BY_CODE.keys()


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What is told of the document that an example stands for."""

    def problems(example: str) -> tuple[Problem, ...]:
        name, text = whole(example)
        (tmp_path / name).write_text(text, encoding="utf-8")
        overlays = [str(tmp_path / name)] if name == "overlay.yaml" else []
        if overlays:
            name = "spec.yaml"
            (tmp_path / name).write_text(OVERLAID, encoding="utf-8")
        try:
            source = source_of(str(tmp_path / name), None, overlays)
            return all_problems(read(source, advice=True), Settings())
        except SpecError as error:
            return error.problems

    return problems


def serious(rule: Rule, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without advice, which an example of anything else may deserve for its brevity."""
    return problems if rule.subject is Subject.ADVICE else tuple(filter(about_package, problems))


def test_some_codes_are_found() -> None:
    assert {"missing-field", "unknown-reference", "document-missing", "not-json"} <= codes_made()


def test_each_code_in_use_is_in_the_table() -> None:
    assert codes_made() - BY_CODE.keys() == set()


def test_the_row_alone_says_how_bad_a_problem_is() -> None:
    """All that is not an error by default is made by `finding`, which asks the row."""
    made = [
        call
        for tree in modules()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and MAKERS.fullmatch(name_of(call))
    ]
    assert made
    assert [ast.unparse(call) for call in made if "Level." in ast.unparse(call)] == []


def test_what_is_made_without_asking_the_row_is_an_error_in_it() -> None:
    made = {
        code
        for tree in modules()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and name_of(call) == "Problem" and call.args
        for code in literals(call.args[0])
    }
    assert {code for code in made if BY_CODE[code].level is not Level.ERROR} == set()


def test_each_code_of_the_table_is_in_use() -> None:
    used = {text for tree in modules() for text in literals(tree)}
    assert BY_CODE.keys() - used == set()


def test_no_code_stands_twice() -> None:
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_written_in_sentences(rule: Rule) -> None:
    assert CODE.fullmatch(rule.code)
    assert rule.purpose.endswith(".")
    assert rule.mend.endswith(".")


@pytest.mark.parametrize("rule", OF_DOCUMENTS, ids=lambda rule: rule.code)
def test_a_rule_about_what_a_document_holds_has_an_example_and_a_case(rule: Rule) -> None:
    assert bool(rule.example) is (rule.code not in NOT_SHOWN)
    assert rule.code in codes_of_cases() or rule.code in NOT_SHOWN


def test_what_is_not_shown_is_in_the_table() -> None:
    assert NOT_SHOWN.keys() <= {rule.code for rule in OF_DOCUMENTS}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_an_example_has_its_problem_and_no_other(rule: Rule, told: Told) -> None:
    problems = serious(rule, told(rule.example))
    assert {problem.code for problem in problems} == {rule.code}
    assert {problem.level for problem in problems} == {rule.level}


@pytest.mark.parametrize("rule", [rule for rule in SHOWN if rule.mended], ids=lambda rule: rule.code)
def test_a_mended_example_has_no_problem(rule: Rule, told: Told) -> None:
    assert serious(rule, told(rule.mended)) == ()


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
