"""Reports for reviews: Markdown that nothing breaks out of, annotations, and SARIF by its public schema."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from eventwright.cli import app
from eventwright.report.frames import NARROWEST, beside
from eventwright.report.github import github_text
from eventwright.report.gitlab import gitlab_text
from eventwright.report.junit import junit_text
from eventwright.report.markdown import MOST, code, fenced, markdown_text
from eventwright.report.remarks import Kind, Remark, Spot
from eventwright.report.sarif import sarif_text
from eventwright.report.visible import columns, visible

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads(
    (ROOT / "tests" / "data" / "sarif" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)

OLD = (
    "asyncapi: 2.6.0\ninfo: {title: a, version: 1.0.0}\nchannels:\n  orders:\n    publish:\n      message:\n"
)
PAYLOAD = "        payload: {type: string, enum: [%s]}\n"
HOSTILE = "@team <img src=x> [a](http://b.c) `tick` |\n#1 ::error::$x$ \x1b[31m \u202e"
MARKDOWN = st.text(alphabet=st.one_of(st.sampled_from("`@#<>|[]()\n\r\\ -~"), st.characters()))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    Path("old.yaml").write_text(OLD + PAYLOAD % "open", encoding="utf-8")
    Path("new.yaml").write_text(OLD + PAYLOAD % f"open, {json.dumps(HOSTILE)}", encoding="utf-8")
    Path("broken.yaml").write_text(
        'asyncapi: 2.6.0\ninfo: {title: a}\nchannels: {$ref: "@me"}\n', encoding="utf-8"
    )
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 1, result.output
    return result.stdout


def sarif(*arguments: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(run(*arguments, "--output-format", "sarif"))
    VALIDATOR.validate(log)
    [found] = log["runs"]
    return dict(found)


def markup(text: str) -> list[tuple[str, str]]:
    """What Markdown makes of a text: each token with what it holds, and of code only that it is there."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    flat = [each for token in tokens for each in (token.children or [token])]
    return [(each.type, "" if each.type in ("code_inline", "fence") else each.content) for each in flat]


def comment(text: str) -> str:
    """A comment that has a text of a document wherever there may be one."""
    spot = Spot(file=text, line=1)
    frames = ((text, (text, text)), (text, (text,)))
    remark = Remark(
        rule=text,
        kind=Kind.ERROR,
        message=text,
        aside=text,
        spot=spot,
        earlier=spot,
        details=(text,),
        frames=frames,
    )
    return markdown_text("diff", [code(text)], [remark], f"\n{fenced([text])}")


def test_changes_are_sarif_with_help_and_fingerprints() -> None:
    log = sarif("diff", "old.yaml", "new.yaml")
    [rule] = log["tool"]["driver"]["rules"]
    assert rule["id"] == "enum-value-added"
    assert "breaking" in rule["help"]["text"]
    [result] = log["results"]
    assert (result["ruleId"], result["level"]) == ("enum-value-added", "error")
    [place] = result["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "new.yaml"}, "region": {"startLine": 7}}
    report = json.loads(run("diff", "old.yaml", "new.yaml", "--output-format", "json"))
    assert result["partialFingerprints"] == {"eventwright/v1": report["changes"][0]["fingerprint"]}


def test_problems_are_sarif() -> None:
    log = sarif("validate", "broken.yaml")
    assert {result["level"] for result in log["results"]} <= {"error", "warning"}
    helped = {rule["id"]: rule["help"]["text"] for rule in log["tool"]["driver"]["rules"]}
    assert set(helped) == {result["ruleId"] for result in log["results"]}
    assert all(helped.values())
    assert len({str(result["partialFingerprints"]) for result in log["results"]}) == len(log["results"])


def test_drift_is_sarif() -> None:
    log = sarif("check", "old.yaml", "--output", "events")
    assert {result["ruleId"] for result in log["results"]} == {"drift-missing", "drift-lock"}
    assert all(rule["shortDescription"]["text"] for rule in log["tool"]["driver"]["rules"])


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("spec/a.yaml", "spec/a.yaml"),
        ("../a b.yaml", "../a%20b.yaml"),
        ("/a/caf\u00e9.yaml", "file:///a/caf%C3%A9.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("https://a.b/c?d=e", "https://a.b/c?d=e"),
        ("%41.yaml", "%2541.yaml"),
        ("a\udcff.yaml", "a%FF.yaml"),
        ("\ud800.yaml", "%5Cud800.yaml"),
        ("https://example.com/\ud800", "https://example.com/%5Cud800"),
    ],
)
def test_a_file_is_named_by_its_uri(file: str, uri: str) -> None:
    remark = Remark(rule="a", kind=Kind.ERROR, message="b", spot=Spot(file=file))
    log = json.loads(sarif_text([remark], lambda _: None))
    VALIDATOR.validate(log)
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@given(MARKDOWN, MARKDOWN)
def test_any_text_is_valid_sarif_without_links(message: str, file: str) -> None:
    remark = Remark(rule="a", kind=Kind.NOTICE, message=message, spot=Spot(file=file, line=1, column=1))
    log = json.loads(sarif_text([remark], lambda _: None))
    VALIDATOR.validate(log)
    text = log["runs"][0]["results"][0]["message"]["text"]
    assert "](" not in text
    assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)\d", text)


