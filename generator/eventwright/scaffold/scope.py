"""What the names in a Python file stand for, as values; how they are found is `reading`'s."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str, ...]
"""A dotted name in full; from a relative import it starts with `/` and the names of folders."""

OWN = "<class>"
"""What the path of a class of the file itself starts with."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The names of a module or a function, and the imports that they are from.

    `hidden` ones are known to type checkers alone.
    """

    names: Mapping[str, Path]
    origins: Mapping[str, tuple[ast.ImportFrom, ...]]
    hidden: frozenset[str]

    def path(self, expression: ast.expr) -> Path:
        """Return what a name or an attribute stands for."""
        return path_of(expression, self.names)


def path_of(expression: ast.expr, names: Mapping[str, Path]) -> Path:
    """Return what a name or an attribute stands for among these names."""
    match expression:
        case ast.Name(name):
            return names.get(name, UNKNOWN)
        case ast.Attribute(value, name):
            path = path_of(value, names)
            return (*path, name) if path and path[0] != OWN else UNKNOWN
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
