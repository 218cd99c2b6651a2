"""From the syntax tree of a file to what its names stand for, by imports and classes; nothing is run."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from eventwright.scaffold.binding import blocks, bound
from eventwright.scaffold.scope import OWN, UNKNOWN, FoundClass, GeneratedPackage, Path, Scope, path_of

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def read_names(
    tree: ast.Module, package: GeneratedPackage, folder: Path
) -> tuple[Scope, tuple[FoundClass, ...]]:
    """Return what names mean at the end of a file that lies in `folder`, and all its classes in order."""
    names = _Names()
    reader = _Reader(package, folder)
    reader.body(tree.body, names, top=True)
    scopes = {id(each.names): each.names.scope() for each in reader.found}
    found = (each.with_scope(scopes[id(each.names)]) for each in reader.found)
    return names.scope(), tuple(sorted(found, key=lambda each: each.node.lineno))


class _Names:
    """The names of one module or function while its statements are read.

    In the `alternatives` to code above, as behind `except` or `else`, a known name keeps its meaning.
    """

    def __init__(self, outer: "_Names | None" = None) -> None:
        self.names: dict[str, Path] = dict(outer.names) if outer else {}
        self.hidden: set[str] = set(outer.hidden) if outer else set()
        self.alternatives = 0
        self._origins: dict[str, tuple[ast.ImportFrom, ...]] = dict(outer._origins) if outer else {}

    def bind(self, name: str, path: Path = UNKNOWN, origin: ast.ImportFrom | None = None) -> None:
        """Let a name mean something, and nothing else any more."""
        self.hidden.discard(name)
        kept = bool(self.alternatives and self.names.get(name))
        before = self._origins.pop(name, ()) if kept else ()
        self.names[name] = self.names[name] if kept else path
        if origin is not None or before:
            self._origins[name] = before if origin is None else (*before, origin)

    def scope(self) -> Scope:
        return Scope(names=self.names, origins=self._origins, hidden=frozenset(self.hidden))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """A class that was met while names around it may still change."""

    node: ast.ClassDef
    bases: tuple[Path, ...]
    path: Path
    names: _Names
    top: bool

    def with_scope(self, scope: Scope) -> FoundClass:
        return FoundClass(node=self.node, bases=self.bases, path=self.path, scope=scope, top=self.top)


class _Reader:
    """Goes through statements in their order; functions are read when all around them is known."""

    def __init__(self, package: GeneratedPackage, folder: Path) -> None:
        self.found: list[_Met] = []
        self._package = package
        self._folder = folder

    def body(self, statements: Iterable[ast.stmt], names: _Names, *, top: bool) -> None:
        later: list[_Function] = []
        self._statements(statements, names, later, top=top)
        for function in later:
            inner = _Names(names)
            for argument in ast.walk(function.args):
                if isinstance(argument, ast.arg):
                    inner.bind(argument.arg)
            self.body(function.body, inner, top=False)

    def _statements(
        self, statements: Iterable[ast.stmt], names: _Names, later: list[_Function], *, top: bool
    ) -> None:
        for statement in statements:
            match statement:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    names.bind(statement.name)
                    later.append(statement)
                case ast.ClassDef():
                    self._class(statement, names, later, top=top)
                case ast.If(test=test, body=body, orelse=orelse) if _for_type_checkers(test):
                    before = set(names.names)
                    self._statements(body, names, later, top=top)
                    names.hidden |= set(names.names) - before
                    self._statements(orelse, names, later, top=top)
                case _:
                    self._bind(statement, names)
                    for block, alternative in blocks(statement):
                        names.alternatives += alternative
                        self._statements(block, names, later, top=top)
                        names.alternatives -= alternative

    def _class(self, node: ast.ClassDef, names: _Names, later: list[_Function], *, top: bool) -> None:
        path = (OWN, str(len(self.found)))
        bases = tuple(path_of(base, names.names) for base in node.bases)
        self.found.append(_Met(node=node, bases=bases, path=path, names=names, top=top))
        self._statements(node.body, _Names(names), later, top=False)
        names.bind(node.name, path)

    def _bind(self, statement: ast.stmt, names: _Names) -> None:
        match statement:
            case ast.Import(listed):
                for each in listed:
                    path = tuple(each.name.split("."))
                    names.bind(each.asname or path[0], path if each.asname else path[:1])
            case ast.ImportFrom(names=listed):
                for each in listed:
                    self._bind_member(statement, each, names)
            case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(
                ast.Name(name), value=ast.expr() as value
            ):
                names.bind(name, path_of(value, names.names))
            case _:
                for name in bound(statement):
                    names.bind(name)

    def _bind_member(self, statement: ast.ImportFrom, each: ast.alias, names: _Names) -> None:
        module = self._module(statement)
        if each.name != "*":
            names.bind(each.asname or each.name, (*module, each.name), statement)
        elif self._package.is_package(module):
            for name in self._package.exports:
                names.bind(name, (*module, name))

    def _module(self, statement: ast.ImportFrom) -> Path:
        named = tuple((statement.module or "").split(".")) if statement.module else ()
        if not statement.level:
            return named
        above = self._folder[: len(self._folder) - statement.level + 1]
        return ("/", *above, *named)


def _for_type_checkers(test: ast.expr) -> bool:
    match test:
        case ast.Name("TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
            return True
        case _:
            return False
