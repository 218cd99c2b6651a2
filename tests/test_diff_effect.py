"""What a change does to Python code: findings beside their causes, held against the text of both packages."""

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from tests.support import CASES as PACKAGES
from tests.support import LENIENT
from tests.test_diff_cases import CASES, FOLDERS, document, told

from eventwright.against import compared_documents
from eventwright.diff import Change, Severity
from eventwright.diff.rules import of_code
from eventwright.documents import MemoryDocuments
from eventwright.effect.surface import surface
from eventwright.load import load
from eventwright.options import HandlerStyle, Models, PackageOptions, Perspective
from eventwright.plan.build import outline, plan
from eventwright.render import render

CHANGED = [folder for folder in FOLDERS if told(folder).comparison.changes]


@cache
def offered(folder: Path, stem: str) -> Mapping[str, frozenset[str]]:
    """What a package exports, as it is written, and what each of its classes has."""
    named = document(folder, stem)
    api = load(named.reading.documents(named.source), named.source.name)
    files = render(plan(api, LENIENT).package)
    [exported] = re.findall(r"__all__ = (\[[^]]*\])", files["__init__.py"])
    found: dict[str, frozenset[str]] = dict.fromkeys(ast.literal_eval(exported), frozenset())
    for text in (text for name, text in files.items() if name.endswith(".py")):
        classes = (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
        found |= {node.name: frozenset(members(node)) for node in classes if node.name in found}
    return found


def members(node: ast.ClassDef) -> list[str]:
    names: list[str] = []
    for each in node.body:
        match each:
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                names.append(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.append(name)
            case _:
                pass
    return [name for name in names if not name.startswith("_")]


@cache
def code_findings(folder: Path, options: PackageOptions = LENIENT) -> tuple[Change, ...]:
    old, new = document(folder, "old"), document(folder, "new")
    named = type(new)(new.source, new.reading, (options,))
    return tuple(
        change for change in compared_documents(old, named).comparison.changes if of_code(change.rule)
    )


def words(folder: Path) -> set[str]:
    return {word for change in code_findings(folder) for word in re.findall(r"\w+", change.message)}


@pytest.mark.parametrize("folder", CHANGED, ids=lambda folder: folder.name)
def test_no_name_that_code_can_use_goes_without_being_told(folder: Path) -> None:
    old, new, named = offered(folder, "old"), offered(folder, "new"), words(folder)
    gone = old.keys() - new.keys()
    retyped = str([each.message for each in code_findings(folder) if each.rule == "code-class-retyped"])
    # What is of another kind now has nothing left of what it had; what a router offers follows from its
    # channels, of which is told what becomes of them.
    kept = {name for name in old.keys() & new.keys() if name != "Router" and name not in retyped}
    gone |= {name for called in kept for name in old[called] - new[called]}
    assert gone - named == set()


@pytest.mark.parametrize("folder", CHANGED, ids=lambda folder: folder.name)
def test_what_is_told_as_gone_is_gone(folder: Path) -> None:
    old, new = offered(folder, "old"), offered(folder, "new")
    for change in code_findings(folder):
        removed = re.fullmatch(r"the class (\w+) is gone", change.message)
        if removed:
            assert removed[1] in old
            assert removed[1] not in new
        lost = re.fullmatch(r"(\w+)\.(\w+) is gone", change.message)
        if lost:
            assert lost[2] in old[lost[1]]


@pytest.mark.parametrize("folder", [folder for folder in CHANGED if folder.name.startswith("code-")])
def test_a_finding_about_code_stands_behind_the_change_that_caused_it(folder: Path) -> None:
    cause, *effects = told(folder).comparison.changes
    assert not of_code(cause.rule)
    assert all(of_code(each.rule) and (each.old, each.new) == (cause.old, cause.new) for each in effects)
    assert cause.code is max((each.code for each in effects), key=lambda severity: severity.rank)


def test_a_change_that_no_code_notices_is_safe_for_code() -> None:
    [change] = told(CASES / "maximum-tightened").comparison.changes
    assert (change.sender, change.code) == (Severity.BREAKING, Severity.SAFE)


def test_a_member_that_is_added_makes_its_change_dangerous_and_is_not_told_by_itself() -> None:
    [change] = told(CASES / "enum-value-added").comparison.changes
    assert change.code is Severity.DANGEROUS


def test_documents_that_mean_the_same_are_silent_about_code() -> None:
    assert told(CASES / "ref-extracted").comparison.changes == ()


def test_the_perspective_of_a_package_decides_what_is_a_handler() -> None:
    rules = {
        perspective: {change.rule for change in code_findings(CASES / "code-handler-added", options)}
        for perspective in Perspective
        for options in [PackageOptions(perspective=perspective)]
    }
    assert rules == {Perspective.APPLICATION: {"code-handler-added"}, Perspective.CLIENT: set()}


def test_the_style_of_handlers_changes_nothing() -> None:
    sync = PackageOptions(handler_style=HandlerStyle.SYNC)
    folder = CASES / "code-handler-renamed"
    assert code_findings(folder, sync) == code_findings(folder)


@pytest.mark.parametrize("path", sorted(PACKAGES.glob("*/spec.*")), ids=lambda path: path.parent.name)
def test_an_outline_has_what_the_whole_package_has(path: Path) -> None:
    api = load(MemoryDocuments({path.name: path.read_bytes()}), path.name)
    assert surface(outline(api, LENIENT)) == surface(plan(api, LENIENT).package)


@pytest.mark.parametrize("models", [Models.PYDANTIC, Models.MSGSPEC, Models.TYPEDDICT])
@pytest.mark.parametrize("rule", ["code-field-removed", "code-field-retyped", "code-class-renamed"])
def test_models_of_every_kind_are_compared(models: Models, rule: str) -> None:
    assert rule in {change.rule for change in code_findings(CASES / rule, PackageOptions(models=models))}