@pytest.mark.parametrize(
    "command", [["diff", "old.yaml", "new.yaml"], ["validate", "broken.yaml"], ["check", "old.yaml"]]
)
def test_markdown_begins_with_a_marker_of_its_command(command: list[str]) -> None:
    text = run(*command, "--output-format", "markdown")
    assert text.startswith(f"<!-- eventwright {command[0]} -->\n")
    assert len(text) <= MOST


def test_no_text_of_a_document_acts_in_markdown() -> None:
    text = run("diff", "old.yaml", "new.yaml", "--output-format", "markdown")
    assert "@team" in text
    plain = "".join(content for _, content in markup(text))
    assert not re.search(r"[@#]|img|http|team|\x1b|\u202e", plain)
    assert {kind for kind, _ in markup(text)} & {"link_open", "image", "html_inline", "table_open"} == set()


@given(MARKDOWN.filter(bool))
def test_a_comment_is_made_of_the_same_whatever_a_document_says(text: str) -> None:
    """A parser of Markdown is the judge: only what stands in code may differ."""
    assert markup(comment(text)) == markup(comment("x"))


@given(MARKDOWN)
def test_a_code_span_holds_any_text(text: str) -> None:
    [token] = MarkdownIt("gfm-like", {"linkify": False}).parseInline(f"a {code(text)} b")
    assert [(each.type, each.content) for each in token.children or []] == [
        ("text", "a "),
        ("code_inline", visible(text) or "  "),
        ("text", " b"),
    ]


@given(st.lists(MARKDOWN))
def test_a_block_of_code_holds_any_lines(lines: list[str]) -> None:
    first, *body, last = fenced(lines).splitlines()
    assert first == f"{last}text"
    assert set(last) == {"`"}
    assert body == [visible(line) for line in lines]
    assert not any(last in line for line in body)


@given(st.lists(st.text(max_size=3_000), max_size=200), st.integers(0, 500))
def test_markdown_is_never_longer_than_a_comment_may_be(messages: list[str], documents: int) -> None:
    remarks = [Remark(rule="a", kind=Kind.ERROR, message=message) for message in messages]
    text = markdown_text("diff", ["b" * 1_000] * documents, remarks)
    assert len(text.encode("utf-16-le")) <= 2 * MOST
    told = text.count("\n- **error**")
    left = re.search(r"and (\d+) more, for which there is no room here", text)
    assert told + (int(left[1]) if left else 0) == len(messages)


def test_the_worst_stands_first_where_there_is_no_room_for_all() -> None:
    remarks = [
        *(Remark(rule="small", kind=Kind.NOTICE, message="\U0001f600" * 900) for _ in range(60)),
        Remark(rule="great", kind=Kind.ERROR, message="gone"),
    ]
    text = markdown_text("diff", [], remarks)
    assert text.splitlines()[1].startswith("- **error** `great`")
    assert len(text.encode("utf-16-le")) <= 2 * MOST
    assert "more, for which there is no room here" in text


def test_lines_of_files_go_before_a_finding_does() -> None:
    frames = (("old", ("x" * 500,)), ("new", ("y" * 500,)))
    remarks = [Remark(rule="a", kind=Kind.ERROR, message=str(number), frames=frames) for number in range(400)]
    text = markdown_text("diff", [], remarks)
    assert text.count("\n- **error**") == 400
    # The first ones keep theirs.
    assert 40 < text.count("<details>") < 400
    assert text.rindex("<details>") < text.index("`399`")


