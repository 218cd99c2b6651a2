"""Templates print, loop, test a flag and include; whatever decides more fails here with its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from tests.support import ROOT

TEMPLATES = ROOT / "templates"

DECIDING = {
    "set": "{% set a = b %}",
    "macro": "{% macro a() %}{% endmacro %}",
    "filter": "{{ a | upper }}",
    "call": "{{ a.b() }}",
    "comparison": "{% if a == b %}{% endif %}",
    "arithmetic": "{{ a + 1 }}",
    "joined texts": "{{ a ~ b }}",
    "conditional expression": "{{ a if b else c }}",
    "conditional expression without else": "{{ a if b }}",
    "subscript": "{{ a['b'] }}",
    "and": "{% if a and b %}{% endif %}",
    "test": "{% if a is defined %}{% endif %}",
    "loop over a call": "{% for a in b.c() %}{% endfor %}",
    "loop with a condition": "{% for a in b if a %}{% endfor %}",
    "recursive loop": "{% for a in b recursive %}{% endfor %}",
    "index of a loop": "{% for a in b %}{{ loop.index }}{% endfor %}",
    "include by a name": "{% include a %}",
    "import": "{% import 'a' as b %}",
    "inheritance": "{% extends 'a' %}",
    "else of a flag": "{% if a %}{% elif b > c %}{% endif %}",
    "literal": "{{ 'a' }}",
    "with": "{% with a = b %}{% endwith %}",
}
PLACING = {
    "a value": "{{ a }}{{ a.b.c }}",
    "a loop": "{% for a in b.c %}{{ a }}{% else %}x{% endfor %}",
    "a flag": "{% if a %}b{% elif not a.c %}d{% else %}e{% endif %}",
    "the beginning of a loop": "{% for a in b %}{% if not loop.first %}, {% endif %}{{ a }}{% endfor %}",
    "the end of a loop": "{% for a in b %}{{ a }}{% if loop.last %}.{% endif %}{% endfor %}",
    "an include": "{% include 'a.jinja' %}",
    "plain text": "a {# b #} c",
}


def decisions(template: str) -> Iterator[str]:
    """Each node that does more than place a value, by its line and kind."""
    tree = Environment(autoescape=False).parse(template)
    for node in tree.body:
        yield from _in_statement(node)


def _in_statement(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Output(nodes=parts):
            for part in parts:
                if not isinstance(part, nodes.TemplateData):
                    yield from _in_value(part)
        case nodes.For(iter=iterated, test=None, recursive=False, target=nodes.Name()):
            yield from _in_value(iterated)
            yield from _in_body([*node.body, *node.else_])
        case nodes.If(test=test):
            yield from _in_flag(test)
            yield from _in_body([*node.body, *node.elif_, *node.else_])
        case nodes.Include(template=nodes.Const()):
            return
        case _:
            yield _place(node)


def _in_body(body: list[nodes.Node]) -> Iterator[str]:
    for node in body:
        yield from _in_statement(node)


def _in_flag(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Not):
        yield from _in_flag(node.node)
    elif not _is_end_of_loop(node):
        yield from _in_value(node)


def _is_end_of_loop(node: nodes.Node) -> bool:
    match node:
        case nodes.Getattr(node=nodes.Name(name="loop"), attr="first" | "last"):
            return True
        case _:
            return False


def _in_value(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Name(name=name) if name != "loop":
            return
        case nodes.Getattr(node=inner):
            yield from _in_value(inner)
        case _:
            yield _place(node)


def _place(node: nodes.Node) -> str:
    return f"line {node.lineno}: {type(node).__name__}"


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.jinja"))


def test_there_are_templates_to_look_at() -> None:
    assert templates()


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_decides_nothing(path: Path) -> None:
    assert list(decisions(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("template", DECIDING.values(), ids=DECIDING.keys())
def test_a_decision_is_found(template: str) -> None:
    assert list(decisions(template))


@pytest.mark.parametrize("template", PLACING.values(), ids=PLACING.keys())
def test_placing_is_allowed(template: str) -> None:
    assert list(decisions(template)) == []


def test_a_decision_is_found_with_its_line() -> None:
    assert list(decisions("a\n{{ b }}\n{% if c %}\n{{ d | e }}{% endif %}")) == ["line 4: Filter"]
