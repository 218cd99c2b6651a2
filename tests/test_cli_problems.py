"""Documents that are at fault: each case folder holds one, and in problems.txt what is told of it."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eventwright.cli import app

CASES = Path(__file__).parent / "cases" / "problems"
UNANSWERED = {"empty-file", "missing-file", "not-a-mapping", "not-json", "not-yaml", "wrong-utf-8"}
"""The cases that end with exit code 2: nothing can be said of these documents."""


@pytest.fixture(params=sorted(path.name for path in CASES.iterdir()))
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    name = str(request.param)
    shutil.copytree(CASES / name, tmp_path / "case")
    monkeypatch.chdir(tmp_path / "case")
    return name


def spec_of(case: str) -> str:
    return "spec.json" if (CASES / case / "spec.json").exists() else "spec.yaml"


def files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*")}


def test_every_unanswered_case_has_a_folder() -> None:
    assert {path.name for path in CASES.iterdir()} >= UNANSWERED


def test_the_problems_are_told_one_a_line(case: str) -> None:
    result = CliRunner().invoke(app, ["validate", spec_of(case), "--output-format", "concise"])
    assert result.stdout == (CASES / case / "problems.txt").read_text(encoding="utf-8")
    assert result.exit_code == (2 if case in UNANSWERED else 1)


@pytest.mark.parametrize("form", ["full", "concise", "json", "github"])
def test_the_exit_code_is_the_same_in_every_format_and_file(case: str, form: str) -> None:
    arguments = ["validate", spec_of(case), "--output-format", form]
    plain = CliRunner().invoke(app, arguments)
    filed = CliRunner().invoke(app, [*arguments, "--output-file", "report.txt"])
    assert plain.exit_code == filed.exit_code == (2 if case in UNANSWERED else 1)
    assert filed.stdout == ""
    assert Path("report.txt").read_text(encoding="utf-8") == plain.stdout


@pytest.mark.parametrize("command", ["generate", "check", "inspect"])
def test_every_command_ends_alike_and_writes_nothing(case: str, command: str) -> None:
    before = files()
    arguments = [command, spec_of(case), *([] if command == "inspect" else ["--output", "orders"])]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == (2 if case in UNANSWERED else 1)
    assert files() == before
    assert "Traceback" not in result.output
    told = result.stdout if command == "check" else result.stderr
    for line in (CASES / case / "problems.txt").read_text(encoding="utf-8").splitlines():
        assert line in told.splitlines()


def test_every_problem_has_a_hint(case: str) -> None:
    result = CliRunner().invoke(app, ["validate", spec_of(case), "--output-format", "json"])
    for problem in json.loads(result.stdout)["problems"]:
        assert problem["hint"]
