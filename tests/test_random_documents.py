"""Random documents and random texts in all fields: refused with problems, or a safe package that works.

EVENTWRIGHT_PROFILE=ci tries a thousand documents; EVENTWRIGHT_SEED chooses others than the usual ones.
"""

import ast
import json
import os
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from tests.documents import documents
from tests.hostile import SLOTS, document
from tests.support import LENIENT, ROOT, STRICT, files_of, importable_packages
from tests.values import ANYTHING

from eventwright.names import HARD_KEYWORDS
from eventwright.options import JsonLibrary, PackageOptions, Perspective
from eventwright.problems import SpecError

SEED = int(os.environ.get("EVENTWRIGHT_SEED", "2206"))
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
COMMON = settings(deadline=None, database=None, suppress_health_check=SLOW, print_blob=False)
settings.register_profile("eventwright-quick", COMMON, max_examples=40)
settings.register_profile("eventwright-ci", COMMON, max_examples=1000)
PROFILE = settings.get_profile(f"eventwright-{os.environ.get('EVENTWRIGHT_PROFILE', 'quick')}")
# So many packages are compiled, and one of them is imported and decodes.
ONE_IN = 4

# What is the same in every package is looked at once, by people.
RUN_TIME = {path.read_text(encoding="utf-8") for path in (ROOT / "templates" / "package").glob("*.py")}
IMPORTED = {
    "__future__",
    "abc",
    "builtins",
    "collections.abc",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
}
IMPORTED |= {"types", "typing", "uuid"}
# What a module may call while it is imported.
CALLED = {
    "field",
    "dataclass",
    "frozenset",
    "by_value",
    "Checker",
    "Leniency",
    "partial",
    "TypeVar",
    "Program",
}
OPTIONS = st.sampled_from(
    [LENIENT, STRICT, PackageOptions(perspective=Perspective.CLIENT), PackageOptions(json=JsonLibrary.ORJSON)]
)


@pytest.fixture(autouse=True, scope="module")
def told() -> None:
    sys.stdout.write(f"EVENTWRIGHT_SEED={SEED}\n")


def assert_safe(files: Mapping[str, str]) -> None:
    """Nothing is imported or called at import but what packages need, and every name is one."""
    for path, text in files.items():
        if path.endswith(".py") and text not in RUN_TIME:
            tree = ast.parse(text)
            assert set(imported(tree)) <= IMPORTED, path
            assert set(called(tree.body)) <= CALLED, path
            wrong = [name for name in names(tree) if not is_name(name)]
            assert not wrong, path


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported, those of the package itself left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def called(body: list[ast.stmt]) -> Iterator[str]:
    """What runs when these statements are executed: all calls but those inside functions."""
    for statement in body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                parts: list[ast.AST] = [*statement.decorator_list, *statement.args.defaults]
                parts += [default for default in statement.args.kw_defaults if default is not None]
            case ast.ClassDef():
                yield from called(statement.body)
                parts = [*statement.decorator_list, *statement.bases, *statement.keywords]
            case _:
                parts = [statement]
        yield from (
            callee(node.func) for part in parts for node in ast.walk(part) if isinstance(node, ast.Call)
        )


def callee(function: ast.expr) -> str:
    match function:
        case ast.Name(name):
            return name
        case ast.Subscript(value=inner):
            return callee(inner)
        case ast.Attribute(value=ast.Name("routing")):
            return "partial"
        case _:
            return ast.unparse(function)


def names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(name) | ast.Attribute(attr=name) | ast.arg(name):
                yield name
            case ast.ClassDef(name) | ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
                yield name
            case ast.keyword(str(name)):
                yield name
            case ast.alias(name, asname):
                yield from name.split(".")
                yield asname or name.split(".")[0]
            case _:
                pass


def is_name(text: str) -> bool:
    return text.isidentifier() and text not in HARD_KEYWORDS and normalize("NFKC", text) == text


def assert_decodes(files: Mapping[str, str], values: list[Any]) -> None:
    """Import the package; each of its classes takes each value or refuses it with a DecodeError."""
    with importable_packages() as packages:
        package = packages.imported(files)
        assert all(hasattr(package, name) for name in package.__all__)
        for name in package.__all__:
            offered = getattr(package, name)
            decode = getattr(offered, "from_dict", None) or getattr(offered, "decode", None)
            if isinstance(offered, type) and decode is not None and name != "Router":
                for value in values:
                    assert_decodes_or_refuses(package, decode, value)


def assert_decodes_or_refuses(package: Any, decode: Any, value: Any) -> None:
    try:
        decoded = decode(value)
    except package.DecodeError as error:
        assert error.problems
        return
    written = decoded.encode() if hasattr(decoded, "encode") else decoded.to_dict()
    json.dumps(written, default=repr)


def assert_sound(written: bytes, options: PackageOptions, values: list[Any]) -> None:
    try:
        files = files_of(written, "spec.json", options)
    except SpecError as error:
        assert error.problems and all(problem.code and problem.message for problem in error.problems)
        return
    assert_safe(files)
    if sha256(written).digest()[0] % ONE_IN == 0:
        assert_decodes(files, values)
    else:
        for path, text in files.items():
            if path.endswith(".py") and text not in RUN_TIME:
                compile(text, path, "exec", dont_inherit=True)


@seed(SEED)
@settings(PROFILE)
@given(documents(), OPTIONS, st.lists(ANYTHING, max_size=3))
def test_a_random_document_is_refused_or_becomes_a_sound_package(
    made: Any, options: PackageOptions, values: list[Any]
) -> None:
    assert_sound(json.dumps(made).encode(), options, [{}, *values])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text(
    st.sampled_from("\"'\\{}#%\n\r\t\0 ()_.N$\u2028\x85aB1é/~"), max_size=12
)


@seed(SEED)
@settings(PROFILE)
@given(st.fixed_dictionaries({slot: TEXTS for slot in SLOTS}), OPTIONS)
def test_random_texts_in_all_fields_are_refused_or_become_a_sound_package(
    texts: dict[str, str], options: PackageOptions
) -> None:
    assert_sound(document(texts), options, [{}])


def test_what_is_unsafe_would_be_seen() -> None:
    for source in ("import os", "from subprocess import run", "x = eval('1')", "class A:\n    b = print()"):
        with pytest.raises(AssertionError):
            assert_safe({"models.py": source})
    with pytest.raises(AssertionError):
        assert_safe({"models.py": "def f(a=open('x')):\n    pass"})
    assert_safe(
        {"models.py": "from . import routing\n\nx = frozenset[str]()\n\n\ndef f() -> None:\n    eval('1')"}
    )


def test_most_random_documents_become_packages() -> None:
    generated = 0

    @seed(SEED)
    @settings(COMMON, max_examples=40)
    @given(documents())
    def tried(made: Any) -> None:
        nonlocal generated
        try:
            files_of(json.dumps(made).encode(), "spec.json", LENIENT)
            generated += 1
        except SpecError:
            pass

    tried()
    assert generated >= 20
