"""Scratch projects for `init`, and what is done in them; asserts only that a helper itself did not fail."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest
from tests.support import MESSAGEBIRD
from typer.testing import CliRunner, Result

from eventwright.cli import app

DOCUMENT = MESSAGEBIRD.name
PACKAGE = "generated/messagebird_conversations"
WORKFLOW = ".github/workflows/eventwright.yml"
PRE_COMMIT = ".pre-commit-config.yaml"
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="pexpect.spawn and sh are of Unix")


def scratch_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with the MessageBird document at its top, and go there."""
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)
    monkeypatch.setenv("PATH", PATH)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    copy(MESSAGEBIRD, project)
    git("init --quiet")
    return project


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["init", *arguments])


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """What a shell of a user's makes of a command that was printed."""
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=120)


def content() -> dict[str, bytes]:
    paths = (path for path in sorted(Path().rglob("*")) if ".git" not in path.parts)
    return {
        path.as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and path.parent.name != "__pycache__"
    }


def commands(text: str) -> list[str]:
    """The commands that a run has printed."""
    lines = text.replace("\r\n", "\n").partition("\nnext: ")[2].splitlines()[1:]
    return [line.strip() for line in lines if line.startswith("  ")]


def require_that_it_works(printed: str) -> None:
    told = commands(printed)
    assert len(told) == 3
    for command in told:
        done = shell(command)
        assert (done.returncode, done.stderr) == (0, ""), command
    imported = shell("python -c 'import handlers'")
    assert (imported.returncode, imported.stderr) == (0, "")


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def git(command: str) -> None:
    done = shell(f"git -c user.name=a -c user.email=a@example.org {command}")
    assert done.returncode == 0, done.stderr
