"""Source: whatever stands in a document, its text enters Python source as one value and nothing else."""

import ast
import inspect
import io
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventwright.code import (
    LINE_LENGTH,
    Code,
    Expression,
    JsonLike,
    Scalar,
    ascii_literal,
    code,
    collection,
    display,
    docstring,
    indented,
    join,
    lines,
    literal,
    union,
    width,
)
from eventwright.names import identifier
from eventwright.names.characters import category

HOSTILE = (
    'quote " and \' end "',
    '"""',
    '""""""',
    '\\"',
    '\\\\"',
    'a\\"""',
    "ends with a backslash \\",
    "\\N{DASH} \\x41 \\u0041 {{ x }} {% y %} {z}",
    "null \0, bell \a, escape \x1b, delete \x7f",
    "line\u2028paragraph\u2029next\x85form\x0cfeed\x0btab\x1cfile",
    "\u202edesrever\u202c \u2066isolated\u2069 \u200bzero\u200d\ufeffwidth\u00adsoft",
    "lone \ud800 and \udfff surrogates",
    "private \ue000, none \ufffe \U0010ffff",
    "\u0301mark first, then e\u0301, then  \u0301",
    "# noqa, coding: latin-1, coding=utf-7, # type: ignore",
    '"""\nimport os\nos.system("x")\n"""',
    "one\rtwo\r\nthree\n\n\tfour\n        five   \n",
    "Größe, Привет, 北京, \U0001f389, שלום",
    "a lot of words " * 30,
    "- a list " * 30 + "\n- second\n\n1. first\n\n| a | b |\n\n```\ncode   here\n```\nafter",
)

texts = st.one_of(
    st.text(st.characters(codec=None), max_size=40),
    st.text("\"'\\\n\r\t {}#\0\u2028\u202e\u0301\ud800aé- ", max_size=20),
    st.sampled_from(HOSTILE),
)
scalars: st.SearchStrategy[Scalar] = st.one_of(
    texts, st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none()
)
json_values: st.SearchStrategy[JsonLike] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.lists(inner, max_size=5).map(tuple),
        st.dictionaries(texts, inner, max_size=5),
    ),
    max_leaves=12,
)


def formatted_alike(sources: Iterable[str]) -> None:
    module = "".join(sources)
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length", "110", "--diff", "-"]
    found = subprocess.run(command, input=module.encode(), capture_output=True, check=False)
    assert found.returncode == 0, found.stdout.decode() + found.stderr.decode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", '"plain"'),
        ("it's", '"it\'s"'),
        ('say "hi"', "'say \"hi\"'"),
        ('it\'s "x"', "'it\\'s \"x\"'"),
        ("it's a \"", '"it\'s a \\""'),
        ("a\\b", '"a\\\\b"'),
        ("\r\n\t\0\x7f", '"\\r\\n\\t\\x00\\x7f"'),
        ("\u2028\x85\u202e\u200b\ufeff\xa0", '"\\u2028\\x85\\u202e\\u200b\\ufeff\\xa0"'),
        ("\ud800\ue000\U0010ffff", '"\\ud800\\ue000\\U0010ffff"'),
        ("\u0301e\u0301 \u0301", '"\\u0301e\u0301 \\u0301"'),
        ("Größe 北京 \U0001f389", '"Größe 北京 \U0001f389"'),
        ("\u3164\ufe0f", '"\\u3164\\ufe0f"'),
        (True, "True"),
        (None, "None"),
        (-1, "-1"),
        (-0.0, "-0.0"),
        (1e300, "1e300"),
        (1e-05, "1e-05"),
        (2**70, "1180591620717411303424"),
    ],
)
def test_a_literal_is_spelled_as_the_formatter_spells_it(value: Scalar, expected: str) -> None:
    assert literal(value) == expected


@pytest.mark.parametrize(("sign", "digits"), [(1, 5000), (-1, 5000), (1, 640)])
def test_an_integer_past_the_limit_of_digits_is_hexadecimal(sign: int, digits: int) -> None:
    value = sign * 10**digits
    assert "0x" in literal(value)
    assert ast.literal_eval(literal(value)) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_without_a_literal_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="has no literal"):
        literal(value)


