"""What is said of a flag or an environment variable with a value that it cannot have."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eventwright.cli import app


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def error(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    return result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["generate", "a", "--json", "orjsn"], "it cannot be 'orjsn' (did you mean 'orjson'?)"),
        (["generate", "a", "--perspective", "x"], "it cannot be 'x' (write one of application, client)"),
        (["check", "a", "--handler-style", "asinc"], "it cannot be 'asinc' (did you mean 'async'?)"),
        (["validate", "a", "--fail-severity", "warn"], "it cannot be 'warn' (did you mean 'warning'?)"),
        (["validate", "a", "--output-format", "jsn"], "it cannot be 'jsn' (did you mean 'json'?)"),
        (
            ["inspect", "a", "--output-format", "tree"],
            "it cannot be 'tree' (write one of full, json, document)",
        ),
        (["diff", "a", "b", "--fail-on", "x"], "(write one of breaking, dangerous, any, none)"),
        (["rules", "--output-format", "xml"], "it cannot be 'xml' (write one of full, json)"),
        (["validate", "a", "--color", "nevr"], "it cannot be 'nevr' (did you mean 'never'?)"),
        (["generate", "a", "--decode", "lenien"], "'decode' cannot be 'lenien' (did you mean 'lenient'?)"),
    ],
)
def test_a_word_that_a_flag_does_not_know_gets_the_nearest_or_all(arguments: list[str], told: str) -> None:
    assert error(*arguments).endswith(told)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("EVENTWRIGHT_JSON", "orjsn", "it cannot be 'orjsn' (did you mean 'orjson'?)"),
        ("EVENTWRIGHT_STRICT", "maybe", "write true or false"),
        ("EVENTWRIGHT_DIFF", "maybe", "write true or false"),
    ],
)
def test_the_environment_is_told_alike(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, told: str
) -> None:
    monkeypatch.setenv(name, text)
    line = error("generate", "a")
    assert name in line and line.endswith(told)
