"""Source: what is wrong with a text is found with its place, and nothing but SpecError escapes."""

import codecs
import json

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventwright.problems import Place, Problem, SpecError, UnreadableError
from eventwright.source import Limits, parse
from eventwright.source.findings import HINTS, Findings
from eventwright.source.yaml_text import read_yaml


def problems(text: str | bytes, name: str = "a.yaml", limits: Limits | None = None) -> tuple[Problem, ...]:
    with pytest.raises(SpecError) as caught:
        parse(name, text.encode() if isinstance(text, str) else text, limits or Limits())
    return caught.value.problems


def places(text: str, name: str = "a.yaml", limits: Limits | None = None) -> list[tuple[str, int, int, str]]:
    found = [(problem.code, problem.place) for problem in problems(text, name, limits)]
    return [(code, place.line, place.column, place.pointer) for code, place in found if place]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: 1\nb: \xff\n", 2, 4),
        ("é: ".encode() + b"\xe9", 1, 4),
        (codecs.BOM_UTF16_LE + "ab\ncd".encode("utf-16-le") + b"\x00\xd8", 2, 3),
        (codecs.BOM_UTF16_BE + b"\x00", 1, 1),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), 1, 1),
    ],
)
def test_another_encoding_is_refused_where_it_shows(data: bytes, line: int, column: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse("a.yaml", data)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("not-utf8", Place("a.yaml", line, column))


@pytest.mark.parametrize(
    ("text", "name", "code", "line", "column"),
    [
        ("", "a.yaml", "document-empty", 1, 1),
        ("# only\n# comments\n", "a.yaml", "document-empty", 1, 1),
        ("---\n...\n", "a.yaml", "document-empty", 1, 1),
        ("null", "a.json", "document-empty", 1, 1),
        (" \n", "a.json", "document-empty", 1, 1),
        ("a: b: c", "a.yaml", "not-yaml", 1, 5),
        ("a:\n  - b\n c: d", "a.yaml", "not-yaml", 3, 2),
        ("a:\n\t- b", "a.yaml", "not-yaml", 2, 1),
        ("a: [1, 2", "a.yaml", "not-yaml", 1, 9),
        ("a: 'x", "a.yaml", "not-yaml", 1, 6),
        ("a: 1\nb: x\x07y", "a.yaml", "not-yaml", 2, 5),
        ("a: @x", "a.yaml", "not-yaml", 1, 4),
        ("%YAML 3.0\n---\na: 1", "a.yaml", "not-yaml", 1, 1),
        ('{"a": }', "a.json", "not-json", 1, 7),
        ('{"a" 1}', "a.json", "not-json", 1, 6),
        ("{\n  a: 1}", "a.json", "not-json", 2, 3),
        ('{"a": 1,}', "a.json", "not-json", 1, 9),
        ('{"a": 01}', "a.json", "not-json", 1, 7),
        ('{"a": "x\ty"}', "a.json", "not-json", 1, 9),
        ('{"a": "x', "a.json", "not-json", 1, 9),
        ('{"a": "x\\q"}', "a.json", "not-json", 1, 9),
        ("[1 2]", "a.json", "not-json", 1, 4),
        ("[1", "a.json", "not-json", 1, 3),
        ("[] x", "a.json", "not-json", 1, 4),
        ("a: 1", "a.json", "not-json", 1, 1),
        ('{"a": [1}', "a.yaml", "not-yaml", 1, 9),
    ],
)
def test_what_is_neither_yaml_nor_json_is_unreadable(
    text: str, name: str, code: str, line: int, column: int
) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(name, text.encode())
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == (code, Place(name, line, column))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a:\n\t- b", "indent with spaces"),
        ("a: b: c", "in quotes"),
        ("a: 'x", "close the quotes"),
        ("a: [1, 2\nb: 3", "bracket"),
        ("a:\n  - b\n c: d", "indentation"),
        ('a: "\\d"', "backslash"),
    ],
)
def test_a_broken_text_comes_with_advice(text: str, hint: str) -> None:
    (problem,) = problems(text)
    assert hint in problem.hint


