"""The page on hostile documents names tests that there are."""

import ast
import re

import pytest
from tests.support import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def named() -> list[tuple[str, str]]:
    return NAMED.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))


def test_the_page_names_tests() -> None:
    assert len(named()) > 20


@pytest.mark.parametrize(("file", "function"), named())
def test_each_named_test_is_there(file: str, function: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert not function or function in functions
    assert any(name.startswith("test_") for name in functions)


def test_each_sentence_of_the_lists_names_its_test() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    promises = page.partition("\n- ")[2].split("\n- ")
    for promise in promises[:-1]:
        assert NAMED.search(promise) or "off the wire" in promise, promise
