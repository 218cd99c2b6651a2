"""The command `changelog`: a section of Keep a Changelog, and the bump that the changes ask for."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.diff.rules import RULES
from eventwright.report.changelog import _THINGS

SPEC = "asyncapi: 2.6.0\ninfo: {title: a, description: %s, version: '%s'}\nchannels:\n%s"
CHANNEL = "  %s:\n    publish:\n      message:\n        payload: {type: string, enum: [%s]}\n"
REFUNDS = "  refunds:\n    subscribe:\n      message: {payload: {type: object, required: [id]}}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changelog(old: str, new: str, *flags: str) -> Result:
    Path("old.yaml").write_text(old, encoding="utf-8")
    Path("new.yaml").write_text(new, encoding="utf-8")
    return CliRunner().invoke(app, ["changelog", "old.yaml", "new.yaml", "--today", "2030-06-01", *flags])


def test_a_section_has_what_was_added_changed_and_removed_and_whom_it_breaks() -> None:
    old = SPEC % ("a", "1.2.3", CHANNEL % ("orders", "open, paid") + CHANNEL % ("bills", "a"))
    new = SPEC % ("b", "2.0.0", CHANNEL % ("orders", "open, paid, void") + REFUNDS)
    result = changelog(old, new)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "## [2.0.0] - 2030-06-01\n"
        "\n"
        "Suggested bump: major, from 1.2.3 to 2.0.0.\n"
        "\n"
        "### Added\n"
        "\n"
        '- `the value "void" was added`, at `/channels/orders/publish/message/payload/enum/2`, '
        "**breaking** for receivers; reaches `publish orders`\n"
        "- `the channel 'refunds' was added`, at `/channels/refunds`; reaches `subscribe refunds`\n"
        "\n"
        "### Changed\n"
        "\n"
        "- 1 change of texts and the like, which no code depends on\n"
        "\n"
        "### Removed\n"
        "\n"
        "- `the channel 'bills' was removed`, at `/channels/bills`, **breaking** for senders, "
        "**dangerous** for receivers; reaches `publish bills`\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "heading", "suggestion"),
    [
        ("1.0.0", "1.0.0", "## [Unreleased]", "Suggested bump: major, from 1.0.0 to 2.0.0."),
        ("0.3.1", "0.4.0", "## [0.4.0] - 2030-06-01", "Suggested bump: major, from 0.3.1 to 0.4.0."),
        ("1.0", "1.1", "## [1.1] - 2030-06-01", "Suggested bump: major."),
        ("1", "](x)", "## [`](x)`] - 2030-06-01", "Suggested bump: major."),
    ],
)
def test_a_section_is_named_after_the_new_version(old: str, new: str, heading: str, suggestion: str) -> None:
    lines = changelog(
        SPEC % ("a", old, CHANNEL % ("o", "b")), SPEC % ("a", new, CHANNEL % ("o", "b, c"))
    ).stdout.splitlines()
    assert (lines[0], lines[2]) == (heading, suggestion)


def test_nothing_that_changed_is_a_section_without_entries() -> None:
    same = SPEC % ("a", "1.0.0", CHANNEL % ("o", "b"))
    assert changelog(same, same).stdout == "## [Unreleased]\n\nSuggested bump: none.\n"


def test_no_text_of_a_document_acts_in_the_section() -> None:
    old = SPEC % ("a", "1.0.0", CHANNEL % ("orders", "a"))
    new = SPEC % ("a", "1.0.0", CHANNEL % ("orders", 'a, "@me <b> [c](http://d) ### e"'))
    text = changelog(old, new).stdout
    assert "@me" in text
    assert not re.search(r"[@<#]", re.sub(r"`[^`]*`|^##.*$", "", text, flags=re.MULTILINE))


def test_a_section_is_written_to_a_file() -> None:
    same = SPEC % ("a", "1.0.0", CHANNEL % ("o", "b"))
    result = changelog(same, same, "--output-file", "section.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("section.md").read_text().startswith("## [Unreleased]\n")
    assert changelog(same, same, "--output-file", "new.yaml").exit_code == 2


@pytest.mark.parametrize("broken", ["", "asyncapi: 3.0.0\n", "a: ["])
def test_what_cannot_be_compared_is_no_section(broken: str) -> None:
    result = changelog(broken, SPEC % ("a", "1.0.0", CHANNEL % ("o", "b")))
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_kinds_of_things_that_come_and_go_are_those_of_rules() -> None:
    """A kind in the pattern that no rule has would be a slip."""
    words = {
        found[1] for rule in RULES if (found := _THINGS.fullmatch(rule.id)) is not None and not rule.silent
    }
    assert words >= {
        *("server", "server-variable", "server-variable-enum-value", "channel", "channel-parameter"),
        *("operation", "message", "operation-message", "message-payload", "correlation-id", "header"),
        *("property", "pattern-property", "enum-value", "one-of-branch", "any-of-branch", "tuple-item"),
        *("security-scheme-flow", "security-scheme-scope", "security-scheme"),
    }
