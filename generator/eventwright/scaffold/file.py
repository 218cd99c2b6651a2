"""A handlers file as it was understood: its text, names and classes; reading it changes nothing."""

import ast
import sys
import warnings
from dataclasses import dataclass

from eventwright.scaffold.binding import all_names
from eventwright.scaffold.classes import HandlerClasses, handler_classes
from eventwright.scaffold.reading import read_names
from eventwright.scaffold.scope import GeneratedPackage, Path, Scope
from eventwright.scaffold.text import SourceText, read_text


class NotUnderstoodError(Exception):
    """The file is no Python that can be read; carries the reason and where it lies."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        self.reason = reason
        self.line = line
        self.column = column
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlersFile:
    """One file with everything that is asked of it; `taken` are all names that occur in it."""

    source: SourceText
    tree: ast.Module
    scope: Scope
    classes: HandlerClasses
    taken: frozenset[str]
    package: GeneratedPackage

    @property
    def postponed(self) -> bool:
        """Tell whether annotations are never evaluated in this file."""
        return any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(each.name == "annotations" for each in node.names)
            for node in self.tree.body
        )


def understood(data: bytes, package: GeneratedPackage, folder: Path) -> HandlersFile:
    """Read a file that lies in `folder`; raises NotUnderstoodError."""
    try:
        source = read_text(data)
    except ValueError as error:
        raise NotUnderstoodError(str(error)) from error
    tree = parsed(source.normal)
    scope, found = read_names(tree, package, folder)
    return HandlersFile(
        source=source,
        tree=tree,
        scope=scope,
        classes=handler_classes(found, package),
        taken=all_names(tree),
        package=package,
    )


def parsed(text: str) -> ast.Module:
    """Return the syntax tree; raises NotUnderstoodError. What Python would warn of is the user's business."""
    version = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        reason = f"is not {version}: {error.msg}"
        raise NotUnderstoodError(reason, error.lineno or 1, error.offset or 1) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise NotUnderstoodError(f"is not {version}: {error or 'it is nested too deeply'}") from error
