"""Reports for tools name files from the top of the repository, wherever in it the command runs."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eventwright.cli import app

runner = CliRunner()
BROKEN = "asyncapi: 2.6.0\ninfo: {title: a}\nchannels: {}\n"
GOOD = """\
asyncapi: 2.6.0
info: {title: a, version: 1.0.0}
channels:
  a: {publish: {message: {name: b, payload: {type: object, properties: {c: {type: %s}}}}}}
"""


def git(*words: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    Path("services/spec").mkdir(parents=True)
    monkeypatch.chdir("services")
    return tmp_path


def files(*words: str) -> set[str]:
    """The files that the three formats name for GitHub, GitLab and SARIF."""
    shown = runner.invoke(app, [*words, "--output-format", "github"]).stdout
    named = {line.partition("file=")[2].partition(",")[0] for line in shown.splitlines()}
    rows = json.loads(runner.invoke(app, [*words, "--output-format", "gitlab"]).stdout)
    named |= {row["location"]["path"] for row in rows}
    log = json.loads(runner.invoke(app, [*words, "--output-format", "sarif"]).stdout)
    results = log["runs"][0]["results"]
    return named | {
        each["physicalLocation"]["artifactLocation"]["uri"] for row in results for each in row["locations"]
    }


def test_a_problem_of_a_document_is_told_at_its_path_in_the_repository() -> None:
    Path("spec/a.yaml").write_text(BROKEN)
    assert files("validate", "spec/a.yaml") == {"services/spec/a.yaml"}
    assert runner.invoke(app, ["validate", "spec/a.yaml", "--output-format", "concise"]).stdout.startswith(
        "spec/a.yaml:"
    )


def test_a_package_that_is_not_in_step_is_told_at_its_path_in_the_repository() -> None:
    Path("spec/a.yaml").write_text(GOOD % "string")
    told = files("check", "spec/a.yaml", "--output", "events")
    assert all(each.startswith("services/events/") for each in told)
    assert "services/events/models.py" in told


@pytest.mark.parametrize("old", ["spec/old.yaml", "git:HEAD:./spec/a.yaml", "git:HEAD:services/spec/a.yaml"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_change_is_told_at_its_path_in_the_repository(old: str, turned: bool) -> None:
    for name in ("old", "a"):
        Path(f"spec/{name}.yaml").write_text(GOOD % "string")
    git("add", ".")
    git("commit", "-m", "a")
    Path("spec/a.yaml").write_text(GOOD % "integer")
    pair = [old, "spec/a.yaml"]
    expected = "old" if turned and not old.startswith("git:") else "a"
    assert files("diff", *(reversed(pair) if turned else pair)) == {f"services/spec/{expected}.yaml"}


def test_a_file_outside_of_the_repository_keeps_its_path(tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.yaml"
    elsewhere.write_text(BROKEN)
    relative = Path(os.path.relpath(elsewhere)).as_posix()
    assert files("validate", relative) == {relative}
