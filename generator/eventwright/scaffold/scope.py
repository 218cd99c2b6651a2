"""What the names in a Python file stand for, as far as its imports and classes tell; nothing is run."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Path = tuple[str, ...]
"""A dotted name in full; from a relative import it starts with `/` and the names of folders."""

_OWN = "<class>"
UNKNOWN: Path = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPackage:
    """The package as user code can name it: its folder, how it is imported, its exports and handlers."""

    folder: Path
    imported: Path
    exports: frozenset[str]
    handlers: frozenset[str]

    def is_package(self, path: Path) -> bool:
        """Tell whether a dotted name means the package: it is the end of the folder's path."""
        if path[:1] == ("/",):
            return path[1:] == self.folder
        return bool(path) and (path == self.imported or path == self.folder[-len(path) :])

    def member(self, path: Path) -> str | None:
        """Return which name of the package, or of one of its modules, a dotted name means."""
        if self.is_package(path[:-1]) or self.is_package(path[:-2]):
            return path[-1]
        return None


@dataclass(slots=True)
class Scope:
    """The names of a module or a function; `hidden` ones are known to type checkers alone.

    In the `alternatives` to code above, as behind `except` or `else`, a known name keeps its meaning.
    """

    names: dict[str, Path] = field(default_factory=dict[str, Path])
    origins: dict[str, tuple[ast.ImportFrom, ...]] = field(
        default_factory=dict[str, tuple[ast.ImportFrom, ...]]
    )
    hidden: set[str] = field(default_factory=set[str])
    alternatives: int = 0

    def inner(self) -> "Scope":
        """Return the scope of a function defined here."""
        return Scope(dict(self.names), dict(self.origins), set(self.hidden))

    def bind(self, name: str, path: Path = UNKNOWN, origin: ast.ImportFrom | None = None) -> None:
        """Let a name mean something, and nothing else any more."""
        self.hidden.discard(name)
        kept = bool(self.alternatives and self.names.get(name))
        before = self.origins.pop(name, ()) if kept else ()
        self.names[name] = self.names[name] if kept else path
        if origin is not None or before:
            self.origins[name] = before if origin is None else (*before, origin)

    def path(self, expression: ast.expr) -> Path:
        """Return what a name or an attribute stands for."""
        match expression:
            case ast.Name(name):
                return self.names.get(name, UNKNOWN)
            case ast.Attribute(value, name):
                path = self.path(value)
                return (*path, name) if path and path[0] != _OWN else UNKNOWN
            case _:
                return UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClass:
    """A class of the file: where it stands, its bases, and the scope that its annotations are read in."""

    node: ast.ClassDef
    bases: tuple[Path, ...]
    path: Path
    scope: Scope
    top: bool


def read_names(
    tree: ast.Module, package: GeneratedPackage, folder: Path
) -> tuple[Scope, tuple[FoundClass, ...]]:
    """Return what names mean at the end of a file that lies in `folder`, and all its classes in order."""
    scope = Scope()
    reader = _Reader(package, folder)
    reader.body(tree.body, scope, top=True)
    return scope, tuple(sorted(reader.found, key=lambda each: each.node.lineno))


def all_names(tree: ast.AST) -> frozenset[str]:
    """Return every name that the file uses or binds anywhere."""
    return frozenset(name for node in ast.walk(tree) for name in _names(node))


class _Reader:
    """Goes through statements in their order; functions are read when all around them is known."""

    def __init__(self, package: GeneratedPackage, folder: Path) -> None:
        self.found: list[FoundClass] = []
        self._package = package
        self._folder = folder

    def body(self, statements: Iterable[ast.stmt], scope: Scope, *, top: bool) -> None:
        later: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        self._statements(statements, scope, later, top=top)
        for function in later:
            inner = scope.inner()
            for argument in ast.walk(function.args):
                if isinstance(argument, ast.arg):
                    inner.bind(argument.arg)
            self.body(function.body, inner, top=False)

    def _statements(
        self,
        statements: Iterable[ast.stmt],
        scope: Scope,
        later: list[ast.FunctionDef | ast.AsyncFunctionDef],
        *,
        top: bool,
    ) -> None:
        for statement in statements:
            match statement:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    scope.bind(statement.name)
                    later.append(statement)
                case ast.ClassDef():
                    self._class(statement, scope, later, top=top)
                case ast.If(test=test, body=body, orelse=orelse) if _for_type_checkers(test):
                    before = set(scope.names)
                    self._statements(body, scope, later, top=top)
                    scope.hidden |= set(scope.names) - before
                    self._statements(orelse, scope, later, top=top)
                case _:
                    self._bind(statement, scope)
                    for block, alternative in _blocks(statement):
                        scope.alternatives += alternative
                        self._statements(block, scope, later, top=top)
                        scope.alternatives -= alternative

    def _class(
        self,
        node: ast.ClassDef,
        scope: Scope,
        later: list[ast.FunctionDef | ast.AsyncFunctionDef],
        *,
        top: bool,
    ) -> None:
        path = (_OWN, str(len(self.found)))
        bases = tuple(scope.path(base) for base in node.bases)
        self.found.append(FoundClass(node=node, bases=bases, path=path, scope=scope, top=top))
        self._statements(node.body, scope.inner(), later, top=False)
        scope.bind(node.name, path)

    def _bind(self, statement: ast.stmt, scope: Scope) -> None:
        match statement:
            case ast.Import(names):
                for each in names:
                    path = tuple(each.name.split("."))
                    scope.bind(each.asname or path[0], path if each.asname else path[:1])
            case ast.ImportFrom(names=names):
                for each in names:
                    self._bind_member(statement, each, scope)
            case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(
                ast.Name(name), value=ast.expr() as value
            ):
                scope.bind(name, scope.path(value))
            case _:
                for name in bound(statement):
                    scope.bind(name)

    def _bind_member(self, statement: ast.ImportFrom, each: ast.alias, scope: Scope) -> None:
        module = self._module(statement)
        if each.name != "*":
            scope.bind(each.asname or each.name, (*module, each.name), statement)
        elif self._package.is_package(module):
            for name in self._package.exports:
                scope.bind(name, (*module, name))

    def _module(self, statement: ast.ImportFrom) -> Path:
        named = tuple((statement.module or "").split(".")) if statement.module else ()
        if not statement.level:
            return named
        above = self._folder[: len(self._folder) - statement.level + 1]
        return ("/", *above, *named)


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
            for block, _ in _blocks(statement):
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


def _blocks(node: ast.AST) -> Iterator[tuple[list[ast.stmt], bool]]:
    """The blocks of a compound statement, and whether each runs instead of one before it."""
    for name, value in ast.iter_fields(node):
        if not isinstance(value, list) or not value:
            continue
        if isinstance(value[0], ast.stmt):
            yield value, name == "orelse" and isinstance(node, ast.If)
        elif isinstance(value[0], ast.ExceptHandler | ast.match_case):
            for clause in value:
                yield from ((block, True) for block, _ in _blocks(clause))


def _for_type_checkers(test: ast.expr) -> bool:
    match test:
        case ast.Name("TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
            return True
        case _:
            return False


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
