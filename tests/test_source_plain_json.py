"""Source: JSON is read without places first, with the same outcome as by the reader that knows them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwright.problems import Place, SpecError
from eventwright.source import Json, Limits, parse
from eventwright.source.findings import Findings
from eventwright.source.json_text import NotJsonError, read_json
from eventwright.source.plain_json import plain_json
from eventwright.source.tree import Tree

SMALL = Limits(depth=3, nodes=12, scalar=6, key=4, digits=5)


def with_places(text: str, limits: Limits) -> tuple[Json] | None:
    try:
        return (read_json(Findings("a.json", text, limits), limits)[0],)
    except (NotJsonError, SpecError):
        return None


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"\\u0061": 1, "a": 2}',
        "[NaN]",
        "[-Infinity]",
        "[1e999]",
        "[123456]",
        "[-123456]",
        "[[[[1]]]]",
        '{"a": {"a": {"a": {}}}}',
        '["toolong"]',
        '{"toolong": 1}',
        '["\\ud83d"]',
        f"[{', '.join('1' * 12)}]",
        "[01]",
        "[1.]",
        "[1,]",
        '["\t"]',
        '["\\x"]',
        "[1] [2]",
        "a: 1",
        "",
        "[" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_what_is_at_fault_or_beyond_a_limit_is_left_to_the_reader_with_places(text: str) -> None:
    assert plain_json(text, SMALL) is None
    assert with_places(text, SMALL) is None


@pytest.mark.parametrize(
    "text",
    [
        "[[[1]]]",
        '{"a": {"a": {"a": 1}}}',
        '["almost"]',
        '{"long": 1}',
        "[12345, -12345]",
        f"[{', '.join('1' * 11)}]",
        '["\\u00e9\\n"]',
        " [1.0, 1e2, -0, -0.0, true, false, null]\r\n",
    ],
)
def test_what_just_keeps_to_the_limits_is_read(text: str) -> None:
    found = plain_json(text, SMALL)
    (expected,) = with_places(text, SMALL) or (None,)
    assert found is not None
    assert repr(found) == repr(expected)


MARKS = ("{", "}", "[", "]", ",", ":", " ", "\n", '"', "\\")
TOKENS = (
    '"a"',
    '"b"',
    '"\\u0061"',
    '"\\ud800"',
    "1",
    "-1.5",
    "123456",
    "1e999",
    "true",
    "null",
    "NaN",
    "é",
    "0",
)
PIECES = st.sampled_from(MARKS + TOKENS)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-99, 99)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.lists(PIECES, max_size=12).map("".join) | VALUES.map(json.dumps), st.sampled_from([SMALL, Limits()])
)
def test_a_text_has_one_value_whichever_reader_takes_it(text: str, limits: Limits) -> None:
    found = plain_json(text, limits)
    if found is not None:
        assert repr((found,)) == repr(with_places(text, limits))


def test_a_place_is_looked_for_when_it_is_asked_for_and_equals_one_that_was_made() -> None:
    tree = parse("a.json", b'{"a":\n {"b/c": [1, 2]}}')
    assert "marks" not in vars(tree)
    place = tree.place(("a", "b/c", "1"))
    assert (place.file, place.pointer, "marks" in vars(tree)) == ("a.json", "/a/b~1c/1", False)
    assert (place.line, place.column) == (2, 14)
    assert place == Place("a.json", 2, 14, "/a/b~1c/1")
    assert Place("a.json", 2, 14, "/a/b~1c/1") == place
    assert hash(place) == hash(tree.place(("a", "b/c", "1")))
    assert place != tree.place(("a", "b/c", "0"))
    assert place.within("b.json") == Place("b.json", 2, 14, "/a/b~1c/1")


def test_a_place_has_no_other_attributes() -> None:
    tree = Tree("a.json", "1", 1, lambda: 0)
    with pytest.raises(AttributeError, match="width"):
        _ = tree.place(()).width  # type: ignore[attr-defined]  # that is what is tested