FOUND = [
    ("a: 1\nb: 2\na: 3\na: 4", [("duplicate-key", 3, 1, "/a"), ("duplicate-key", 4, 1, "/a")]),
    ("200: a\n'200': b", [("duplicate-key", 2, 1, "/200")]),
    (
        "x: [{a: 1, a: 2}]\ny: {b: , b: }",
        [("duplicate-key", 1, 12, "/x/0/a"), ("duplicate-key", 2, 10, "/y/b")],
    ),
    ('{"a": 1, "a": 2}', [("duplicate-key", 1, 10, "/a")]),
    ("{<<: {a: 1}, <<: {b: 1}}", [("duplicate-key", 1, 14, "/<<")]),
    ("a: !foo x\nb: !!binary x", [("unknown-tag", 1, 4, "/a"), ("unknown-tag", 2, 4, "/b")]),
    ("a: !!python/object:os.system {}", [("unknown-tag", 1, 4, "/a")]),
    ("a: !!set {x: }", [("unknown-tag", 1, 4, "/a")]),
    ("!foo a: 1", [("unknown-tag", 1, 1, "")]),
    ("a: !!int x", [("tag-mismatch", 1, 4, "/a")]),
    ("a: !!bool 1", [("tag-mismatch", 1, 4, "/a")]),
    ("a: !!seq {}", [("tag-mismatch", 1, 4, "/a")]),
    ("a: !!str []", [("tag-mismatch", 1, 4, "/a")]),
    ("a: .nan\nb: -.inf", [("not-json-number", 1, 4, "/a"), ("not-json-number", 2, 4, "/b")]),
    ("a: !!float .inf", [("not-json-number", 1, 4, "/a")]),
    ('{"a": [NaN, -Infinity]}', [("not-json-number", 1, 8, "/a/0"), ("not-json-number", 1, 13, "/a/1")]),
    ("a: 1e999", [("number-out-of-range", 1, 4, "/a")]),
    ("[1e999]", [("number-out-of-range", 1, 2, "/0")]),
    ("a: *nope", [("unknown-alias", 1, 4, "/a")]),
    ("a: &a [*a]\nb: &b {c: *b}", [("alias-cycle", 1, 8, "/a/0"), ("alias-cycle", 2, 11, "/b/c")]),
    ("a: &a {<<: *a}", [("alias-cycle", 1, 12, "/a/<<")]),
    ("? [a]\n: 1\n? {b: 1}\n: 2", [("key-not-a-string", 1, 3, ""), ("key-not-a-string", 3, 3, "")]),
    ("a: &a [1]\nb: {*a : 1}", [("key-not-a-string", 2, 5, "/b")]),
    (
        "a: {<<: 5}\nb: {<<: [x]}",
        [("merge-not-a-mapping", 1, 9, "/a/<<"), ("merge-not-a-mapping", 2, 10, "/b/<<")],
    ),
    ("a: 1\n---\nb: 2", [("several-documents", 2, 1, "")]),
    ('{"a": "\\ud800"}', [("lone-surrogate", 1, 7, "/a")]),
    ('a: "\\ud800"', [("lone-surrogate", 1, 7, "")]),
    ("a: " + "9" * 4001, [("number-too-long", 1, 4, "/a")]),
    ("[0, " + "9" * 4001 + "]", [("number-too-long", 1, 5, "/1")]),
    ("a: 0x" + "f" * 4001, [("number-too-long", 1, 4, "/a")]),
    ("a:\n  - " + "x" * 1_000_001, [("scalar-too-long", 2, 5, "/a/0")]),
    ('{"a": {"' + "k" * 10_001 + '": 1}}', [("key-too-long", 1, 8, "/a")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=lambda value: str(value)[:30])
def test_all_that_is_wrong_is_found_with_its_place(
    text: str, expected: list[tuple[str, int, int, str]]
) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in FOUND], ids=lambda value: str(value)[:30])
def test_a_readable_document_that_is_wrong_is_the_documents_fault(text: str) -> None:
    with pytest.raises(SpecError) as caught:
        parse("a.yaml", text.encode())
    assert not isinstance(caught.value, UnreadableError)
    assert all(problem.hint for problem in caught.value.problems)


def test_a_repeated_key_names_the_line_of_the_first() -> None:
    assert [problem.message for problem in problems("a: 1\n\na: 2\na: 3")] == [
        "the key 'a' stands here again; it stands first on line 1"
    ] * 2


def test_an_unknown_alias_offers_the_nearest_anchor() -> None:
    (problem,) = problems("a: &schema 1\nb: *shema")
    assert problem.hint == "did you mean 'schema'?"


