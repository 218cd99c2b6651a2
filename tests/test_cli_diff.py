"""The command `diff`: formats, exit codes, whose code decides, and input that cannot be compared."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.diff.rules import RULES, DiffRule

CASES = Path(__file__).parent / "diff"
MESSAGEBIRD = Path(__file__).parents[1] / "spec" / "messagebird-conversations.yaml"
STATUS = "asyncapi: 2.6.0\ninfo: {title: Orders, version: 1.0.0}\nchannels:\n  orders:\n"
OPEN = "{message: {payload: {type: string, enum: [open, paid]}}}"
MORE = "{message: {payload: {type: string, enum: [open, paid, void]}}}"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["diff", *arguments])


def case(rule: str, *flags: str) -> Result:
    return run(str(CASES / rule / "old.yaml"), str(CASES / rule / "new.yaml"), *flags)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """A value was added to what comes in, and to what goes out."""
    for name, schema in (("old.yaml", OPEN), ("new.yaml", MORE)):
        text = f"{STATUS}    publish: {schema}\n    subscribe: {schema}\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")


def test_a_document_has_not_changed_from_itself() -> None:
    result = run(str(MESSAGEBIRD), str(MESSAGEBIRD))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{MESSAGEBIRD} and {MESSAGEBIRD}: no changes\n"


def test_a_change_is_told_with_both_places_and_what_it_reaches() -> None:
    result = case("enum-value-added")
    assert result.exit_code == 1
    first, *rest = result.stdout.splitlines()
    assert first.startswith(f"{CASES / 'enum-value-added' / 'new.yaml'}:10:")
    assert first.endswith('enum-value-added the value "void" was added (receiver breaking, sender safe)')
    assert "  reaches publish orders" in rest
    assert rest[-1].endswith("1 change; breaking for receivers, safe for senders; bump: major")


def test_a_change_stands_on_one_line_where_that_is_asked_for() -> None:
    result = case("required-added", "--output-format", "concise")
    line, effect = result.stdout.splitlines()
    assert line.endswith("required-added the property 'id' has to be there (receiver safe, sender breaking)")
    assert effect.endswith(
        "code-field-retyped OrdersPublishPayload.id was str | None and is str (code breaking)"
    )


def test_programs_get_json() -> None:
    report = json.loads(case("maximum-tightened", "--output-format", "json").stdout)
    assert report["format"] == 1
    assert report["verdict"] == {"receiver": "safe", "sender": "breaking", "code": "safe"}
    assert report["bump"] == "major"
    [change] = report["changes"]
    assert change.pop("fingerprint")
    assert change == {
        "rule": "maximum-tightened",
        "receiver": "safe",
        "sender": "breaking",
        "code": "safe",
        "pointer_old": "/channels/orders/publish/message/payload/properties/total",
        "pointer_new": "/channels/orders/publish/message/payload/properties/total/maximum",
        "line_old": 10,
        "line_new": 10,
        "message": "the maximum none became 10",
        "operations": ["publish orders"],
        "witness": {"valid_under": "old", "part": "payload", "message": "", "value": {"total": 11}},
    }


def test_a_fingerprint_stays_where_lines_move_and_values_are_listed_before(tmp_path: Path) -> None:
    def fingerprint(first: str, last: str) -> str:
        for name, values in (("a", first), ("b", last)):
            schema = f"{{message: {{payload: {{type: string, enum: [{values}]}}}}}}"
            (tmp_path / name).write_text(f"{STATUS}    publish: {schema}\n", encoding="utf-8")
        result = run(str(tmp_path / "a"), str(tmp_path / "b"), "--output-format", "json")
        [change] = json.loads(result.stdout)["changes"]
        return str(change["fingerprint"])

    assert fingerprint("open, paid", "open, paid, void") == fingerprint("paid, open", "void, paid, open")
    assert fingerprint("open, paid", "open, paid, void") != fingerprint("open, paid", "open, paid, lost")


@pytest.mark.parametrize(
    ("rule", "fail_on", "code"),
    [
        ("required-added", "breaking", 1),
        ("default-added", "breaking", 0),
        ("default-added", "dangerous", 1),
        ("schema-title-changed", "dangerous", 0),
        ("schema-title-changed", "any", 1),
        ("required-added", "none", 0),
        ("enum-reordered", "any", 0),
    ],
)
@pytest.mark.parametrize(
    "form", ["full", "concise", "json", "markdown", "github", "gitlab", "junit", "sarif"]
)
def test_the_exit_code_depends_on_what_is_asked_for_alone(
    rule: str, fail_on: str, code: int, form: str, tmp_path: Path
) -> None:
    flags = ("--fail-on", fail_on, "--output-format", form)
    plain, filed = case(rule, *flags), case(rule, *flags, "--output-file", str(tmp_path / "report"))
    assert plain.exit_code == filed.exit_code == code
    assert filed.stdout == ""
    assert (tmp_path / "report").read_text(encoding="utf-8") == plain.stdout


def test_the_exit_code_is_the_same_where_a_file_is_written(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    result = case("required-added", "--output-format", "json", "--output-file", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(file.read_text())["bump"] == "major"


@pytest.mark.parametrize(
    ("rule", "perspective", "code"),
    [
        # What others publish the application receives: a value more breaks it, a value less breaks them.
        ("enum-value-added", "application", 1),
        ("enum-value-added", "client", 0),
        ("enum-value-removed", "application", 0),
        ("enum-value-removed", "client", 1),
        ("enum-value-removed", "both", 1),
    ],
)
def test_the_perspective_decides_what_fails(rule: str, perspective: str, code: int) -> None:
    assert case(rule, "--perspective", perspective).exit_code == code


def test_what_is_reached_from_both_sides_is_told_with_both(pair: tuple[str, str]) -> None:
    report = json.loads(run(*pair, "--output-format", "json").stdout)
    assert [change["operations"] for change in report["changes"]] == [
        ["publish orders"],
        ["subscribe orders"],
    ]
    assert run(*pair, "--perspective", "client").exit_code == 1


def test_annotations_of_github_name_file_and_line() -> None:
    [line] = case("enum-value-added", "--output-format", "github").stdout.splitlines()
    assert line.startswith("::error file=")
    assert ",line=10,title=enum-value-added::the value" in line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("asyncapi: 3.0.0\ninfo: {title: a, version: '1'}\nchannels: {}\n", "unsupported-version"),
        ("asyncapi: 1.2.0\ninfo: {title: a, version: '1'}\n", "unsupported-version"),
        ("asyncapi: [\n", "not-yaml"),
        ("asyncapi: 2.6.0\ninfo: {title: a, version: '1'}\n", "missing-field"),
        ("", "document-empty"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_what_cannot_be_compared_is_no_answer(tmp_path: Path, text: str, told: str, first: bool) -> None:
    (tmp_path / "a.yaml").write_text(text)
    names = [str(MESSAGEBIRD), str(tmp_path / "a.yaml")]
    result = run(*(names[::-1] if first else names))
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_an_error_that_leaves_no_doubt_is_told_and_gone_over(tmp_path: Path) -> None:
    text = MESSAGEBIRD.read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text.replace("  version:", "  # version:"), encoding="utf-8")
    result = run(str(MESSAGEBIRD), str(tmp_path / "a.yaml"), "--output-format", "concise")
    assert result.exit_code == 0
    assert "info-version-changed" in result.stdout
    assert "missing-field 'info' has no 'version'" in result.stderr


def test_all_that_keeps_two_documents_from_being_compared_is_told(tmp_path: Path) -> None:
    result = run(str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), "--fail-on", "none")
    assert result.exit_code == 2
    assert result.stderr.count("document-missing") == 2


def test_every_change_is_listed() -> None:
    result = CliRunner().invoke(app, ["rules", "--diff"])
    listed = [line.split()[0] for line in result.stdout.splitlines() if line.startswith("  ")]
    assert listed == [rule.id for rule in RULES]
    rows = json.loads(CliRunner().invoke(app, ["rules", "--diff", "--output-format", "json"]).stdout)["rules"]
    assert [row["id"] for row in rows] == listed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_change_is_explained(rule: DiffRule) -> None:
    result = CliRunner().invoke(app, ["explain", rule.id])
    assert result.exit_code == 0
    assert rule.purpose in result.stdout


def test_an_unknown_id_gets_a_near_match() -> None:
    result = CliRunner().invoke(app, ["explain", "required-aded"])
    assert result.exit_code == 2
    assert "did you mean 'required-added'" in result.stderr
