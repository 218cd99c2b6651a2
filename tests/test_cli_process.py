"""The command as a process of its own: streams, exit codes of the system's kind, and what is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
