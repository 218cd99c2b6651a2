"""A first use from end to end: with a terminal and without one, what is printed, made and run works."""

import os
import shlex
from pathlib import Path
from shutil import copy
from typing import Any

import pexpect
import pytest
import yaml
from tests.setups import (
    DOCUMENT,
    PACKAGE,
    PRE_COMMIT,
    UNIX,
    WORKFLOW,
    content,
    git,
    require_that_it_works,
    run,
    scratch_project,
    shell,
    write,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return scratch_project(tmp_path, monkeypatch)


@UNIX
@pytest.mark.parametrize("arguments", ["--yes", "", f"--yes {DOCUMENT}"])
def test_from_an_empty_folder_to_a_setup_whose_printed_commands_work(arguments: str) -> None:
    done = shell(f"eventwright init {arguments} </dev/null")
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("eventwright.toml").read_text() == (
        f'spec = "{DOCUMENT}"\noutput = "{PACKAGE}"\nhandlers_file = "handlers.py"\n'
    )
    assert Path(WORKFLOW).exists() is Path(PRE_COMMIT).exists() is ("--yes" in arguments)
    require_that_it_works(done.stdout)


def terminal(command: str) -> "pexpect.spawn[str]":
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"TERM": "xterm"}
    program, *arguments = shlex.split(command)
    return pexpect.spawn(program, arguments, env=environment, encoding="utf-8", timeout=60, echo=False)


def ended(child: "pexpect.spawn[str]") -> str:
    child.expect(pexpect.EOF)
    child.close()
    return child.before or ""


@UNIX
def test_on_a_terminal_what_was_found_is_asked_for() -> None:
    child = terminal("eventwright init")
    for question, found in (
        ("Document", DOCUMENT),
        ("Name of the package", "messagebird_conversations"),
        ("Folder of the package", PACKAGE),
        ("File for handlers, or none", "handlers.py"),
    ):
        child.expect_exact(f"{question} [{found}]: ")
        child.sendline("")
    child.expect_exact("[none]: ")
    child.sendline("")
    child.expect_exact(f"Add a hook to {PRE_COMMIT}? [Y/n]: ")
    child.sendline("n")
    child.expect_exact(f"Make the GitHub workflow {WORKFLOW}? [Y/n]: ")
    child.sendline("")
    printed = ended(child)
    assert child.exitstatus == 0
    assert not Path(PRE_COMMIT).exists()
    assert Path(WORKFLOW).exists()
    require_that_it_works(printed)


@UNIX
def test_on_a_terminal_an_answer_that_cannot_be_is_asked_for_again() -> None:
    child = terminal(f"eventwright init {DOCUMENT} --no-pre-commit --no-workflow")
    child.expect_exact("Name of the package [")
    child.sendline("class")
    child.expect_exact("did you mean 'class_'?")
    child.expect_exact("Name of the package [")
    child.sendline("events")
    child.expect_exact("[generated/events]: ")
    child.sendline("lib/events")
    child.expect_exact("File for handlers")
    child.sendline("lib/events/mine.py")
    child.expect_exact("is no Python file beside the package")
    child.sendline("none")
    child.expect_exact("[none]: ")
    child.sendline("rails")
    child.expect_exact("one of fastapi, ")
    child.sendline("flask")
    ended(child)
    assert child.exitstatus == 0
    assert Path("eventwright.toml").read_text() == (
        f'spec = "{DOCUMENT}"\noutput = "lib/events"\nhandler_style = "sync"\n'
    )


@UNIX
def test_on_a_terminal_several_documents_are_shown_and_one_is_asked_for() -> None:
    copy(DOCUMENT, "another.yaml")
    child = terminal("eventwright init --package-name e --output e --no-handlers-file --framework none")
    child.expect_exact(f"AsyncAPI documents here:\r\n  another.yaml\r\n  {DOCUMENT}\r\n")
    child.expect_exact("Document [another.yaml]: ")
    child.sendline("gone.yaml")
    child.expect_exact("'gone.yaml' does not exist")
    child.expect_exact("Document [another.yaml]: ")
    child.sendline(DOCUMENT)
    for _ in range(2):
        child.expect_exact("[Y/n]: ")
        child.sendline("n")
    ended(child)
    assert child.exitstatus == 0
    assert Path("eventwright.toml").read_text() == f'spec = "{DOCUMENT}"\noutput = "e"\n'
    assert not Path(WORKFLOW).exists() and not Path(PRE_COMMIT).exists()