@settings(max_examples=300)
@given(scalars)
@example(-0.0)
@example(1)
@example(True)
@example(1.0)
def test_a_literal_evaluates_to_exactly_its_value(value: Scalar) -> None:
    for source in (literal(value), ascii_literal(value)):
        found = ast.literal_eval(source)
        assert found == value
        assert type(found) is type(value)
        assert repr(found) == repr(value)
        assert len(source.splitlines()) == 1
    assert ascii_literal(value).isascii()
    assert not any(
        category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for character in literal(value)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_of_a_document_text_stays_one_comment(text: str) -> None:
    source = f"# {ascii_literal(text)}\nx = 1\n"
    tokens = tokenize.tokenize(io.BytesIO(source.encode()).readline)
    assert [token.type for token in tokens].count(tokenize.COMMENT) == 1
    assert source.count("#") == 1
    assert tokenize.detect_encoding(io.BytesIO(source.encode()).readline)[0] == "utf-8"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.", '"""One line."""'),
        ("  Blanks around.  \n\n", '"""Blanks around."""'),
        ('"quoted"', '"""\\"quoted\\""""'),
        ("ends \\", '"""ends \\\\"""'),
        ('ends \\"', '"""ends \\\\\\""""'),
        ("One.\n\nTwo.", '"""One.\n\n    Two.\n    """'),
        ("One.\r\nTwo.\rThree.", '"""One.\n    Two.\n    Three.\n    """'),
        ("One.\n      a\n        b", '"""One.\n    a\n      b\n    """'),
        ("\u2028\0\u202e", '"""\\u2028\\x00\\u202e"""'),
        ('a\n"""\nb', '"""a\n    \\"\\"\\"\n    b\n    """'),
        ("x" * 100, f'"""{"x" * 100}"""'),
        ("x" * 120, f'"""{"x" * 120}"""'),
        ("- " + "x " * 80 + "\n- y", f'"""- {("x " * 80).rstrip()}\n    - y\n    """'),
        ("```\n" + "x " * 60 + "y\n```", f'"""```\n    {"x " * 60}y\n    ```\n    """'),
        (
            "One.  \n" + "word " * 30,
            f'"""One.\n    {("word " * 19).strip()}\n    {("word " * 11).strip()}\n    """',
        ),
    ],
)
def test_a_docstring_reads_as_a_person_writes_it(text: str, expected: str) -> None:
    assert docstring(text, 4) == expected


@pytest.mark.parametrize("text", ["", " \n\t\r\n"])
def test_a_docstring_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="needs a text"):
        docstring(text, 4)


def test_a_long_paragraph_is_filled_and_short_lines_are_left() -> None:
    source = docstring("short\nlines\n\n" + "many words " * 30, 8)
    assert source.startswith('"""short\n        lines\n\n        many')
    assert all(len(line) <= 100 for line in source.splitlines())


@settings(max_examples=300)
@given(texts.filter(lambda text: bool(text.strip(" \t\r\n"))), st.sampled_from([4, 8, 40]))
@example('"', 4)
@example('\\"', 4)
@example('x""', 4)
@example("x" * 104 + '"', 4)
def test_a_docstring_is_one_inert_statement(text: str, indent: int) -> None:
    source = f"class A:\n{' ' * indent}{docstring(text, indent)}\n"
    match ast.parse(source).body:
        case [ast.ClassDef(body=[ast.Expr(value=ast.Constant(value=str(found)))]) as made]:
            assert "".join(found.split()) == "".join(text.split())
            assert ast.get_docstring(made, clean=False) == found
        case other:
            pytest.fail(f"{other!r}")
    assert all(line == line.rstrip() for line in source.split("\n"))
    assert not any(category(character) in ("Cf", "Cs", "Co", "Zl", "Zp") for character in source)


def test_docstrings_and_literals_are_left_alone_by_the_formatter() -> None:
    functions = [f"def f{n}():\n    {docstring(text, 4)}\n\n\n" for n, text in enumerate(HOSTILE)]
    values = [f"v{n} = {display([text], 0, 6)}\n" for n, text in enumerate(HOSTILE)]
    numbers = [f"n = {literal(value)}\n" for value in (1e300, -0.0, 1e-7, 10**700, -(10**700), 1.5)]
    formatted_alike([*functions, *values, *numbers])


def test_slots_are_filled_and_braces_doubled_stay() -> None:
    name = identifier("status")
    found = code("{name}: {{{value}}} = {name}", name=name, value=literal("{name}"))
    assert found == 'status: {"{name}"} = status'


@pytest.mark.parametrize(
    "fill",
    [
        lambda: code("{a} {b}", a=literal(1)),
        lambda: code("{a}", a=literal(1), b=literal(2)),
        lambda: code("{}"),
        lambda: code("{a!r}", a=literal(1)),
        lambda: code("{a:>3}", a=literal(1)),
        lambda: code("{a.real}", a=literal(1)),
    ],
)
def test_a_template_with_other_slots_is_refused(fill: Callable[[], Code]) -> None:
    with pytest.raises(ValueError, match="template"):
        fill()


