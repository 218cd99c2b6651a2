"""Which names the statements of a Python file bind or use; what they stand for is not looked at."""

import ast
from collections.abc import Iterable, Iterator


def all_names(tree: ast.AST) -> frozenset[str]:
    """Return every name that the file uses or binds anywhere."""
    return frozenset(name for node in ast.walk(tree) for name in _names(node))


def bound(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement binds itself, its blocks, functions and classes left out."""
    match statement:
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            yield name
        case ast.Import(names) | ast.ImportFrom(names=names):
            yield from (each.asname or each.name.partition(".")[0] for each in names)
        case ast.AnnAssign(value=None):
            return
        case _:
            yield from (name for node in _own_nodes(statement) for name in _targets(node))


def bound_in(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """Yield the names that statements bind, also in the blocks of `if`, `try` and the like."""
    for statement in statements:
        yield from bound(statement)
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for block, _ in blocks(statement):
                yield from bound_in(block)


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below one that are no statements."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt | ast.Lambda):
            yield child
            yield from _own_nodes(child)


def _targets(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(name, ast.Store()) | ast.ExceptHandler(name=str(name)):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case _:
            return


def blocks(node: ast.AST) -> Iterator[tuple[list[ast.stmt], bool]]:
    """The blocks of a compound statement, and whether each runs instead of one before it."""
    for name, value in ast.iter_fields(node):
        if not isinstance(value, list) or not value:
            continue
        if isinstance(value[0], ast.stmt):
            yield value, name == "orelse" and isinstance(node, ast.If)
        elif isinstance(value[0], ast.ExceptHandler | ast.match_case):
            for clause in value:
                yield from ((block, True) for block, _ in blocks(clause))


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(name) | ast.arg(name):
            yield name
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            yield name
        case ast.alias(name, asname):
            yield asname or name.partition(".")[0]
        case ast.Global(names) | ast.Nonlocal(names):
            yield from names
        case _:
            yield from _targets(node)
