"""JSON text read and written: what is refused, how it is told, and that nothing but our errors comes out."""

import copy
import pickle
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@contextmanager
def digit_limit(limit: int) -> Iterator[None]:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(limit)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def problems_of(codec: ModuleType, body: Any) -> list[str]:
    with pytest.raises(codec.DecodeError) as caught:
        codec.parse_json(body)
    return [str(problem) for problem in caught.value.problems]


HOSTILE: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "got nothing"),
    "blank": (b" \n ", "got nothing"),
    "bom": (b"\xef\xbb\xbf{}", "byte order mark"),
    "bom in text": ("\ufeff{}", "byte order mark"),
    "utf-16": ("{}".encode("utf-16"), "at byte 0"),
    "broken utf-8": (b'{"a": "\xff"}', "at byte 7"),
    "surrogate in utf-8": (b'"\xed\xa0\x80"', "at byte 1"),
    "lone high escape": (rb'{"a": ["\ud800"]}', "/a/0: expected Unicode characters, got '\\ud800'"),
    "lone low escape": (rb'"\udc00"', "the whole value: expected Unicode characters"),
    "swapped pair": (rb'"\udc00\ud800"', "Unicode characters"),
    "surrogate key": (rb'{"\uD800": 1}', "Unicode characters in each key"),
    "surrogate in text": ('"\ud800"', "at character 1"),
    "raw pair in text": ('"\ud83d\ude00"', "at character 1"),
    "nan": (b'{"NaN": "NaN",\n "a": NaN}', "got NaN at line 2, column 7"),
    "infinity": (b"[Infinity]", "got Infinity at line 1, column 2"),
    "negative infinity": (b"[1, -Infinity]", "got -Infinity at line 1, column 5"),
    "overflow": (b"[1.5, 1e999]", "got 1e999 at line 1, column 7"),
    "negative overflow": (b"-1e999", "got -1e999 at line 1"),
    "nan after a long string": (b'["' + b"y" * 5000 + b'", NaN]', "got NaN at line 1, column 5006"),
    "long integer": (b"[" + b"1" * 5000 + b"]", "a finite number of at most 4300 digits"),
    "long fraction": (b"0." + b"1" * 5000, "a finite number of at most 4300 digits"),
    "trailing garbage": (b"{} x", "Extra data at line 1, column 4"),
    "two values": (b"1 2", "Extra data"),
    "open object": (b'{"a": 1', "line 1"),
    "open string": (b'"abc', "line 1"),
    "single quotes": (b"{'a': 1}", "line 1, column 2"),
    "control character": (b'"a\nb"', "line 1"),
    "leading zero": (b"01", "Extra data"),
    "201 arrays": (b"[" * 201 + b"]" * 201, "nested at most 200 deep"),
    "201 objects": (b'{"a":' * 201 + b"1" + b"}" * 201, "nested at most 200 deep"),
    "100000 brackets": (b"[" * 100_000, "nested at most 200 deep"),
    "100000 pairs": (b"[" * 100_000 + b"]" * 100_000, "nested at most 200 deep"),
    "100000 braces": (b'{"a":' * 100_000, "nested at most 200 deep"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_a_decode_error_that_says_where(codec: ModuleType, name: str) -> None:
    body, expected = HOSTILE[name]
    assert expected in "\n".join(problems_of(codec, body))


def test_what_is_refused_in_bytes_is_refused_in_text_too(codec: ModuleType) -> None:
    for body, _ in HOSTILE.values():
        if isinstance(body, bytes) and body.isascii():
            problems_of(codec, body.decode())


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (rb'"\ud83d\ude00"', "\U0001f600"),
        (rb'"\\ud800"', r"\ud800"),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b"[" * 200 + b"]" * 200, None),
        (b"[" + b"[1]," * 300 + b"[]]", None),
        (b'["' + b"[{" * 300 + b'"]', ["[{" * 300]),
        (b'["\\"' + b"[{" * 300 + b'"]', ['"' + "[{" * 300]),
        (b"1" * 4300, None),
        (b"-" + b"1" * 4300, None),
        (b"1e-999", 0.0),
        (b" 1.0 ", 1.0),
        (bytearray(b"{}"), {}),
        (memoryview(b"[]"), []),
    ],
)
def test_a_sound_text_is_read(codec: ModuleType, body: Any, value: Any) -> None:
    read = codec.parse_json(body)
    assert value is None or read == value


@pytest.mark.parametrize("body", [None, 1, ["{}"], {"a": 1}])
def test_what_is_neither_bytes_nor_text_is_a_type_error(codec: ModuleType, body: Any) -> None:
    with pytest.raises(TypeError):
        codec.parse_json(body)


@pytest.mark.parametrize("limit", [0, 640, 4300, 10_000])
def test_the_limit_of_digits_does_not_depend_on_how_python_is_set(codec: ModuleType, limit: int) -> None:
    with digit_limit(limit):
        problems_of(codec, b"1" * 4301)
        assert codec.parse_json(b"12") == 12
        if limit == 0:
            assert codec.parse_json(b"-" + b"1" * 4300) < 0
        if limit == 640:
            assert "more than 640 digits" in problems_of(codec, b"1" * 700)[0]


