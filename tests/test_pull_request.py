"""A pull request from its first push to the day after it is accepted: by the commands of the guide."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.repositories import Repository, made
from tests.support import ROOT

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
ACCEPTED = """\
spec = "spec/orders.yaml"

[[diff.accept]]
rule = "enum-value-added"
pointer = "/Order/**"
reason = "receivers follow in June"
expires = 2030-06-30
"""


@dataclass(frozen=True)
class Job:
    """What the steps of the workflow have come to."""

    codes: list[int]
    annotations: str
    summary: str


@pytest.fixture
def clone(tmp_path: Path) -> Repository:
    """A clone of a repository with a document in two files, on a branch of its own."""
    upstream = made(tmp_path / "upstream")
    upstream.write("spec/orders.yaml", SPEC)
    upstream.write("spec/parts.yaml", PARTS)
    upstream.write("eventwright.toml", 'spec = "spec/orders.yaml"\n')
    upstream.commit("first")
    upstream.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    clone.git("switch", "--quiet", "--create", "change")
    upstream.write("README.md", "main goes on\n")
    upstream.commit("later")
    clone.git("fetch", "--quiet")
    return clone


def commands() -> list[str]:
    """The steps of the workflow in docs/reports.md that run this tool."""
    text = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    return re.findall(r"^ +(?:- )?run: (eventwright .*)$", text, re.MULTILINE)


def pushed(clone: Repository, today: str) -> Job:
    """Run the steps as the runner does, one after the other."""
    summary = clone.folder.parent / "summary.md"
    summary.unlink(missing_ok=True)
    environment = {
        "BASE": "main",
        "GITHUB_STEP_SUMMARY": str(summary),
        "EVENTWRIGHT_TODAY": today,
        "CI": "true",
    }
    done = [
        subprocess.run(
            ["bash", "-e", "-c", command.replace("eventwright", f"{sys.executable} -m eventwright", 1)],
            cwd=clone.folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        for command in commands()
    ]
    return Job([each.returncode for each in done], done[0].stdout, summary.read_text(encoding="utf-8"))


def test_a_pull_request_that_breaks_receivers_fails_until_it_is_accepted_and_when_that_is_over(
    clone: Repository,
) -> None:
    assert len(commands()) == 2
    clone.write("docs.md", "nothing that matters\n")
    clone.commit()
    nothing = pushed(clone, "2030-06-01")
    assert (nothing.codes, nothing.annotations) == ([0, 0], "")
    assert "no changes" in nothing.summary

    clone.write("spec/parts.yaml", CHANGED)
    clone.commit()
    broken = pushed(clone, "2030-06-01")
    assert broken.codes == [1, 0]
    first, second = sorted(broken.annotations.splitlines())
    assert first.startswith("::error file=spec/parts.yaml,line=4,title=enum-value-added::")
    # The property is gone, and what is left of its owner stands in line 3.
    assert second.startswith("::warning file=spec/parts.yaml,line=3,title=property-removed-optional::")
    assert broken.summary.startswith("<!-- eventwright diff -->\n")
    assert '- **breaking** `enum-value-added`: `the value "void" was added`' in broken.summary

    clone.write("eventwright.toml", ACCEPTED)
    clone.commit()
    accepted = pushed(clone, "2030-06-30")
    assert accepted.codes == [0, 0]
    assert "::error" not in accepted.annotations
    assert "receivers follow in June" in accepted.annotations
    assert "- **breaking, accepted** `enum-value-added`" in accepted.summary

    over = pushed(clone, "2030-07-01")
    assert over.codes == [1, 0]
    assert "::error file=spec/parts.yaml,line=4,title=enum-value-added::" in over.annotations


def test_a_pull_request_that_breaks_the_document_itself_has_no_answer(clone: Repository) -> None:
    clone.write("spec/parts.yaml", "Order: [\n")
    clone.commit()
    assert pushed(clone, "2030-06-01").codes == [2, 2]