@UNIX
def test_on_a_terminal_yes_asks_nothing_and_an_interrupt_leaves_nothing() -> None:
    before = content()
    child = terminal("eventwright init")
    child.expect_exact("Document [")
    child.sendintr()
    ended(child)
    assert child.exitstatus != 0
    assert content() == before
    child = terminal("eventwright init --yes")
    printed = ended(child)
    assert child.exitstatus == 0
    assert "]: " not in printed
    require_that_it_works(printed)


@UNIX
def test_without_any_streams_it_works_all_the_same() -> None:
    assert shell("eventwright init <&- >&- 2>&-").returncode == 0
    assert Path("eventwright.toml").exists()


def workflow_commands(path: Path) -> list[str]:
    """What the workflow runs, without what comes from other repositories."""
    value: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    # YAML 1.1 reads `on` as a truth value.
    assert value[True] == {"pull_request": None}
    return [step["run"] for step in value["jobs"]["check"]["steps"] if "run" in step]


@UNIX
def test_the_workflow_fails_until_a_changed_document_is_generated_again() -> None:
    git("init --quiet")
    assert run("--yes").exit_code == 0
    git("add --all")
    git("commit --quiet --message=first")
    todo = workflow_commands(Path(WORKFLOW))
    assert [shell(command).returncode for command in todo] == [0] * len(todo)
    text = Path(DOCUMENT).read_text(encoding="utf-8")
    Path(DOCUMENT).write_text(text.replace("name: message.created", "name: message.made"), encoding="utf-8")
    git("commit --quiet --all --message=second")
    *before, check = todo
    assert [shell(command).returncode for command in before] == [0] * len(before)
    failed = shell(check)
    assert failed.returncode == 1
    assert "eventwright generate" in failed.stdout
    assert "mend it with: eventwright generate" in shell("eventwright check").stdout
    assert shell("eventwright generate").returncode == 0
    assert [shell(command).returncode for command in todo] == [0] * len(todo)


@UNIX
def test_the_hook_runs_before_a_commit_and_fails_on_drift() -> None:
    git("init --quiet")
    write(PRE_COMMIT, "repos: # all\n  - repo: meta\n    hooks:\n      - id: identity\n")
    assert f"{PRE_COMMIT}: added to\n" in run("--yes").stdout
    git("add --all")
    hooks = "pre-commit run --all-files"
    assert shell("pre-commit validate-config").returncode == 0
    passed = shell(hooks)
    assert passed.returncode == 0, passed.stdout
    text = Path(DOCUMENT).read_text(encoding="utf-8")
    Path(DOCUMENT).write_text(text.replace("name: message.created", "name: message.made"), encoding="utf-8")
    git("add --all")
    failed = shell(hooks)
    assert failed.returncode == 1
    assert "mend it with: eventwright generate" in failed.stdout
    assert shell("eventwright generate && git add --all").returncode == 0
    assert shell(hooks).returncode == 0


@UNIX
def test_in_a_part_of_a_repository_the_workflow_stands_at_its_top_and_runs_in_the_part(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init --quiet")
    part = folder / "the: part"
    part.mkdir()
    (folder / DOCUMENT).rename(part / DOCUMENT)
    monkeypatch.chdir(part)
    assert run("--yes", "--no-pre-commit").exit_code == 0
    value: Any = yaml.safe_load((folder / WORKFLOW).read_text(encoding="utf-8"))
    assert value["jobs"]["check"]["defaults"] == {"run": {"working-directory": "the: part"}}
    assert all(shell(command).returncode == 0 for command in workflow_commands(folder / WORKFLOW))
