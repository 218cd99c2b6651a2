"""A pull request from its first push to the day after it is accepted, by the workflow that `init` makes."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.repositories import Repository, made
from tests.support import ROOT
from typer.testing import CliRunner

from eventwright.cli import app

SPEC = """\
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    publish:
      message:
        payload:
          $ref: 'parts.yaml#/Order'
"""
PARTS = """\
Order:
  type: object
  properties:
    status: {type: string, enum: [open, paid]}
    note: {type: string}
"""
CHANGED = PARTS.replace("paid", "paid, void").replace("    note: {type: string}\n", "")
ACCEPTED = """
[[diff.accept]]
rule = "enum-value-added"
pointer = "/Order/**"
reason = "receivers follow in June"
expires = 2030-06-30
"""
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


@dataclass(frozen=True)
class Job:
    """What the steps of the workflow have come to."""

    codes: list[int]
    annotations: str
    summary: str
    told: str


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A clone of a repository with a document in two files, on a branch of its own."""
    monkeypatch.setenv("PATH", PATH)
    upstream = made(tmp_path / "upstream")
    upstream.write("spec/orders.yaml", SPEC)
    upstream.write("spec/parts.yaml", PARTS)
    upstream.commit("a document")
    monkeypatch.chdir(upstream.folder)
    assert CliRunner().invoke(app, ["init", "--yes", "--no-pre-commit", "--no-handlers-file"]).exit_code == 0
    upstream.commit("set up")
    upstream.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    clone.git("switch", "--quiet", "--create", "change")
    upstream.write("README.md", "main goes on\n")
    upstream.commit("later")
    clone.git("fetch", "--quiet")
    return clone


def commands(clone: Repository) -> list[str]:
    """The steps that run this tool in the job of the workflow that compares."""
    workflow: Any = yaml.safe_load((clone.folder / ".github/workflows/eventwright.yml").read_text())
    runs = [step["run"] for step in workflow["jobs"]["diff"]["steps"] if "run" in step]
    return [run for run in runs if run.startswith("eventwright ")]


def pushed(clone: Repository, today: str) -> Job:
    """Run the steps as the runner does, one after the other."""
    summary = clone.folder.parent / "summary.md"
    summary.unlink(missing_ok=True)
    environment = {
        "GITHUB_BASE_REF": "main",
        "GITHUB_STEP_SUMMARY": str(summary),
        "EVENTWRIGHT_TODAY": today,
        "CI": "true",
    }
    done = [
        subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=clone.folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        for command in commands(clone)
    ]
    annotations, told = done[0].stdout, "".join(each.stderr for each in done)
    return Job([each.returncode for each in done], annotations, summary.read_text(encoding="utf-8"), told)


def test_a_pull_request_that_breaks_receivers_fails_until_it_is_accepted_and_when_that_is_over(
    clone: Repository,
) -> None:
    assert len(commands(clone)) == 2
    clone.write("docs.md", "nothing that matters\n")
    clone.commit()
    nothing = pushed(clone, "2030-06-01")
    assert (nothing.codes, nothing.annotations) == ([0, 0], "")
    assert "no changes" in nothing.summary

    clone.write("spec/parts.yaml", CHANGED)
    clone.commit()
    broken = pushed(clone, "2030-06-01")
    assert broken.codes == [1, 0]
    # The property is gone, and what is left of its owner stands in line 3.
    assert [line.rpartition("::")[0] for line in sorted(broken.annotations.splitlines())] == [
        "::error file=spec/parts.yaml,line=4,title=enum-value-added",
        "::warning file=spec/parts.yaml,line=3,title=code-field-removed",
        "::warning file=spec/parts.yaml,line=3,title=property-removed-optional",
    ]
    assert broken.summary.startswith("<!-- eventwright diff -->\n")
    assert '- **breaking** `enum-value-added`: `the value "void" was added`' in broken.summary

    configuration = (clone.folder / "eventwright.toml").read_text(encoding="utf-8")
    clone.write("eventwright.toml", configuration + ACCEPTED)
    clone.commit()
    accepted = pushed(clone, "2030-06-30")
    assert accepted.codes == [0, 0]
    assert "::error" not in accepted.annotations
    assert "receivers follow in June" in accepted.annotations
    assert "- **breaking, accepted** `enum-value-added`" in accepted.summary

    over = pushed(clone, "2030-07-01")
    assert over.codes == [1, 0]
    assert "::error file=spec/parts.yaml,line=4,title=enum-value-added::" in over.annotations
    assert "accepted until 2030-06-30)" in over.annotations


def test_a_pull_request_that_breaks_the_document_itself_has_no_answer(clone: Repository) -> None:
    clone.write("spec/parts.yaml", "Order: [\n")
    clone.commit()
    assert pushed(clone, "2030-06-01").codes == [2, 2]


def test_a_pull_request_that_adds_the_document_has_nothing_to_be_compared_with(clone: Repository) -> None:
    document = clone.git("rev-parse", "HEAD")
    clone.git("rm", "--quiet", "-r", "spec")
    clone.commit("no document yet")
    clone.git("update-ref", "refs/remotes/origin/main", "HEAD")
    clone.git("checkout", "--quiet", document, "--", ".")
    clone.commit("a document")
    new = pushed(clone, "2030-06-01")
    assert (new.codes, new.annotations) == ([0, 0], "")
    assert new.told.count("warning: document-new 'git:") == 2


def test_the_guide_shows_the_steps_of_the_workflow(clone: Repository) -> None:
    text = " ".join((ROOT / "docs" / "reports.md").read_text(encoding="utf-8").split())
    assert [command for command in commands(clone) if " ".join(command.split()) not in text] == []
