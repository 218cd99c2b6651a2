"""Methods that are defined in another style than the package calls them; nothing is changed here."""

import ast
from collections.abc import Iterator

from eventwright.options import HandlerStyle
from eventwright.problems import Place, Problem
from eventwright.rules import finding
from eventwright.scaffold.classes import Method
from eventwright.scaffold.file import HandlersFile
from eventwright.scaffold.gone import Received, last_name, place_of

_KEEPS_THE_STYLE = frozenset({"override"})


def of_another_style(file: HandlersFile, received: Received, shown: str) -> Iterator[Problem]:
    """Yield a warning for each handler that the package would call wrongly, as far as the file tells."""
    for method in file.classes.methods():
        if method.name in received.names and not _is_wrapped(method):
            yield from _found(method, received.style, place_of(method, file, shown))


def _found(method: Method, style: HandlerStyle, place: Place) -> Iterator[Problem]:
    is_async = isinstance(method.node, ast.AsyncFunctionDef)
    if style is HandlerStyle.SYNC and is_async:
        message = f"handler {method.name!r} is 'async def' and never runs, as handler_style is 'sync'"
        hint = "write 'def', or generate with handler_style = \"async\""
    elif style is HandlerStyle.ASYNC and not is_async and not _may_return_awaitable(method.node):
        message = f"handler {method.name!r} is 'def' and fails when awaited, as handler_style is 'async'"
        hint = "write 'async def', or generate with handler_style = \"sync\""
    else:
        return
    yield finding("handler-in-other-style", message, place, hint)


def _is_wrapped(method: Method) -> bool:
    """Tell whether a decorator stands in between, which may make anything of the method."""
    return any(last_name(each) not in _KEEPS_THE_STYLE for each in method.node.decorator_list)


def _may_return_awaitable(node: ast.AST) -> bool:
    """Tell whether the function says that it returns something, or does it without saying so."""
    if isinstance(node, ast.FunctionDef) and node.returns is not None:
        return not (isinstance(node.returns, ast.Constant) and node.returns.value in {None, "None"})
    return any(_is_something(each) for each in ast.walk(node) if isinstance(each, ast.Return))


def _is_something(node: ast.Return) -> bool:
    return node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None)
