"""The command as a process of its own: streams, exit codes of the system's kind, and what is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "eventwright")
SPEC = 'asyncapi: 2.6.0\ninfo: {title: "Caf\\u00e9", version: "1"}\nchannels: {}\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(SPEC)
    return tmp_path


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_the_module_runs_as_a_command() -> None:
    result = run("-m", "eventwright", "validate", "gone.yaml")
    assert (result.returncode, result.stderr) == (2, "")
    assert result.stdout.startswith("gone.yaml: document-missing 'gone.yaml' does not exist\n")


def test_help_needs_neither_yaml_nor_jinja() -> None:
    program = (
        "import sys\n"
        "from eventwright.cli import app\n"
        "try:\n    app(['generate', '--help'])\n"
        "except SystemExit as error:\n    print(error.code, {'yaml', 'jinja2'} & sys.modules.keys())\n"
    )
    assert run("-c", program).stdout.endswith("\n0 set()\n")


def test_a_bug_is_told_as_one() -> None:
    Path("broken").mkdir()
    Path("broken/jinja2.py").write_text("raise RuntimeError('out of \\x1b[31morder')\n")
    result = run("-m", "eventwright", "generate", "a.yaml", PYTHONPATH="broken")
    assert result.returncode == 70
    assert "Traceback (most recent call last):" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("this is a bug of eventwright, ")
    assert "\x1b" not in result.stderr
    assert result.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
@pytest.mark.parametrize("arguments", ["generate a.yaml --diff", "--help"])
def test_a_reader_that_leaves_is_no_error(arguments: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(
            [sys.executable, "-m", "eventwright", *arguments.split()],
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writer)
    assert result.stderr == ""
    assert result.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has this device")
def test_an_output_without_room_is_a_problem_and_no_bug() -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "eventwright", "inspect", "a.yaml"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert result.returncode == 2
    assert result.stderr.startswith("report-not-written the standard output cannot be written: ")


def test_an_encoding_without_the_letters_gets_escapes() -> None:
    result = run("-m", "eventwright", "inspect", "a.yaml", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert result.stdout.startswith("Caf\\xe9 1 (a.yaml")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has this device")
@pytest.mark.parametrize("arguments", [["-h"], ["--version"], ["validate", "-h"], ["rules"]], ids=" ".join)
def test_help_without_room_is_a_problem_and_no_bug(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "eventwright", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert result.returncode == 2
    assert result.stderr.startswith("report-not-written the standard output cannot be written: ")


@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2)], ids=str)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["validate", "a.yaml"], 0), (["validate", "no.yaml"], 2), (["generate", "a.yaml"], 0), (["-h"], 0)],
    ids=str,
)
def test_a_closed_stream_leads_nowhere(arguments: list[str], code: int, closed: tuple[int, ...]) -> None:
    closing = " ".join(f"{number}>&-" for number in closed)
    # What is opened later must not get the number of a stream, so that it cannot be what is printed to.
    result = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closing}', "sh", *COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == code
    assert "Traceback" not in result.stderr
    assert Path("a.yaml").read_text() == SPEC


@pytest.mark.parametrize("module", ["typer", "eventwright.cli", "eventwright.load", "jinja2"])
def test_an_interrupt_while_modules_are_imported_ends_as_a_shell_expects(module: str) -> None:
    script = (
        "import os, runpy, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *rest):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['eventwright', 'generate', 'a.yaml']\n"
        "runpy.run_module('eventwright', run_name='__main__')\n"
    )
    result = run("-c", script)
    assert result.returncode == 130
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["validate", "a.yaml"], ["generate", "a.yaml"], ["check"], ["inspect", "a.yaml"]],
    ids=" ".join,
)
def test_a_working_folder_that_is_gone_is_a_problem(arguments: list[str], folder: Path) -> None:
    (folder / "gone").mkdir()
    result = subprocess.run(
        ["/bin/sh", "-c", 'cd gone && rmdir ../gone && exec "$@"', "sh", *COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 2
    assert result.stderr.startswith("working-folder-gone ")


@pytest.mark.parametrize(
    ("output", "code", "told"),
    [
        ("loop", "folder-blocked", "let them lead to a folder"),
        ("loop/inside", "folder-blocked", "let them lead to a folder"),
        ("n" * 300, "output-not-a-package-name", "choose one of at most 200"),
        ("n" * 240, "output-not-a-package-name", "choose one of at most 200"),
        ("/", "output-not-a-package-name", "such as 'events'"),
    ],
    ids=lambda text: text[:20],
)
@pytest.mark.parametrize("command", ["generate", "check"])
def test_an_output_that_no_folder_can_be_is_a_problem(
    command: str, output: str, code: str, told: str, folder: Path
) -> None:
    (folder / "loop").symlink_to("loop")
    result = run("-m", "eventwright", command, "a.yaml", "--output", output)
    assert result.returncode == 2
    assert code in result.stderr + result.stdout
    assert told in result.stderr + result.stdout


@pytest.mark.parametrize("command", ["generate", "validate", "inspect"])
def test_a_document_that_is_a_link_to_itself_is_a_problem(command: str, folder: Path) -> None:
    (folder / "loop.yaml").symlink_to("loop.yaml")
    result = run("-m", "eventwright", command, "loop.yaml")
    assert result.returncode == 2
    assert "document-unreadable" in result.stderr + result.stdout
    assert "let the links lead to a file" in result.stderr + result.stdout