@given(MARKDOWN, MARKDOWN)
def test_an_annotation_is_one_command(message: str, file: str) -> None:
    spot = Spot(file=file, line=3)
    line = github_text([Remark(rule="a", kind=Kind.ERROR, message=message, spot=spot)])
    assert line.count("\n") == 1
    properties, _, _ = line.removeprefix("::error ").partition("::")
    assert re.fullmatch(r"file=[^,:\r\n]*,line=3,title=a", properties)


@given(st.lists(st.tuples(MARKDOWN, MARKDOWN, st.sampled_from(Kind))))
def test_gitlab_gets_an_issue_of_its_own_for_each_finding(found: list[tuple[str, str, Kind]]) -> None:
    remarks = [
        Remark(rule="a", kind=kind, message=message, spot=Spot(file=file, line=2))
        for message, file, kind in found
    ]
    issues = json.loads(gitlab_text(remarks))
    assert len({issue["fingerprint"] for issue in issues}) == len(found)
    for issue, (_, file, _) in zip(issues, found, strict=True):
        assert issue["location"] == {"path": visible(file), "lines": {"begin": 2}}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["description"].isprintable()


@given(st.lists(st.tuples(MARKDOWN, MARKDOWN, st.sampled_from(Kind))))
def test_junit_gets_well_formed_xml_with_a_failure_for_each_error(found: list[tuple[str, str, Kind]]) -> None:
    remarks = [
        Remark(rule="a", kind=kind, message=message, spot=Spot(file=file), details=(message,))
        for message, file, kind in found
    ]
    [suite] = ElementTree.fromstring(junit_text("diff", remarks))
    assert int(suite.attrib["tests"]) == len(suite) == max(1, len(found))
    failures = [case.find("failure") for case in suite]
    assert sum(failure is not None for failure in failures) == int(suite.attrib["failures"])
    assert int(suite.attrib["failures"]) == sum(kind is Kind.ERROR for _, _, kind in found)
    told = [failure.attrib["message"] for failure in failures if failure is not None]
    assert told == [visible(message) for message, _, kind in found if kind is Kind.ERROR]


def test_the_difference_of_a_package_is_shown_in_markdown() -> None:
    assert CliRunner().invoke(app, ["generate", "old.yaml", "--output", "events"]).exit_code == 0
    text = run("check", "new.yaml", "--output", "events", "--diff", "--output-format", "markdown")
    assert "`events` is **not in step** with `new.yaml`\n" in text
    assert "mend it with: `eventwright generate new.yaml --output events`" in text
    assert "- **error** `drift-stale`: `would be written differently now" in text
    assert "\n```diff\n--- " in text
    assert "team" not in "".join(content for _, content in markup(text))


def test_a_removal_is_annotated_at_what_is_left_of_its_owner() -> None:
    Path("old.yaml").write_text(OLD + "        payload:\n          minLength: 3\n          type: string\n")
    Path("new.yaml").write_text(OLD + "        payload:\n          type: string\n")
    line = run("diff", "old.yaml", "new.yaml", "--output-format", "github")
    assert line.startswith("::error file=new.yaml,line=7,title=min-length-")


def test_frames_stand_beside_each_other_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = run("diff", "old.yaml", "new.yaml")
    assert re.search(r"^  old old\.yaml:7:\d+$", narrow, re.MULTILINE)
    monkeypatch.setenv("COLUMNS", str(NARROWEST + 20))
    wide = run("diff", "old.yaml", "new.yaml")
    assert re.search(r"^  old old\.yaml:7:\d+ +new new\.yaml:7:\d+$", wide, re.MULTILINE)
    rows = [line for line in wide.splitlines() if line.startswith((" > ", "   "))]
    assert rows
    assert all(columns(row) <= NARROWEST + 20 for row in rows)


@given(st.lists(st.text().map(visible)), st.lists(st.text().map(visible)), st.integers(40, 200))
def test_two_columns_never_take_more_than_the_width(left: list[str], right: list[str], width: int) -> None:
    lines = list(beside(left, right, width))
    assert len(lines) == max(len(left), len(right))
    assert all(columns(line) <= width for line in lines)
