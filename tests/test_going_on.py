"""Errors that leave no doubt about a package: commands tell them and go on, unless they are to be strict."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.doubt import refusing
from eventwright.problems import Level, Place, Problem
from eventwright.rules import RULES, Rule

INVALID = """\
asyncapi: 2.6.0
info: {title: Orders, version: "1"}
channels:
  placed:
    publish: {operationId: receive, message: {name: placed, payload: {type: object}}}
  paid:
    publish: {operationId: receive, message: {name: paid, payload: {type: object}}}
"""
CHOICE = """\
asyncapi: 2.6.0
info: {title: Orders, version: "1"}
channels:
  paid:
    publish: {message: {oneOf: [{name: paid, payload: {type: object}}]}}
"""
ERROR = "a.yaml:7:14: duplicate-operation-id"
GENERATE = ["generate", "a.yaml", "--output", "orders"]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(INVALID)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_package_is_written_and_the_error_told() -> None:
    result = run(*GENERATE)
    assert result.exit_code == 0
    assert ERROR in result.stderr
    assert result.stdout.endswith(
        "  the document has an error that leaves no doubt about its package; with --strict it is refused\n"
    )
    assert Path("orders/models.py").exists()


def test_a_package_in_step_is_in_step_although_its_document_has_an_error() -> None:
    run(*GENERATE)
    result = run("check", "a.yaml", "--output", "orders", "--output-format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert report["packages"][0]["in_step"]
    assert [problem["code"] for problem in report["problems"]] == ["duplicate-operation-id"]
    assert report["errors"] == 1


def test_a_document_with_such_an_error_is_not_valid() -> None:
    result = run("validate", "a.yaml")
    assert result.exit_code == 1
    assert ERROR in result.stdout


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("publish", "publih"), ("payload", "paylod"), ("message", "mesage"), ("oneOf", "oneof")],
)
def test_a_misspelt_field_that_decides_the_package_is_refused(right: str, wrong: str) -> None:
    Path("a.yaml").write_text(CHOICE.replace(right, wrong, 1))
    result = run(*GENERATE)
    assert result.exit_code == 1
    assert f"misspelt-field '{wrong}'" in result.stderr and f"did you mean '{right}'?" in result.stderr
    assert not Path("orders").exists()


def test_a_reference_to_what_is_no_schema_is_refused_as_the_same_is_where_it_is_written() -> None:
    for payload in ("{$ref: '#/info/title'}", "Orders"):
        Path("a.yaml").write_text(CHOICE.replace("{type: object}", payload))
        result = run(*GENERATE)
        assert result.exit_code == 1
        assert "wrong-type 'payload' must be a boolean or a mapping, not text" in result.stderr
        assert not Path("orders").exists()


def test_a_strict_run_refuses() -> None:
    result = run(*GENERATE, "--strict")
    assert result.exit_code == 1
    assert ERROR in result.stderr
    assert not Path("orders").exists()


def test_the_environment_can_ask_for_a_strict_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTWRIGHT_STRICT", "1")
    assert run(*GENERATE).exit_code == 1
    assert run(*GENERATE, "--no-strict").exit_code == 0


def test_the_configuration_can_ask_for_a_strict_run() -> None:
    Path("eventwright.toml").write_text('spec = "a.yaml"\noutput = "orders"\nstrict = true\n')
    assert run("generate").exit_code == 1
    assert run("generate", "--no-strict").exit_code == 0
    assert run("check").exit_code == 1


def test_a_configured_strictness_is_a_boolean() -> None:
    Path("eventwright.toml").write_text('spec = "a.yaml"\nstrict = "yes"\n')
    result = run("generate")
    assert result.exit_code == 2
    assert "configuration-value 'strict' cannot be 'yes'" in result.stderr
    assert "write true or false" in result.stderr


def test_the_command_that_mends_drift_is_as_strict() -> None:
    Path("a.yaml").write_text(INVALID.replace("receive", "receivePaid", 1))
    result = run("check", "a.yaml", "--output", "orders", "--strict")
    assert "eventwright generate a.yaml --output orders --strict" in result.stdout


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_strict_run_refuses_over_any_error_and_no_warning(rule: Rule) -> None:
    problem = Problem(rule.code, "", level=rule.level)
    assert bool(refusing([problem], Level.ERROR)) is (rule.level is Level.ERROR)
    assert refusing([problem], Level.WARNING)


@pytest.mark.parametrize(
    ("pointer", "refused"),
    [
        ("/info", False),
        ("/info/version", False),
        ("/info/license/name", False),
        ("/tags/0", False),
        ("/channels/orders/description", False),
        ("/channels/orders/publish/tags/0/name", False),
        ("/components/messages/Order/examples/0", False),
        ("/components/schemas/Order/properties/total/description", False),
        ("", True),
        ("/asyncapi", True),
        ("/channels/info", True),
        ("/channels/tags/publish", True),
        ("/components/schemas/description", True),
        ("/components/schemas/Order/properties/description", True),
        ("/components/schemas/Order/properties/description/minLength", True),
        ("/components/schemas/Order/dependencies/tags", True),
        ("/components/messages/examples/payload/type", True),
        ("/servers/info/url", True),
    ],
)
@pytest.mark.parametrize("code", ["wrong-type", "missing-field"])
def test_an_error_in_what_is_for_people_is_gone_over(code: str, pointer: str, refused: bool) -> None:
    problem = Problem(code, "", Place("a.yaml", pointer=pointer))
    assert bool(refusing([problem])) is refused
    assert refusing([problem], Level.ERROR)


def test_a_broken_reference_is_never_gone_over() -> None:
    assert refusing([Problem("unknown-reference", "", Place("a.yaml", pointer="/tags/0/$ref"))])


def test_an_error_that_the_table_does_not_know_refuses() -> None:
    assert refusing([Problem("not-in-the-table", "")])


VALID = INVALID.replace("receive", "receivePaid", 1)
XML = VALID.replace("name: paid,", "name: paid, contentType: application/xml,", 1)


def codes_at(text: str, severity: str | None) -> list[int]:
    Path("a.yaml").write_text(text)
    flags = [] if severity is None else ["--fail-severity", severity]
    output = ["--output", "orders"]
    found = [run("validate", "a.yaml", *flags), run("inspect", "a.yaml", *flags)]
    found += [run("generate", "a.yaml", *output, *flags), run("check", "a.yaml", *output, *flags)]
    return [result.exit_code for result in found]


@pytest.mark.parametrize(
    ("text", "severity", "codes"),
    [
        (VALID, "warning", [0, 0, 0, 0]),
        (XML, None, [0, 0, 0, 0]),
        (XML, "error", [0, 0, 0, 0]),
        (XML, "warning", [1, 1, 1, 1]),
        (INVALID, None, [1, 0, 0, 0]),
        (INVALID, "error", [1, 1, 1, 1]),
        (INVALID, "warning", [1, 1, 1, 1]),
    ],
)
def test_a_severity_fails_alike_in_every_command(text: str, severity: str | None, codes: list[int]) -> None:
    assert codes_at(text, severity) == codes
    assert Path("orders").exists() is (codes[2] == 0)


def test_advice_fails_where_it_is_told_only() -> None:
    assert codes_at(VALID.replace("channels:", "channels:\n  empty: {}"), "warning") == [1, 0, 0, 0]


def test_the_severity_may_stand_in_the_configuration_and_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("a.yaml").write_text(XML)
    monkeypatch.setenv("EVENTWRIGHT_FAIL_SEVERITY", "warning")
    assert run("validate", "a.yaml").exit_code == 1
    monkeypatch.delenv("EVENTWRIGHT_FAIL_SEVERITY")
    Path("eventwright.toml").write_text('spec = "a.yaml"\noutput = "orders"\nfail_severity = "warning"\n')
    assert run("validate", "a.yaml").exit_code == run("generate").exit_code == run("check").exit_code == 1
    assert run("generate", "--fail-severity", "error").exit_code == 0


def test_the_command_that_mends_drift_fails_as_early() -> None:
    Path("a.yaml").write_text(VALID)
    result = run("check", "a.yaml", "--output", "orders", "--fail-severity", "warning")
    assert result.stdout.endswith("eventwright generate a.yaml --output orders --fail-severity warning\n")