def test_numbers_texts_and_keys_may_be_as_long_as_the_limit() -> None:
    text = json.dumps({"n": int("9" * 4000), "t": "x" * 1_000_000, "k" * 10_000: 1})
    assert parse("a.json", text.encode()).value == json.loads(text)


def nested(opening: str, closing: str, depth: int) -> str:
    return opening * depth + closing * depth


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_depth_ends_at_the_limit(name: str) -> None:
    parse(name, nested("[", "]", 200).encode())
    assert places(nested("[", "]", 201), name) == [("too-deep", 1, 201, "/0" * 200)]


OPENINGS = ["[", '{"a":', "[{", "- ", "{a: ", "? ", "!!seq [", "&a ["]


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_hundred_thousand_openings_end_quickly(opening: str) -> None:
    assert places(opening * 100_000)[-1][0] == "too-deep"


@pytest.mark.parametrize("opening", OPENINGS[:2])
def test_a_hundred_thousand_openings_of_json_end_quickly(opening: str) -> None:
    assert places(opening * 100_000, "a.json")[-1][0] == "too-deep"


def test_depth_counts_what_aliases_repeat() -> None:
    halves = f"- &a {nested('[', ']', 150)}\n- &b {'[' * 60}*a{']' * 60}\n"
    assert places(halves)[0][0] == "too-deep"


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)
MERGE_BOMB = (
    "- &m {" + ", ".join(f"k{n}: 1" for n in range(1000)) + "}\n" + "- {<<: [*m, *m, *m, *m]}\n" * 1000
)


@pytest.mark.parametrize("text", [BOMB, MERGE_BOMB], ids=["aliases", "merge keys"])
def test_a_bomb_is_counted_not_expanded(text: str) -> None:
    assert [code for code, *_ in places(text)] == ["too-many-nodes"]


@pytest.mark.parametrize(
    ("text", "nodes"),
    [("a: [1, 2]", 4), ("[1, 2]", 3), ("a: &a [1]\nb: *a", 5), ("{a: &a {b: c}, <<: *a}", 5)],
)
def test_nodes_are_values_with_aliases_in_full(text: str, nodes: int) -> None:
    parse("a.yaml", text.encode(), Limits(nodes=nodes))
    assert places(text, limits=Limits(nodes=nodes - 1))[0][0] == "too-many-nodes"


def test_reading_stops_after_too_many_findings() -> None:
    assert len(problems("a: 1\n" * 500, limits=Limits(problems=20))) == 20


@pytest.mark.parametrize(
    ("text", "expected"), [row for row in FOUND if "{" not in row[0][:1]], ids=lambda v: str(v)[:30]
)
def test_the_pure_parser_finds_the_same(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    with pytest.raises(SpecError) as caught:
        read_yaml(Findings("a.yaml", text, Limits()), Limits(), yaml.SafeLoader)
    assert [problem.code for problem in caught.value.problems] == [code for code, *_ in expected]


@pytest.mark.parametrize("text", ["a: b: c", 'a: "\\UFFFFFFFF"', "a: x\x07y", "a: 'x", "\ta: b"])
def test_the_pure_parser_refuses_what_is_not_yaml(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_yaml(Findings("a.yaml", text, Limits()), Limits(), yaml.SafeLoader)


def test_every_code_of_the_table_is_shown_by_a_case() -> None:
    shown = {code for _, rows in FOUND for code, *_ in rows}
    assert set(HINTS) - shown == {"document-empty", "too-deep", "too-many-nodes"}


@given(data=st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
@example(b"\xff\xfe\x00")
@example(b'"\\ud800')
def test_nothing_but_a_spec_error_comes_of_random_bytes(data: bytes) -> None:
    for name in ("a.yaml", "a.json"):
        try:
            parse(name, data)
        except SpecError as error:
            assert error.problems


@given(text=st.text(st.sampled_from("ab1.:-?[]{},&*!|>'\"%@`#\\~<\n\t u0dx\ud7ff\u2028\x85"), max_size=40))
@settings(max_examples=400, deadline=None)
def test_nothing_but_a_spec_error_comes_of_random_syntax(text: str) -> None:
    for name in ("a.yaml", "a.json"):
        try:
            tree = parse(name, text.encode())
        except SpecError as error:
            assert all(problem.place and problem.place.line > 0 for problem in error.problems)
        else:
            assert tree.place(()).file == name
