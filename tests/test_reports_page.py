"""The page on reports shows what the commands write.

EVENTWRIGHT_UPDATE_GOLDEN=1 writes their output anew.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import ROOT

from eventwright.report.formats import Format

PAGE = ROOT / "docs" / "reports.md"
UPDATE = os.environ.get("EVENTWRIGHT_UPDATE_GOLDEN") == "1"
SHOWN = re.compile(
    r"^(?P<fence>`{3,})console\n\$ (?P<command>.*)\n(?P<output>(?s:.*?))^(?P=fence)$", re.MULTILINE
)
DOCUMENT = re.compile(r"^`(?P<name>[^`\n]+)`:\n\n```yaml\n(?P<text>(?s:.*?))^```$", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The documents that the page shows."""
    for found in DOCUMENT.finditer(PAGE.read_text(encoding="utf-8")):
        (tmp_path / found["name"]).write_text(found["text"], encoding="utf-8")
    return tmp_path


def shown(command: str, folder: Path) -> str:
    """The block of the page that shows a command."""
    environment = {name: text for name, text in os.environ.items() if name != "COLUMNS"}
    output = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=folder,
        env={**environment, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    ).stdout
    fence = "````" if "```" in output else "```"
    return f"{fence}console\n$ {command}\n{output}{fence}"


def test_the_commands_write_what_the_page_shows(folder: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    real = SHOWN.sub(lambda found: shown(found["command"], folder), text)
    if UPDATE:
        PAGE.write_text(real, encoding="utf-8")
    assert real == PAGE.read_text(encoding="utf-8")
    assert len(SHOWN.findall(text)) == len(Format) + 1


def test_each_format_has_a_part_of_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [form for form in Format if f"\n## {form}\n" not in text] == []
    assert [form for form in Format if f"\n| `{form}` |" not in text] == []
