"""One encoder of literals, one gate of identifiers, and no path that a document chooses."""

import ast
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, nodes
from tests.hostile import SLOTS, document
from tests.support import LENIENT, MESSAGEBIRD, ROOT, files_of

from eventwright.code import Code, Literal
from eventwright.documents import DiskDocuments
from eventwright.load import load
from eventwright.names import Identifier, package_name
from eventwright.package import Package
from eventwright.plan.build import plan
from eventwright.render import render
from eventwright.write.names import unsafe_names

GENERATOR = ROOT / "generator" / "eventwright"
TEMPLATES = ROOT / "templates" / "package"
SOURCE = frozenset({"Code", "Literal", "Identifier"})
"""The kinds of text that may stand in generated source."""

GATES = {"Code": {"code"}, "Literal": {"code"}, "Identifier": {"names"}}
"""The packages that may make each of them."""


def made(tree: ast.AST) -> Iterator[str]:
    """The kinds of source that a module makes out of text, by a call, by a cast, or by a waiver."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SOURCE and not (len(node.args) == 0 and node.keywords == []):
                yield name
            if name == "cast":
                yield from SOURCE & set(ast.unparse(node.args[0]).strip("'\"").replace("|", " ").split())


def other_names(tree: ast.AST) -> Iterator[str]:
    """The kinds of source that a module imports under another name, or hands on as a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("eventwright"):
            yield from (each.name for each in node.names if each.name in SOURCE and each.asname)
        if isinstance(node, ast.Call):
            handed = (*node.args, *(keyword.value for keyword in node.keywords))
            yield from (each.id for each in handed if isinstance(each, ast.Name) and each.id in SOURCE)


def modules() -> list[Path]:
    return sorted(GENERATOR.rglob("*.py"))


def test_there_are_modules_that_make_source() -> None:
    found = {
        (path.relative_to(GENERATOR).parts[0], kind)
        for path in modules()
        for kind in made(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == {("code", "Code"), ("code", "Literal"), ("names", "Identifier")}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(GENERATOR)))
def test_source_is_made_in_one_place(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for kind in (*made(tree), *other_names(tree)):
        assert path.relative_to(GENERATOR).parts[0] in GATES[kind], kind


@pytest.mark.parametrize(
    "text",
    ['Code(f"{a}")', "code.Code(a + b)", 'cast("Code", a)', "cast(Code, a)", "cast('Literal | None', a)"],
)
def test_source_made_elsewhere_would_be_seen(text: str) -> None:
    assert list(made(ast.parse(text)))


@pytest.mark.parametrize(
    "text", ["map(Code, texts)", "f(key=Identifier)", "from eventwright.code import Code as C"]
)
def test_source_made_in_a_roundabout_way_would_be_seen(text: str) -> None:
    assert list(other_names(ast.parse(text)))


def test_no_waiver_turns_text_into_source() -> None:
    for path in modules():
        for line in path.read_text(encoding="utf-8").splitlines():
            if "type: ignore" in line:
                assert not SOURCE & set(re.findall(r"\w+", line)), f"{path}: {line}"


def test_code_itself_fills_templates_of_ours_only() -> None:
    """`code()` and its kin take a LiteralString, so mypy refuses a text of the document as a template."""
    text = (GENERATOR / "code" / "compose.py").read_text(encoding="utf-8")
    assert "def code(template: LiteralString" in text
    assert "def join(separator: LiteralString" in text


def printed(name: str) -> Iterator[tuple[str, Any]]:
    """Each expression that a template prints, and the type of its value."""
    environment = Environment(autoescape=False)
    tree = environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))
    yield from _printed(tree.body, {"package": Package})


def _printed(body: list[nodes.Node], known: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for node in body:
        match node:
            case nodes.Output(nodes=parts):
                for part in parts:
                    if not isinstance(part, nodes.TemplateData):
                        yield _written(part), _type(part, known)
            case nodes.For(target=nodes.Name(name=name), iter=each):
                (item, *_) = get_args(_type(each, known))
                yield from _printed([*node.body, *node.else_], {**known, name: item})
            case nodes.If():
                yield from _printed([*node.body, *node.elif_, *node.else_], known)
            case nodes.Include(template=nodes.Const(value=value)):
                yield from printed(str(value))
            case _:
                raise AssertionError(node)


def _type(node: nodes.Node, known: Mapping[str, Any]) -> Any:
    match node:
        case nodes.Name(name=name):
            return known[name]
        case nodes.Getattr(node=inner, attr=attr):
            return _without_none(typing.get_type_hints(_type(inner, known))[attr])
        case _:
            raise AssertionError(node)


def _without_none(kind: Any) -> Any:
    """What a value is where a flag has told that it is there."""
    if get_origin(kind) in (Union, UnionType):
        (kind,) = [each for each in get_args(kind) if each is not NoneType]
    return kind


def _written(node: nodes.Node) -> str:
    match node:
        case nodes.Getattr(node=inner, attr=attr):
            return f"{_written(inner)}.{attr}"
        case nodes.Name(name=name):
            return name
        case _:
            raise AssertionError(node)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.jinja")), ids=lambda path: path.name)
def test_a_template_is_given_nothing_but_source(path: Path) -> None:
    found = list(printed(path.name))
    assert found or path.name == "py.typed.jinja"
    for expression, kind in found:
        assert kind in (Code, Literal, Identifier), f"{expression}: {kind}"


def test_a_text_that_a_template_prints_would_be_seen() -> None:
    tree = Environment(autoescape=False).parse("{% for each in package.told %}{{ each.channel }}{% endfor %}")
    assert list(_printed(tree.body, {"package": Package})) == [("each.channel", str)]


def messagebird() -> Package:
    return plan(load(DiskDocuments(MESSAGEBIRD.parent), MESSAGEBIRD.name), LENIENT).package


def test_what_does_not_parse_is_never_returned() -> None:
    package = messagebird()
    broken = Code("def (")
    changed = (
        replace(package, checking=replace(package.checking, leniency=broken)),
        replace(package, exports=broken),
        replace(package, checking=replace(package.checking, schemas=broken)),
    )
    for each in changed:
        with pytest.raises(SyntaxError):
            render(each)
    assert render(package)


def test_what_is_copied_parses() -> None:
    for path in TEMPLATES.glob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"), filename=path.name)


def test_no_path_of_a_package_comes_from_the_document() -> None:
    plain = files_of(document({}), "spec.json", LENIENT).keys()
    for text in ("../x", "con", "/etc/passwd", "a\\b", "C:\\x", "x.py", "__init__", "models"):
        texts = {slot: text for slot in SLOTS if slot not in ("pattern", "pattern_property")}
        assert files_of(document(texts), "spec.json", LENIENT).keys() == plain
    assert unsafe_names(plain, Path()) == ()
    templates = {path.name.removesuffix(".jinja") for path in TEMPLATES.iterdir()}
    assert plain - templates == {"py.typed", ".gitattributes", "ruff.toml"}


RESERVED = ("con", "prn", "aux", "nul", "com1", "COM9", "lpt1", "CON.yaml", "aux.x.y", "com\u00b9", "conin$")


@given(st.text(max_size=40))
@example("..")
@example("../../etc/passwd")
@example("C:\\Windows\\x")
@example("\\\\host\\share")
@example("a\0b")
@example("json")
@example("名前")
@example("x" * 5_000)
def test_the_name_of_a_package_is_safe_on_every_system(text: str) -> None:
    for source in (text, *RESERVED):
        name = str(package_name(source))
        assert name.isidentifier()
        assert name.isascii()
        assert len(name) <= 100
        assert unsafe_names([name], Path()) == ()
