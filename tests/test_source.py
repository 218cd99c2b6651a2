"""Source: a text becomes a tree that knows every place; scalars mean what YAML 1.2 says."""

import codecs
import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eventwright.problems import Place, Pointer
from eventwright.source import Json, Limits, Tree, parse
from eventwright.source.findings import Findings
from eventwright.source.yaml_text import read_yaml


def yaml_tree(text: str) -> Tree:
    return parse("a.yaml", text.encode())


def same(left: Json, right: Json) -> bool:
    """Compare with types, as `True == 1 == 1.0` in Python."""
    return json.dumps(left) == json.dumps(right)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("n", "n"),
        ("null", None),
        ("~", None),
        ("", None),
        ("nUll", "nUll"),
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("0777", 777),
        ("0o17", 15),
        ("0o8", "0o8"),
        ("-0x1F", "-0x1F"),
        ("0x1F", 31),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("12:30:00", "12:30:00"),
        ("2001-12-14", "2001-12-14"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-1.5E-3", -0.0015),
        ("1.e+1", 10.0),
        (".", "."),
        ("-", [None]),
        ("1.2.3", "1.2.3"),
        ("١٢", "١٢"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("''", ""),
        ("|\n  1\n", "1\n"),
        ("=", "="),
        ("<<", "<<"),
        ("!!str 12", "12"),
        ("!!str", ""),
        ("! 12", "12"),
        ("!!int '12'", 12),
        ("!!int 0x10", 16),
        ("!!float 3", 3.0),
        ("!!bool 'true'", True),
        ("!!null ''", None),
        ("!!map {a: 1}", {"a": 1}),
        ("!!seq [1]", [1]),
        ("!<tag:yaml.org,2002:int> 3", 3),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(written: str, value: Json) -> None:
    tree = yaml_tree(f"v: {written}") if written != "-" else yaml_tree("v:\n-")
    assert same(tree.value, {"v": value})


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("200: a\n'404': b", ["200", "404"]),
        ("on: a\nnull: b\n~: c\n1.50: e", ["on", "null", "~", "1.50"]),
        ("? \n: d", [""]),
        ("? a\n: 1", ["a"]),
        ("- &k 0x10\n- *k : 1", ["0x10"]),
        ("- &k\n  x: 1\n- 'quoted': *k", ["quoted"]),
        ("'<<': 1\n!!str b: 2", ["<<", "b"]),
    ],
)
def test_a_key_is_its_written_text(text: str, keys: list[str]) -> None:
    value = yaml_tree(text).value
    mapping = value[-1] if isinstance(value, list) else value
    assert isinstance(mapping, dict)
    assert list(mapping) == keys


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}", {"x": 1, "y": 3}),
        ("b: {y: 3, <<: {x: 1, y: 2}}", {"x": 1, "y": 3}),
        ("b: {<<: [{x: 1}, {x: 2, y: 2}, {z: 3, y: 0}]}", {"x": 1, "y": 2, "z": 3}),
        ("a: &a {<<: {x: 1}}\nb: {<<: *a}", {"x": 1}),
        ("b: {<<: []}", {}),
    ],
)
def test_merged_keys_yield_to_own_ones_and_to_earlier_sources(text: str, value: Json) -> None:
    tree = yaml_tree(text)
    assert same(tree.get(("b",)), value)


def test_a_merged_key_stands_where_it_was_written() -> None:
    tree = yaml_tree("a: &a\n  x: 1\nb:\n  <<: *a\n  y: 2\n")
    assert tree.place(("b", "x")) == Place("a.yaml", 2, 6, "/b/x")
    assert tree.place(("b", "y"), key=True) == Place("a.yaml", 5, 3, "/b/y")


def test_aliases_share_one_value_and_have_a_place_of_their_own() -> None:
    tree = yaml_tree("a: &x\n  k: [1]\nb: *x\n")
    assert tree.get(("a",)) is tree.get(("b",))
    assert tree.place(("b",)) == Place("a.yaml", 3, 4, "/b")
    assert tree.place(("b", "k", "0")) == Place("a.yaml", 2, 7, "/b/k/0")


def test_an_alias_means_the_anchor_last_written_before_it() -> None:
    assert yaml_tree("- &a 1\n- &a [&a 2, *a]\n- *a\n- &a 3\n- *a").value == [1, [2, 2], 2, 3, 3]


TEXT = "channels:\n  /webhook:\n    tags: [é, {n: 1}]\n  '😀': x\r\nempty:\n"


@pytest.mark.parametrize(
    ("pointer", "key", "line", "column"),
    [
        ((), False, 1, 1),
        (("channels",), True, 1, 1),
        (("channels",), False, 2, 3),
        (("channels", "/webhook"), True, 2, 3),
        (("channels", "/webhook", "tags"), True, 3, 5),
        (("channels", "/webhook", "tags"), False, 3, 11),
        (("channels", "/webhook", "tags", "0"), False, 3, 12),
        (("channels", "/webhook", "tags", "1", "n"), False, 3, 19),
        (("channels", "/webhook", "tags", "1"), True, 3, 15),
        (("channels", "😀"), False, 4, 8),
        (("empty",), False, 5, 7),
        (("channels", "/webhook", "absent", "x"), True, 2, 3),
        (("channels", "/webhook", "tags", "01"), False, 3, 11),
        (("channels", "/webhook", "tags", "2"), False, 3, 11),
        (("channels", "😀", "below a scalar"), False, 4, 8),
        (("absent",), False, 1, 1),
    ],
)
def test_every_node_knows_its_place(pointer: Pointer, key: bool, line: int, column: int) -> None:
    place = yaml_tree(TEXT).place(pointer, key)
    text = "".join("/" + token.replace("/", "~1") for token in pointer)
    assert place == Place("a.yaml", line, column, text)


