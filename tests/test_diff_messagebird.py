"""The document of the project's own package: nothing to tell of itself, and one more value of an enum."""

import json
from pathlib import Path

import pytest
from tests.support import MESSAGEBIRD
from typer.testing import CliRunner

from eventwright.cli import app

LISTED = "                - accepted\n                - pending\n                - sent\n"


@pytest.fixture
def extended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the document as it is, and with `received` among the values of `message.status`."""
    text = MESSAGEBIRD.read_text(encoding="utf-8")
    last = "                - failed\n                - deleted\n"
    assert text.count(LISTED) == text.count(last) == 1
    (tmp_path / "old.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(
        text.replace(last, f"{last}                - received\n"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*flags: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["diff", "old.yaml", "new.yaml", *flags])
    assert result.stderr == ""
    return result.exit_code, result.stdout


def test_a_document_has_not_changed_from_itself() -> None:
    result = CliRunner().invoke(app, ["diff", str(MESSAGEBIRD), str(MESSAGEBIRD), "--fail-on", "any"])
    assert (result.exit_code, "no changes" in result.stdout) == (0, True)


@pytest.mark.usefixtures("extended")
def test_one_more_status_breaks_receivers_whose_enums_are_closed_and_a_message_shows_it() -> None:
    code, text = run("--output-format", "json")
    [change] = json.loads(text)["changes"]
    assert code == 1
    assert (change["rule"], change["receiver"], change["sender"]) == ("enum-value-added", "breaking", "safe")
    assert change["pointer_new"].endswith("/message/properties/status/enum/7")
    assert change["code"] == "dangerous"
    witness = change["witness"]
    assert witness["valid_under"] == "new"
    assert witness["value"]["message"]["status"] == "received"


@pytest.mark.usefixtures("extended")
def test_people_are_shown_the_message() -> None:
    code, text = run()
    assert code == 1
    assert "witness valid under new, refused under old: {" in text
    assert '"status": "received"' in text


@pytest.mark.parametrize(
    ("decode", "receiver", "code"),
    [
        ('decode = { enums = "open" }', "dangerous", 0),
        ('decode = { enums = "closed" }', "breaking", 1),
        ('decode = "lenient"', "breaking", 1),
        ("", "breaking", 1),
    ],
)
def test_enums_that_are_configured_as_open_make_it_dangerous_only(
    extended: Path, decode: str, receiver: str, code: int
) -> None:
    text = f'[tool.eventwright]\nspec = "new.yaml"\noutput = "events"\n{decode}\n'
    (extended / "pyproject.toml").write_text(text, encoding="utf-8")
    exit_code, text = run("--output-format", "json")
    [change] = json.loads(text)["changes"]
    assert (change["receiver"], exit_code) == (receiver, code)
    assert (change["witness"] is None) == (receiver == "dangerous")


@pytest.mark.usefixtures("extended")
def test_what_is_dangerous_fails_where_that_is_asked_for(extended: Path) -> None:
    text = '[tool.eventwright]\nspec = "new.yaml"\noutput = "events"\ndecode = { enums = "open" }\n'
    (extended / "pyproject.toml").write_text(text, encoding="utf-8")
    assert run("--fail-on", "dangerous")[0] == 1
