"""What `init` offers beside the package: hook, workflow and handlers file, and what it warns of."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import rmtree

import pytest
from tests.setups import DOCUMENT, PACKAGE, PRE_COMMIT, WORKFLOW, content, run, scratch_project, write

from eventwright import __version__


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return scratch_project(tmp_path, monkeypatch)


@pytest.mark.parametrize("repository", [True, False])
def test_where_no_hook_can_work_none_is_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, repository: bool
) -> None:
    if not repository:
        rmtree(folder / ".git")
    (folder / "part").mkdir()
    (folder / DOCUMENT).rename(folder / "part" / DOCUMENT)
    monkeypatch.chdir(folder / "part")
    assert run("--yes").exit_code == 0
    assert not list(folder.rglob(PRE_COMMIT))
    refused = run("--pre-commit")
    assert refused.exit_code == (2 if repository else 0)
    assert ("pre-commit runs its hooks at the top" in refused.stderr) is repository
    assert len(list(folder.rglob(PRE_COMMIT))) == (0 if repository else 1)


def test_below_a_configuration_at_the_top_the_hook_and_the_workflow_are_those_of_the_top(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run().exit_code == 0
    (folder / "part").mkdir()
    monkeypatch.chdir(folder / "part")
    printed = run("--yes").stdout
    assert f"../{PRE_COMMIT}: written\n../{WORKFLOW}: written\n" in printed
    assert content() == {}
    assert "working-directory" not in (folder / WORKFLOW).read_text()


def test_what_the_workflow_installs_is_told_where_one_is_made() -> None:
    line = f"eventwright=={__version__}"
    printed = run("--yes").stdout
    assert f"{WORKFLOW}: written\n  it installs {line} from the package index; change that line " in printed
    assert line in Path(WORKFLOW).read_text()
    assert "it installs" not in run("--yes").stdout


def test_a_package_that_receives_nothing_gets_no_file_for_handlers() -> None:
    first = run("--yes", "--perspective", "client")
    assert first.exit_code == 0
    assert first.stdout.startswith("no file for handlers: the package receives no message\n")
    assert Path("eventwright.toml").read_text() == (
        f'spec = "{DOCUMENT}"\noutput = "{PACKAGE}"\nperspective = "client"\n'
    )
    again = run("--yes", "--perspective", "client")
    assert again.exit_code == 0
    for printed in (first.stdout, again.stdout):
        assert "handlers.py" not in printed
    assert not Path("handlers.py").exists()


def test_a_file_for_handlers_that_is_named_is_made_also_without_a_method() -> None:
    named = run("--perspective", "client", "--handlers-file", "mine.py")
    assert named.exit_code == 0
    assert Path("mine.py").exists()
    assert "fill in its methods" not in named.stdout
    Path("eventwright.toml").unlink()
    assert "mine.py is yours: fill in its methods\n" in run("--handlers-file", "mine.py").stdout


@pytest.mark.parametrize("pattern", ["generated/", "generated", "/generated/*", "*.py"])
@pytest.mark.parametrize("dry", [True, False])
def test_a_package_that_git_ignores_is_warned_of(pattern: str, dry: bool) -> None:
    write(".gitignore", f"{pattern}\n")
    result = run("--yes", *(["--dry-run"] if dry else []))
    assert result.exit_code == 0
    assert f"{PACKAGE}: warning: package-ignored git ignores '{PACKAGE}', so that " in result.stderr
    write(".gitignore", "*.pyc\n")
    assert run("--yes").stderr == ""


def test_a_package_that_the_handlers_file_cannot_import_is_warned_of(folder: Path) -> None:
    result = run("--output", "../out/events")
    assert result.exit_code == 0
    told = "the handlers file imports 'events', which Python finds only with '../out' on its path"
    assert f"../out/events: warning: package-off-path {told}\n" in result.stderr
    program = [sys.executable, "-c", "import handlers"]
    for path, code in (("", 1), ("../out", 0)):
        environment = {**os.environ, "PYTHONPATH": path}
        done = subprocess.run(program, env=environment, capture_output=True, check=False, timeout=60)
        assert done.returncode == code
    Path("eventwright.toml").unlink()
    assert run("--output", "../out/events", "--no-handlers-file").stderr == ""