def test_indenting_leaves_the_inside_of_strings() -> None:
    body = lines([code("# it's a quote\nx = {x}", x=literal("#")), Code(""), Code(docstring("a\n\nb", 8))])
    assert indented(body, 2) == (
        '        # it\'s a quote\n        x = "#"\n\n        """a\n\n        b\n        """'
    )


def test_lines_start_at_their_column() -> None:
    assert lines([code("a"), code("b\n\nc")], 4) == "    a\n    b\n\n    c"
    assert lines([]) == ""


def test_parts_are_joined_in_their_order() -> None:
    assert join(", ", [identifier("b"), literal("a")]) == 'b, "a"'


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("str", "None", "int"), "str | int | None"),
        (("str | None", "str", "None"), "str | None"),
        (("dict[str, int | None]", "int | None"), "dict[str, int | None] | int | None"),
        (('Literal["a | b", "]"]', "str"), 'Literal["a | b", "]"] | str'),
        (("Foo",), "Foo"),
    ],
)
def test_a_union_names_each_member_once(parts: tuple[str, ...], expected: str) -> None:
    assert union([Code(part) for part in parts]) == expected


def test_a_union_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a member"):
        union([])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([], "[]"),
        ((), "()"),
        ({}, "{}"),
        ((1,), "(1,)"),
        ({"a": [1, (2.5, None)], "b": True}, '{"a": [1, (2.5, None)], "b": True}'),
        ([Expression(code("Status.SENT"))], "[Status.SENT]"),
        (["x" * 60, "y" * 60], f'[\n    "{"x" * 60}",\n    "{"y" * 60}",\n]'),
        ({"k": {"x" * 60: 1, "y" * 60: 2}}, None),
    ],
)
def test_a_display_fits_its_line_or_has_a_line_for_each_item(value: JsonLike, expected: str | None) -> None:
    found = display(value, 0)
    if expected is None:
        expected = f'{{\n    "k": {{\n        "{"x" * 60}": 1,\n        "{"y" * 60}": 2,\n    }},\n}}'
    assert found == expected


def test_what_stands_beside_a_display_counts() -> None:
    value = ["x" * 50, "y" * 46]
    assert width(display(value, 4)) == LINE_LENGTH - 6
    assert "\n" not in display(value, 4, 2)
    assert "\n" in display(value, 4, 3)


def test_a_collection_explodes_without_making_a_tuple_of_a_subscript() -> None:
    long = literal("x" * 110)
    assert collection("Literal[", [long], "]", 0) == f"Literal[\n    {long}\n]"
    assert collection("f(", [long], ")", 0) == f"f(\n    {long},\n)"
    assert collection("(", [literal(1)], ")", 0) == "(1,)"
    assert collection("f(", [literal(1)], ")", 0) == "f(1)"
    assert collection("f(", [], ")", 200) == "f()"


def test_displays_are_left_alone_by_the_formatter() -> None:
    sizes = (*range(90, 112), 130)
    samples: list[JsonLike] = [["x" * (size // 2), "y" * (size // 2)] for size in sizes]
    samples += [{"k": {"x" * (size // 2): [1, {"z": ("y" * (size // 3), None)}]}} for size in sizes]
    samples += [["x" * size] for size in sizes] + [("x" * size,) for size in sizes]
    samples += [["é北" * (size // 6), "y" * (size // 2)] for size in sizes]
    samples += [["\U0001f389\u2648e\u0301" * (size // 9), "y" * (size // 2)] for size in sizes]
    assigned = [f"value = {display(sample, 0, 8)}\n" for sample in samples]
    entries = [Code(display(["x" * size, 1], 8, 1)) for size in sizes]
    calls = [f"    {collection('call(', [entry, entry], ')', 4)}\n" for entry in entries]
    types = [
        f"    kind: {collection('Literal[', [literal('x' * n)] * 2, ']', 4, 6)}\n" for n in range(40, 60)
    ]
    single = [f"    kind: {collection('Literal[', [literal('x' * n)], ']', 4, 6)}\n" for n in range(80, 105)]
    formatted_alike([*assigned, "\n\ndef f():\n", *calls, *types, *single])


@settings(max_examples=200)
@given(json_values, st.sampled_from([0, 8, 60]))
def test_a_display_evaluates_to_its_value(value: JsonLike, indent: int) -> None:
    found = ast.literal_eval(display(value, indent))
    assert repr(found) == repr(value)


def test_a_docstring_with_lines_reads_back_as_it_was() -> None:
    text = 'Title "x".\n\n  indented {{ y }}\nplain \\d+\n\n- one\n- two \u202e'
    found = ast.literal_eval(docstring(text, 8))
    assert inspect.cleandoc(found) == text