@pytest.mark.parametrize(
    ("pointer", "line", "column", "key_column"),
    [(("a",), 2, 8, 3), (("a", "1"), 2, 13, 13), (("a", "1", "b"), 2, 20, 14), (("c",), 3, 6, 1)],
)
def test_json_knows_its_places_too(pointer: Pointer, line: int, column: int, key_column: int) -> None:
    tree = parse("a.json", b'{\n  "a": ["", {"b" : "/"}],\n"c": "d"}')
    place, key = tree.place(pointer), tree.place(pointer, key=True)
    assert (place.line, place.column) == (line, column)
    assert (key.line, key.column) == (line, key_column)


@pytest.mark.parametrize(
    "pointer", [("x",), ("a", "2"), ("a", "-"), ("a", "00"), ("a", "0", "x"), ("a", "9" * 5000)]
)
def test_a_node_that_is_not_there_is_a_key_error(pointer: Pointer) -> None:
    with pytest.raises(KeyError):
        yaml_tree("a: [1, 2]").get(pointer)


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff{"a": 1}',
        '\t{\t"a"\t:\t1\t}\t\n',
        '{"a": "\\/ \\u00e9 \\ud83d\\ude00 \\n"}',
        '{"' + "k" * 2000 + '": 1}',
        '{"a": -0.5e-3, "b": [], "c": {}, "d": [true, false, null]}',
        '{"a": "\x7f"}',
        '{"<<": 1, "on": 2}',
        "[-0, 12345678901234567890]",
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_json_is_read_as_json_whatever_its_name(text: str, name: str) -> None:
    assert same(parse(name, text.encode()).value, json.loads(text.removeprefix("\ufeff")))


@pytest.mark.parametrize(
    ("text", "value"),
    [("{a: 1, b: [x, 'y']}", {"a": 1, "b": ["x", "y"]}), ('{"a": 1,}', {"a": 1}), ("[on]", ["on"])],
)
def test_flow_yaml_that_is_no_json_is_read_as_yaml(text: str, value: Json) -> None:
    assert same(yaml_tree(text).value, value)


def test_a_referenced_file_may_hold_any_value() -> None:
    assert [yaml_tree(text).value for text in ("- a", "just text", "5")] == [["a"], "just text", 5]
    assert parse("a.json", b' "x" ').value == "x"


@pytest.mark.parametrize(
    "data",
    [
        "é: 😀".encode(),
        codecs.BOM_UTF8 + "é: 😀".encode(),
        codecs.BOM_UTF16_LE + "é: 😀".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "é: 😀".encode("utf-16-be"),
    ],
)
def test_utf_8_and_marked_utf_16_are_read_and_the_mark_is_no_column(data: bytes) -> None:
    tree = parse("a.yaml", data)
    assert tree.value == {"é": "😀"}
    assert tree.place(("é",)) == Place("a.yaml", 1, 4, "/é")
    assert tree.text == "é: 😀"


def test_the_pure_parser_reads_the_same_tree() -> None:
    findings = Findings("a.yaml", TEXT, Limits())
    tree = yaml_tree(TEXT)
    assert read_yaml(findings, Limits(), yaml.SafeLoader) == (tree.value, tree.marks)


# YAML refuses control characters and libyaml reads NEL, LS and PS as line breaks.
PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x85\u2028\u2029\ufeff\ufffe\uffff")
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def documents(text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    below = st.recursive(
        LEAVES | text,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
        max_leaves=15,
    )
    return below.filter(lambda value: value is not None)


def compact(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"))


def indented(value: Json) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


@pytest.mark.parametrize("write", [compact, indented])
@given(value=documents(st.text(st.characters(exclude_categories=["Cs"]))))
@settings(max_examples=60, deadline=None)
def test_json_reads_back_as_it_was_written(write: Callable[[Json], str], value: Json) -> None:
    assert same(parse("a.json", write(value).encode()).value, value)


@given(value=st.dictionaries(PRINTABLE, documents(PRINTABLE), min_size=1))
@settings(max_examples=60, deadline=None)
def test_json_in_a_yaml_file_reads_back_as_it_was_written(value: Json) -> None:
    assert same(parse("a.yaml", indented(value).encode()).value, value)


@given(value=documents(PRINTABLE))
@settings(max_examples=60, deadline=None)
def test_dumped_yaml_with_quotes_and_tags_reads_back_as_it_was_written(value: Json) -> None:
    text = yaml.safe_dump(value, default_style='"', sort_keys=False)
    assert same(yaml_tree(text).value, value)


# PyYAML writes for YAML 1.1, in which `0o17` and `1e5` are texts that need no quotes.
NO_NUMBER = PRINTABLE.filter(lambda text: not text.startswith(tuple("0123456789.+-")))


@given(value=documents(NO_NUMBER))
@settings(max_examples=60, deadline=None)
def test_dumped_plain_yaml_reads_back_as_it_was_written(value: Json) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=False, sort_keys=False)
    assert same(yaml_tree(text).value, value)
