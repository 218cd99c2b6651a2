"""The built wheel, installed in a fresh environment elsewhere, generates the same bytes as the checkout."""

import subprocess
import sys
import venv
from pathlib import Path
from shutil import copytree

import pytest
from tests.support import ROOT

SPEC = ROOT / "spec" / "messagebird-conversations.yaml"
COMMITTED = ROOT / "generated" / "messagebird_conversations"


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, folder=folder)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    interpreter = folder / "venv" / "bin" / "python"
    run(interpreter, "-m", "pip", "install", "--quiet", wheel, folder=folder)
    return interpreter


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a package by their paths, those of its parts among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_generates_the_same_bytes(python: Path, tmp_path: Path) -> None:
    made = tmp_path / "elsewhere" / "messagebird_conversations"
    copytree(SPEC.parent, tmp_path / "copy.d")
    made.parent.mkdir()
    configuration = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    configuration = configuration.replace('"spec/', '"copy.d/').replace('"generated/', '"elsewhere/')
    (tmp_path / "pyproject.toml").write_text(configuration, encoding="utf-8")
    run(python, "-m", "eventwright", "generate", folder=tmp_path)
    assert files_in(made) == files_in(COMMITTED)


def test_the_wheel_brings_nothing_but_its_package(python: Path, tmp_path: Path) -> None:
    listed = run(python, "-m", "pip", "show", "--files", "eventwright", folder=tmp_path)
    tops = {line.strip().split("/")[0] for line in listed.partition("Files:")[2].splitlines() if line.strip()}
    assert {top for top in tops if not top.startswith(("..", "eventwright-"))} == {"eventwright"}


def test_the_wheel_sets_a_project_up_and_skips_what_is_unchanged(python: Path, tmp_path: Path) -> None:
    (tmp_path / SPEC.name).write_bytes(SPEC.read_bytes())
    run(python, "-m", "eventwright", "init", "--yes", folder=tmp_path)
    run(python, "-m", "eventwright", "check", folder=tmp_path)
    again = run(python, "-m", "eventwright", "generate", folder=tmp_path)
    assert ": nothing has changed since it was made from " in again
