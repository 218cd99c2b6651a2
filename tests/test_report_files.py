"""A report never takes the place of a document or of a part of a package."""

from pathlib import Path

import pytest
from tests.support import MESSAGEBIRD
from typer.testing import CliRunner

from eventwright.cli import app

runner = CliRunner()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_bytes(MESSAGEBIRD.read_bytes())
    assert runner.invoke(app, ["generate", "a.yaml", "-o", "events"]).exit_code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (["validate", "a.yaml"], "a.yaml"),
        (["check", "a.yaml", "-o", "events"], "a.yaml"),
        (["check", "a.yaml", "-o", "events"], "events/__init__.py"),
        (["rules"], "events/models.py"),
    ],
)
def test_what_is_in_use_is_not_overwritten(command: list[str], file: str) -> None:
    before = Path(file).read_bytes()
    done = runner.invoke(app, [*command, "--output-file", file])
    assert done.exit_code == 2
    assert "report-not-written" in done.stderr
    assert Path(file).read_bytes() == before


def test_an_earlier_report_is_overwritten() -> None:
    Path("report.txt").write_text("old")
    assert runner.invoke(app, ["validate", "a.yaml", "--output-file", "report.txt"]).exit_code == 0
    assert Path("report.txt").read_text() == "a.yaml: no problems\n"