@pytest.mark.parametrize("unit", ['"', '\\"', '"\\', "[", '["', "{", '"[', "[]", "\\"])
def test_measuring_the_depth_takes_time_in_proportion_to_the_text(codec: ModuleType, unit: str) -> None:
    began = time.process_time()
    problems_of(codec, "[" * 201 + '"' + unit * 200_000)
    problems_of(codec, "[" * 201 + unit * 200_000)
    assert time.process_time() - began < 5


@given(value=JSON_VALUES)
def test_what_is_written_is_read_back(codec: ModuleType, value: Any) -> None:
    assert codec.parse_json(codec.write_json(value)) == value


@given(body=st.binary(max_size=40) | st.text(alphabet='[]{}",:\\u0d8e+-.1Nan ', max_size=40))
def test_no_text_brings_out_another_error_than_ours(codec: ModuleType, body: bytes | str) -> None:
    try:
        codec.write_json(codec.parse_json(body))
    except codec.DecodeError as error:
        assert str(error).isascii() and error.problems


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": [1, 2.5, None, True], "a": "\xe9\n"}, '{"b":[1,2.5,null,true],"a":"\xe9\\n"}'),
        (2**70, "1180591620717411303424"),
        ((1, 2), "[1,2]"),
    ],
)
def test_json_is_written_compactly_as_utf_8(codec: ModuleType, value: Any, text: str) -> None:
    assert codec.write_json(value) == text.encode()


def endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        [float("inf")],
        object(),
        {1: 2},
        [{None: 1}],
        ({"a": {True: 1}},),
        "\ud800",
        {"\udc00": 1},
        {1, 2},
        b"bytes",
        endless(),
        nested(100_000),
        10**5000,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_json_has_no_form_for_is_an_encode_error(codec: ModuleType, value: Any) -> None:
    with pytest.raises(codec.EncodeError) as caught:
        codec.write_json(value)
    assert str(caught.value)


def test_errors_can_be_pickled_and_copied(codec: ModuleType) -> None:
    problems = (codec.DecodeProblem("/a", "integer", "'x'"), codec.DecodeProblem("", "object", "null"))
    error = codec.DecodeError(problems)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert again.problems == problems
        assert str(again) == "/a: expected integer, got 'x'\nthe whole value: expected object, got null"
    assert isinstance(error, ValueError)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        ("a'b", '"a\'b"'),
        ("\x7f\u2028\x1b[31m", "'\\x7f\\u2028\\x1b[31m'"),
        (1.0, "1.0"),
        ({"a": 1}, "an object with 1 key"),
        ([1, 2], "an array of 2 items"),
        (10**5000, "an integer of 16610 bits"),
        (object(), "a Python object, which is not JSON"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_echoed_in_printable_ascii(formats: ModuleType, value: Any, shown: str) -> None:
    assert formats.echo(value) == shown


@given(value=JSON_VALUES | st.text(min_size=100) | st.integers(min_value=10**200))
def test_an_echo_is_short_and_printable(formats: ModuleType, value: Any) -> None:
    shown = formats.echo(value)
    assert len(shown) <= 80 and shown.isascii() and shown.isprintable()


@given(pointer=st.text(min_size=200))
def test_a_problem_shows_a_long_pointer_in_short(codec: ModuleType, pointer: str) -> None:
    problem = codec.DecodeProblem(pointer, "integer", "null")
    assert problem.pointer == pointer
    assert len(str(problem)) < 120 and str(problem).isascii() and str(problem).isprintable()


def test_a_refusal_is_explained_by_the_checker(codec: ModuleType, check: ModuleType) -> None:
    checker = check.Checker({"a": {"type": "integer"}}, check.STRICT)
    error = codec.refused(codec.Mismatch(), "x", "a", checker)
    assert isinstance(error, codec.DecodeError)
    assert "expected integer, got 'x'" in str(error)


def test_a_refusal_without_a_finding_is_our_bug(codec: ModuleType, check: ModuleType) -> None:
    checker = check.Checker({"a": {"type": "integer"}}, check.STRICT)
    with pytest.raises(codec.CodecBug, match="fits the schema a"):
        codec.refused(codec.Mismatch(), 1, "a", checker)


def test_an_exhausted_stack_is_a_decode_error(codec: ModuleType, check: ModuleType) -> None:
    error = codec.refused(RecursionError(), 1, "a", check.Checker({"a": {}}, check.STRICT))
    assert "nested at most 200 deep" in str(error)


@pytest.mark.parametrize("value", [nested(200), nested(100_000), endless()], ids=["201", "100001", "endless"])
def test_depth_is_refused_before_anything_is_decoded(codec: ModuleType, value: Any) -> None:
    codec.refuse_depth(nested(199))
    with pytest.raises(codec.DecodeError, match="nested at most 200 deep"):
        codec.refuse_depth(value)
