"""The classes of a file that are built on the package's handlers, and the methods they have."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventwright.scaffold.binding import bound_in
from eventwright.scaffold.scope import FoundClass, GeneratedPackage

_BASES = ("Handlers", "CompleteHandlers")


@dataclass(frozen=True, slots=True)
class Method:
    """A function in the body of a class."""

    node: ast.FunctionDef | ast.AsyncFunctionDef
    owner: FoundClass

    @property
    def name(self) -> str:
        return self.node.name


@dataclass(frozen=True, slots=True)
class HandlerClasses:
    """The classes on the package's handlers, and behind them the classes of the file they inherit from."""

    handlers: tuple[FoundClass, ...]
    ancestors: tuple[FoundClass, ...]

    @property
    def target(self) -> FoundClass | None:
        """The class that gets new methods: the last one, as a class builds only on those before it."""
        found = [each for each in self.handlers if each.top] or self.handlers
        return found[-1] if found else None

    @property
    def names(self) -> frozenset[str]:
        """All names that the bodies of the classes bind."""
        return frozenset(name for each in self._all() for name in bound_in(each.node.body))

    def methods(self) -> tuple[Method, ...]:
        """Return the functions in the bodies of the classes, in their order."""
        return tuple(
            Method(node, each)
            for each in sorted(self._all(), key=lambda found: found.node.lineno)
            for node in _functions(each.node.body)
        )

    def _all(self) -> tuple[FoundClass, ...]:
        return (*self.handlers, *self.ancestors)


def handler_classes(found: Sequence[FoundClass], package: GeneratedPackage) -> HandlerClasses:
    """Choose from all classes of a file those that are built on the package's, also over others.

    Where none is, the base may come from another file: then those count that have a handler's method.
    """
    by_path = {each.path: each for each in found}
    chosen: dict[tuple[str, ...], FoundClass] = {}
    for each in found:
        if any(base in chosen or package.member(base) in _BASES for base in each.bases):
            chosen[each.path] = each
    if not chosen:
        chosen = {each.path: each for each in found if _has_a_handler(each, package)}
    ancestors: dict[tuple[str, ...], FoundClass] = {}
    waiting = [base for each in chosen.values() for base in each.bases]
    while waiting:
        path = waiting.pop()
        if path in by_path and path not in chosen and path not in ancestors:
            ancestors[path] = by_path[path]
            waiting += by_path[path].bases
    return HandlerClasses(tuple(chosen.values()), tuple(ancestors.values()))


def _has_a_handler(found: FoundClass, package: GeneratedPackage) -> bool:
    """Tell whether the class, on a base from elsewhere, has a method of a handler's name.

    A base that is called Handlers there is that of another package.
    """
    elsewhere = bool(found.bases) and not any(base[-1:] and base[-1] in _BASES for base in found.bases)
    return elsewhere and not package.handlers.isdisjoint(bound_in(found.node.body))


def root_base(target: FoundClass, classes: HandlerClasses, package: GeneratedPackage) -> ast.expr | None:
    """Return the expression by which the class, or one that it is built on, names the package's class."""
    by_path = {each.path: each for each in classes.handlers}
    waiting = [target]
    seen: set[tuple[str, ...]] = set()
    while waiting:
        each = waiting.pop(0)
        seen.add(each.path)
        for node, path in zip(each.node.bases, each.bases, strict=True):
            if package.member(path) in _BASES:
                return node
            if path in by_path and path not in seen:
                waiting.append(by_path[path])
    return None


def is_unwritten(method: Method) -> bool:
    """Tell whether the method only calls the one it overrides, as a new stub does."""
    body = method.node.body
    told = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    match body[1:] if told else body:
        case [ast.Expr(ast.Await(call) | call)]:
            return _calls_overridden(call, method.name)
        case _:
            return False


def calls_overridden(method: Method) -> bool:
    """Tell whether the method calls the one of its name in the class above."""
    return any(_calls_overridden(node, method.name) for node in ast.walk(method.node))


def _calls_overridden(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Call(ast.Attribute(ast.Call(ast.Name("super"), [], []), attribute)):
            return attribute == name
        case _:
            return False


def _functions(statements: Sequence[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for statement in statements:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield statement
        elif not isinstance(statement, ast.ClassDef):
            for name in ("body", "orelse", "finalbody"):
                yield from _functions(getattr(statement, name, []))
