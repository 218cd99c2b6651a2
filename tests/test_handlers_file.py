"""Handlers files: each case folder has one as it was, what it becomes, and what is told of it."""

import ast
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.support import ROOT

from eventwright.documents import MemoryDocuments
from eventwright.load import load
from eventwright.options import HandlerStyle, PackageOptions
from eventwright.plan.build import plan
from eventwright.report.formats import Format
from eventwright.report.problems import problems_text
from eventwright.scaffold.edit import Asked, Scaffolded, scaffolded
from eventwright.scaffold.scope import GeneratedPackage

CASES = ROOT / "tests" / "cases" / "handlers"
SPEC = CASES / "spec.yaml"
UPDATE = os.environ.get("EVENTWRIGHT_UPDATE_GOLDEN") == "1"
LEFT_ALONE = {"broken-bytes-further-down", "not-python", "not-utf-8", "null-bytes", "unknown-encoding"}
"""The cases whose file cannot be understood."""

NAMES = {"order_placed", "order_cancelled", "order_archived"}


@cache
def asked(spec: bytes, style: HandlerStyle = HandlerStyle.ASYNC) -> Asked:
    """A project with the package in generated/orders and the handlers in app/handlers.py."""
    api = load(MemoryDocuments({"spec.yaml": spec}), "spec.yaml")
    package = plan(api, PackageOptions(handler_style=style)).package
    offered = package.modules["__init__.py"].offered.values()
    location = GeneratedPackage(
        folder=("project", "generated", "orders"),
        imported=("generated", "orders"),
        exports=frozenset(name for names in offered for name in names),
        handlers=frozenset(str(each.name) for each in package.handlers),
    )
    return Asked(shown="app/handlers.py", folder=("project", "app"), location=location, package=package)


@dataclass(frozen=True, slots=True)
class Case:
    """A folder: the file before and after, the style of its handlers, and the problems told."""

    folder: Path

    @property
    def before(self) -> bytes | None:
        path = self.folder / "before.py"
        return path.read_bytes() if path.exists() else None

    @property
    def asked(self) -> Asked:
        options = self.folder / "options.toml"
        written = tomllib.loads(options.read_text()) if options.exists() else {}
        return asked(SPEC.read_bytes(), HandlerStyle(written.get("handler_style", "async")))

    def found(self) -> Scaffolded:
        return scaffolded(self.before, self.asked)


@pytest.fixture(params=sorted(path.name for path in CASES.iterdir() if path.is_dir()))
def case(request: pytest.FixtureRequest) -> Case:
    return Case(CASES / str(request.param))


def expect(path: Path, data: bytes) -> None:
    if UPDATE and data:
        path.write_bytes(data)
    elif UPDATE:
        path.unlink(missing_ok=True)
    assert (path.read_bytes() if path.exists() else b"") == data


def is_kept(before: bytes, after: bytes) -> bool:
    """Whether every byte is still there, in order."""
    rest = iter(after)
    return all(byte in rest for byte in before)


def test_a_file_becomes_what_is_expected(case: Case) -> None:
    found = case.found()
    changed = found.after if found.changed and found.after is not None else b""
    expect(case.folder / "after.py", changed)


def test_its_problems_are_told(case: Case) -> None:
    told = problems_text(case.found().problems, Format.CONCISE)
    expect(case.folder / "problems.txt", told.encode())


def test_nothing_of_it_is_lost(case: Case) -> None:
    found = case.found()
    assert found.after is not None
    assert is_kept(case.before or b"", found.after)
    if case.folder.name in LEFT_ALONE:
        assert not found.changed
        assert found.exit_code == 2
        return
    ast.parse(found.after)
    assert found.exit_code == 0


def test_a_second_run_changes_nothing(case: Case) -> None:
    first = case.found()
    second = scaffolded(first.after, case.asked)
    assert not second.changed
    assert second.added == ()
    assert (case.folder.name in LEFT_ALONE) or set(second.unwritten) >= set(first.added)
