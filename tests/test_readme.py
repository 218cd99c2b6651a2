"""What README and guide show is real: code runs, commands answer as printed, links lead to files."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree

import pytest
from tests.support import ROOT

from eventwright.configuration import read_configuration
from eventwright.configuration.settings import KEYS

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
RECEIVING = (ROOT / "docs" / "receiving.md").read_text(encoding="utf-8")
GENERATED = ROOT / "generated" / "messagebird_conversations"


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def run(command: list[str], folder: Path) -> str:
    """What a command prints, both streams in one."""
    return subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    ).stdout


def linked(text: str) -> Iterator[str]:
    """The files that a text links to."""
    yield from re.findall(r"\]\(([^)#:]+)\)", text)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the commands of the README read, without the generated package."""
    copy(ROOT / "pyproject.toml", tmp_path)
    copytree(ROOT / "spec", tmp_path / "spec")
    return tmp_path


def test_the_commands_answer_as_printed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = blocks(README, "console")
    assert len(shown) == 5
    for block in shown:
        prompt, _, output = block.partition("\n")
        program, *arguments = shlex.split(prompt.removeprefix("$ "))
        assert program == "eventwright"
        assert run([sys.executable, "-m", program, *arguments], checkout) == output


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a Unix shell")
def test_the_first_use_goes_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = README.partition("## First use\n")[2].partition("\n## ")[0]
    (commands,), (printed,) = blocks(section, "sh"), blocks(section, "text")
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    copy(ROOT / "spec" / "messagebird-conversations.yaml", tmp_path)
    assert run(["git", "init", "--quiet"], tmp_path) == ""
    assert run(["sh", "-e", "-c", commands], tmp_path) == printed
    for line in printed.splitlines():
        if line.startswith("  eventwright "):
            subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=True)


def test_the_code_prints_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = blocks(README, "python")[1]
    monkeypatch.setenv("PYTHONPATH", str(GENERATED.parent))
    printed = run([sys.executable, "-c", code], tmp_path)
    assert printed and f"it prints `{printed.strip()}`." in README


def test_the_dataclass_is_as_generated() -> None:
    assert blocks(README, "python")[0] in (GENERATED / "models.py").read_text(encoding="utf-8")


def test_the_table_of_files_is_complete() -> None:
    tree = README.partition("    generated/messagebird_conversations/\n")[2].partition("\n\n")[0]
    listed = {line.split()[0] for line in tree.splitlines()}
    assert listed == {path.name for path in GENERATED.iterdir() if path.name != "__pycache__"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the package that the guide has made with a command, of the other perspective."""
    (command,) = re.findall(r"^`eventwright (generate [^`]*)`:$", GUIDE, re.MULTILINE)
    folder = tmp_path_factory.mktemp("client")
    copytree(ROOT / "spec", folder / "spec")
    run([sys.executable, "-m", "eventwright", *shlex.split(command)], folder)
    return folder


@pytest.mark.parametrize("code", [*blocks(GUIDE, "python"), *blocks(RECEIVING, "python")])
def test_the_code_of_the_guide_runs(
    code: str, client: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(GENERATED.parent), str(client))))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_configuration_of_the_readme_is_read(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (text,) = blocks(README, "toml")
    (checkout / "pyproject.toml").write_text(text, encoding="utf-8")
    copy(ROOT / "spec" / "messagebird-conversations.yaml", checkout / "spec" / "orders.yaml")
    run([sys.executable, "-m", "eventwright", "generate"], checkout)
    assert (checkout / "generated" / "orders" / "router.py").is_file()
    assert "class OrdersHandlers(Handlers)" in (checkout / "app" / "handlers.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md"])
def test_a_page_that_lists_the_configuration_lists_each_key(page: str) -> None:
    listed = re.findall(r"^\| `(\w+)` \|", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert not set(KEYS).difference(listed)


@pytest.mark.parametrize("text", blocks(RECEIVING, "toml"))
def test_what_is_said_of_receivers_is_a_configuration(checkout: Path, text: str) -> None:
    (checkout / "pyproject.toml").write_text(text, encoding="utf-8")
    configuration = read_configuration(checkout)
    assert configuration is not None
    chosen = configuration.defaults.receiver
    assert chosen is not None and chosen.verifiers


def test_what_the_guide_says_of_telling_apart_is_a_configuration(checkout: Path) -> None:
    [text] = [block for block in blocks(GUIDE, "toml") if "tell_apart" in block]
    (checkout / "pyproject.toml").write_text(text, encoding="utf-8")
    configuration = read_configuration(checkout)
    assert configuration is not None
    said = dict(configuration.defaults.tell_apart or ())
    assert said == {
        "/webhook": "type",
        "/orders": "/header/type",
        "/payments": "$message.header#/X-Type",
    }


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md", "benchmarks/README.md"])
def test_links_lead_to_files(page: str) -> None:
    path = ROOT / page
    for target in linked(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
