"""Findings as text in each format: what stands where, and that no text reaches a terminal raw."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwright.problems import Level, Place, Problem
from eventwright.report.color import PLAIN, Color, Painter, painter
from eventwright.report.drift import patch_text
from eventwright.report.formats import Format
from eventwright.report.frames import frame
from eventwright.report.problems import problems_text
from eventwright.report.visible import columns, visible, visible_lines

TEXT = "asyncapi: 2.6.0\ninfo: {}\nchannels:\n  orders:\n    $ref: '#/chanels/all'\n\nlast: 1\n"
WRONG = Problem("unknown-reference", "'#/x' is not here", Place("a.yaml", 5, 11, "/channels"), "look again")
ODD = Problem("messages-not-told-apart", "nothing tells", Place("a.yaml", 4, 3), "", Level.WARNING)
NO_FILE = Problem("document-missing", "'b.yaml' does not exist", Place("spec/b.yaml"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(TEXT)
    return tmp_path


def test_the_full_format_shows_the_place_the_lines_around_it_and_the_hint() -> None:
    assert problems_text([WRONG], Format.FULL) == (
        "a.yaml:5:11: unknown-reference '#/x' is not here\n"
        "   3 | channels:\n"
        "   4 |   orders:\n"
        " > 5 |     $ref: '#/chanels/all'\n"
        "     |           ^\n"
        "   6 |\n"
        "   7 | last: 1\n"
        "  hint: look again\n"
        "more: eventwright explain unknown-reference\n"
    )


def test_the_concise_format_is_a_line_for_each_problem() -> None:
    assert problems_text([WRONG, ODD, NO_FILE], Format.CONCISE) == (
        "a.yaml:5:11: unknown-reference '#/x' is not here\n"
        "a.yaml:4:3: warning: messages-not-told-apart nothing tells\n"
        "spec/b.yaml: document-missing 'b.yaml' does not exist\n"
    )


def test_json_has_the_documented_keys_and_counts() -> None:
    value = json.loads(problems_text([WRONG, ODD, NO_FILE], Format.JSON))
    assert (value["format"], value["errors"], value["warnings"]) == (1, 2, 1)
    assert value["problems"][0] == {
        "code": "unknown-reference",
        "level": "error",
        "message": "'#/x' is not here",
        "file": "a.yaml",
        "line": 5,
        "column": 11,
        "pointer": "/channels",
        "hint": "look again",
    }
    assert value["problems"][2]["line"] is None


def test_github_gets_workflow_commands() -> None:
    assert problems_text([WRONG, ODD, NO_FILE], Format.GITHUB) == (
        "::error file=a.yaml,line=5,col=11,title=unknown-reference::'#/x' is not here (hint: look again)\n"
        "::warning file=a.yaml,line=4,col=3,title=messages-not-told-apart::nothing tells "
        "(hint: give each payload a property with a `const` of its own, or set `tell_apart` in the "
        "configuration)\n"
        "::error file=spec/b.yaml,title=document-missing::'b.yaml' does not exist (hint: correct the path)\n"
    )


def test_github_properties_cannot_be_broken_out_of() -> None:
    hostile = Problem("wrong-type", "100%\n::error::", Place("a,line=1:%.yaml", 1, 1))
    assert problems_text([hostile], Format.GITHUB) == (
        "::error file=a%2Cline=1%3A%25.yaml,line=1,col=1,title=wrong-type::"
        "100%25\\n::error:: (hint: correct the value)\n"
    )


def test_no_problems_are_no_lines_but_a_whole_report_for_programs() -> None:
    assert json.loads(problems_text([], Format.JSON))["problems"] == []
    assert json.loads(problems_text([], Format.SARIF))["runs"][0]["results"] == []
    assert problems_text([], Format.MARKDOWN) == "<!-- eventwright validate -->\nno problems\n\n"
    assert [problems_text([], form) for form in (Format.FULL, Format.CONCISE, Format.GITHUB)] == ["", "", ""]


def test_colours_mark_the_code_and_nothing_else_when_asked_for() -> None:
    text = problems_text([NO_FILE], Format.FULL, Painter(True))
    assert text == (
        "spec/b.yaml: \x1b[1;31mdocument-missing\x1b[0m 'b.yaml' does not exist\n"
        "  \x1b[36mhint\x1b[0m: correct the path\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "text", "caret"),
    [
        ("\tkey: 1", 2, "\\tkey: 1", 2),
        ("a\x1b[31mb", 7, "a\\x1b[31mb", 9),
        ("漢字: x", 5, "漢字: x", 6),
        ("e\u0301: x", 5, "e\u0301: x", 3),
    ],
)
def test_the_caret_stands_below_the_character(line: str, column: int, text: str, caret: int) -> None:
    Path("b.yaml").write_text(line)
    marked, below = frame(Place("b.yaml", 1, column))
    assert marked == f" > 1 | {text}"
    assert below == f"     | {' ' * caret}^"


def test_of_a_very_long_line_only_the_part_around_the_place_is_shown() -> None:
    Path("b.json").write_text("x" * 50_000 + "!" + "y" * 50_000)
    marked, below = frame(Place("b.json", 1, 50_001))
    assert len(marked) < 200
    assert marked[below.index("^")] == "!"


@pytest.mark.parametrize("place", [Place("gone.yaml"), Place("a.yaml", 99), Place("."), Place("a\0b")])
def test_what_cannot_be_shown_has_no_frame(place: Place) -> None:
    assert frame(place) == ()


def test_bytes_that_are_no_text_are_shown_as_far_as_they_go() -> None:
    Path("b.yaml").write_bytes(b"title: Caf\xe9\n")
    assert frame(Place("b.yaml", 1, 11))[0] == " > 1 | title: Caf\ufffd"


@given(st.text())
def test_visible_text_is_printable_and_on_one_line(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable()
    assert columns(shown) >= 0


@given(st.text())
def test_visible_lines_keep_line_feeds_and_tabs_alone(text: str) -> None:
    shown = visible_lines(text)
    assert shown.replace("\n", "").replace("\t", "").isprintable()
    assert shown.count("\n") == text.count("\n")


def test_a_patch_is_coloured_by_line_but_for_its_header() -> None:
    patch = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\x1b\n"
    assert patch_text(patch, PLAIN) == patch.replace("\x1b", "\\x1b")
    assert patch_text(patch, Painter(True)).splitlines() == [
        "--- a/x",
        "+++ b/x",
        "@@ -1 +1 @@",
        "\x1b[31m-old\x1b[0m",
        "\x1b[32m+new\\x1b\x1b[0m",
    ]


@pytest.mark.parametrize(
    ("color", "terminal", "environment", "active"),
    [
        (Color.AUTO, True, {}, True),
        (Color.AUTO, False, {}, False),
        (Color.AUTO, True, {"NO_COLOR": "1"}, False),
        (Color.AUTO, True, {"NO_COLOR": ""}, True),
        (Color.AUTO, True, {"CI": "true"}, False),
        (Color.AUTO, True, {"TERM": "dumb"}, False),
        (Color.ALWAYS, False, {"NO_COLOR": "1"}, True),
        (Color.NEVER, True, {}, False),
    ],
)
def test_colours_are_for_terminals_and_those_who_ask(
    color: Color, terminal: bool, environment: dict[str, str], active: bool
) -> None:
    assert painter(color, terminal=terminal, environment=environment).active is active
