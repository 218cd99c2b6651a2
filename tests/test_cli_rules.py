"""The commands `rules` and `explain`: what is told of each code without any document."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.problems import Level
from eventwright.rules import RULES, Rule, Subject, shown


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_every_rule_is_listed_with_level_and_purpose_below_its_subject() -> None:
    result = run("rules")
    assert (result.exit_code, result.stderr) == (0, "")
    subject, listed = "", []
    for line in filter(None, result.stdout.splitlines()):
        if line.startswith("  "):
            code, level, purpose = line.split(maxsplit=2)
            listed.append((code, level, subject, purpose))
        else:
            subject = line.removesuffix(":")
    assert listed == [(rule.code, rule.level.value, rule.subject.value, rule.purpose) for rule in RULES]


def test_a_subject_stands_once() -> None:
    lines = run("rules").stdout.splitlines()
    assert sorted(line for line in lines if line and not line.startswith(" ")) == sorted(
        f"{subject}:" for subject in Subject
    )


def test_the_list_is_there_for_programs() -> None:
    report = json.loads(run("rules", "--output-format", "json").stdout)
    assert report["format"] == 1
    assert [row["code"] for row in report["rules"]] == [rule.code for rule in RULES]
    row = next(row for row in report["rules"] if row["code"] == "duplicate-operation-id")
    assert row.keys() == {
        "code",
        "level",
        "subject",
        "purpose",
        "mend",
        "refuses",
        "goes_on_in_notes",
        "example",
        "mended",
    }
    assert (row["level"], row["refuses"]) == ("error", False)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained(rule: Rule) -> None:
    result = run("explain", rule.code)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{rule.code} ({rule.level}): {rule.subject}\n")
    assert rule.purpose in result.stdout
    assert rule.mend in result.stdout
    for text in filter(None, (rule.example, rule.mended)):
        assert "\n".join(f"    {line}".rstrip() for line in shown(text).splitlines()) in result.stdout
    told = "note: `check` does not fail" if rule.is_drift else "warning: it stops nothing"
    assert (told in result.stdout) is (rule.level is Level.WARNING)
    assert ("`check` fails for it" in result.stdout) is (rule.is_drift and rule.level is Level.ERROR)
    assert ("nothing is written" in result.stdout) is rule.refuses


def test_an_explanation_is_there_for_programs() -> None:
    report = json.loads(run("explain", "unknown-type", "--output-format", "json").stdout)
    assert (report["format"], report["code"], report["refuses"]) == (1, "unknown-type", True)
    assert "str" in report["example"]


def test_an_unknown_code_gets_a_near_match() -> None:
    result = run("explain", "unknown-tipe")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "unknown-code 'unknown-tipe' is the code of no problem" in result.stderr
    assert "did you mean 'unknown-type'" in result.stderr


def test_a_code_like_no_other_gets_the_list() -> None:
    result = run("explain", "\x1b[31m" * 100)
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "list all codes with `eventwright rules`" in result.stderr


@pytest.mark.parametrize("command", [["rules"], ["explain", "unknown-type"]])
def test_colours_are_for_those_who_ask(command: list[str]) -> None:
    assert "\x1b[" in run(*command, "--color", "always").stdout
    assert "\x1b[" not in run(*command, "--color", "never").stdout


def test_the_list_can_go_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "rules.txt"
    assert run("rules", "--output-file", str(file)).stdout == ""
    assert file.read_text() == run("rules").stdout


@pytest.mark.parametrize(
    ("document", "pointed"),
    [
        ("asyncapi: 2.6.0\ninfo: {title: a}\nchannels: {}\n", "more: eventwright explain missing-field"),
        ("asyncapi: 2.6.0\ninfo: {title: 1}\nchannels: {}\n", "more: eventwright explain CODE"),
    ],
)
def test_a_report_ends_with_where_to_read_more(tmp_path: Path, document: str, pointed: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(document)
    *_, more, verdict = run("validate", str(file)).stdout.splitlines()
    assert more == pointed
    assert "error" in verdict
