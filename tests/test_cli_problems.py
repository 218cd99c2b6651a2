"""Documents that are at fault: each case folder holds one, and in problems.txt what is told of it.

EVENTWRIGHT_UPDATE_GOLDEN=1 writes problems.txt anew, and makes a case of each rule's example that has none.
"""

import json
import os
import shutil
from pathlib import Path

import pytest
from tests.overlays import OVERLAID
from typer.testing import CliRunner

from eventwright.cli import app
from eventwright.rules import BY_CODE, RULES, Subject, whole

CASES = Path(__file__).parent / "cases" / "problems"
OVERLAY = "overlay.yaml"
UPDATE = os.environ.get("EVENTWRIGHT_UPDATE_GOLDEN") == "1"
UNANSWERED = {
    "document-empty",
    "document-missing",
    "not-a-mapping",
    "not-json",
    "not-utf8",
    "not-yaml",
}
"""The codes that end with exit code 2: nothing can be said of these documents."""
IN_NOTES = {"number-as-version"}
"""The cases whose errors stand in what is for people alone, so that they are gone over."""


def names() -> list[str]:
    return sorted(path.name for path in CASES.iterdir())


def add_cases() -> None:
    """Make a case of each example whose code no case tells."""
    known = {code for name in names() if (CASES / name / "problems.txt").exists() for code in codes(name)}
    for rule in RULES:
        if rule.example and rule.code not in known:
            file, text = whole(rule.example)
            (CASES / rule.code).mkdir(exist_ok=True)
            (CASES / rule.code / file).write_text(text, encoding="utf-8")
            if file == OVERLAY:
                (CASES / rule.code / "spec.yaml").write_text(OVERLAID, encoding="utf-8")


def lines(name: str) -> list[str]:
    return (CASES / name / "problems.txt").read_text(encoding="utf-8").splitlines()


def codes(name: str) -> list[str]:
    """The code of each line: the word behind the place, and behind the level of a warning."""
    return [line.split(": ", 1)[1].removeprefix("warning: ").split(" ")[0] for line in lines(name)]


def errors(name: str) -> list[str]:
    return [code for code, line in zip(codes(name), lines(name), strict=True) if ": warning: " not in line]


def expected_exit(name: str, refusing: list[str]) -> int:
    if UNANSWERED.intersection(refusing):
        return 2
    return 1 if refusing else 0


if UPDATE:
    add_cases()


@pytest.fixture(params=names())
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    name = str(request.param)
    shutil.copytree(CASES / name, tmp_path / "case")
    monkeypatch.chdir(tmp_path / "case")
    return name


def spec_of(case: str) -> list[str]:
    """The document of a case as arguments, with the overlay that changes it."""
    spec = "spec.json" if (CASES / case / "spec.json").exists() else "spec.yaml"
    return [spec, "--overlay", OVERLAY] if (CASES / case / OVERLAY).exists() else [spec]


def files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*")}


def test_there_are_cases() -> None:
    assert len(names()) > 30


def test_the_problems_are_told_one_a_line(case: str) -> None:
    result = CliRunner().invoke(app, ["validate", *spec_of(case), "--output-format", "concise"])
    if UPDATE:
        (CASES / case / "problems.txt").write_text(result.stdout, encoding="utf-8")
    assert result.stdout == (CASES / case / "problems.txt").read_text(encoding="utf-8")
    assert result.stdout
    assert result.exit_code == expected_exit(case, errors(case))


@pytest.mark.parametrize(
    "form", ["full", "concise", "json", "markdown", "github", "gitlab", "junit", "sarif"]
)
def test_the_exit_code_is_the_same_in_every_format_and_file(case: str, form: str) -> None:
    arguments = ["validate", *spec_of(case), "--output-format", form]
    plain = CliRunner().invoke(app, arguments)
    filed = CliRunner().invoke(app, [*arguments, "--output-file", "report.txt"])
    assert plain.exit_code == filed.exit_code == expected_exit(case, errors(case))
    assert filed.stdout == ""
    assert Path("report.txt").read_text(encoding="utf-8") == plain.stdout


@pytest.mark.parametrize("strict", [False, True], ids=["", "strict"])
@pytest.mark.parametrize("command", ["generate", "check", "inspect"])
def test_every_command_judges_alike(case: str, command: str, strict: bool) -> None:
    before = files()
    doubtful = [] if case in IN_NOTES else [code for code in errors(case) if BY_CODE[code].refuses]
    refusing = errors(case) if strict else doubtful
    output = [] if command == "inspect" else ["--output", "orders"]
    result = CliRunner().invoke(app, [command, *spec_of(case), *output, *(["--strict"] if strict else [])])
    # First of all, since a traceback says why the code is another one.
    assert "Traceback" not in result.output
    # What goes on finds that the package is not there yet.
    assert result.exit_code == (expected_exit(case, refusing) or int(command == "check"))
    assert (files() == before) is (command != "generate" or bool(refusing))
    told = result.stdout if command == "check" else result.stderr
    for code, line in zip(codes(case), lines(case), strict=True):
        advice = BY_CODE[code].subject is Subject.ADVICE
        assert (line in told.splitlines()) is not advice


def test_every_problem_has_a_hint(case: str) -> None:
    result = CliRunner().invoke(app, ["validate", *spec_of(case), "--output-format", "json"])
    for problem in json.loads(result.stdout)["problems"]:
        assert problem["hint"]
