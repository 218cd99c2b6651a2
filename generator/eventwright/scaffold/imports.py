"""How a file names what new methods need, and which names are added to its imports; nothing else of it."""

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventwright.code import Code, code, join, lines, literal, width
from eventwright.names import Identifier, identifier
from eventwright.plan.imports import STANDARD, import_order
from eventwright.scaffold.binding import bound_in
from eventwright.scaffold.classes import root_base
from eventwright.scaffold.extending import NewName, extended
from eventwright.scaffold.file import HandlersFile
from eventwright.scaffold.scope import FoundClass, GeneratedPackage, Path, Scope
from eventwright.scaffold.tail import end_of, first_line
from eventwright.scaffold.text import LINE_LENGTH, SPACE, Insertion, Spot, logical_end


@dataclass(frozen=True, slots=True)
class Spelled:
    """What each wanted name is called in the file, and what has to be inserted for that."""

    names: Mapping[Identifier, Code]
    insertions: tuple[Insertion, ...]


def spelled(wanted: Sequence[Identifier], file: HandlersFile, target: FoundClass | None) -> Spelled:
    """Name what a class needs: as the file does already, else by an import; builtins stay as they are."""
    place = _place(file, target)
    names: dict[Identifier, Code] = {}
    new: dict[Path, list[NewName]] = {}
    for name in dict.fromkeys(wanted):
        path = _origin(name, file.package)
        if path is None:
            continue
        known = place.known(name, path)
        if known is None:
            fresh = NewName(name, place.free(name))
            new.setdefault(path, []).append(fresh)
            known = code("{name}", name=fresh.called)
        names[name] = known
    return Spelled(names, tuple(_insertions(new, place)))


def import_block(names: Sequence[Identifier], package: GeneratedPackage) -> Code:
    """Return the imports of a file that is new: the standard library's, and below them the package's."""
    found: dict[Path, list[NewName]] = {}
    for name in dict.fromkeys(names):
        path = _origin(name, package)
        if path is not None:
            found.setdefault(path, []).append(NewName(name, name))
    own = import_statement(package.imported, found.pop(package.imported))
    standard = [import_statement(module, found[module]) for module in sorted(found)]
    return lines([*standard, code(""), own]) if standard else own


def import_statement(module: Path, names: Sequence[NewName]) -> Code:
    """Return an import as formatters keep it at any length of line: one name a line."""
    ordered = sorted(names, key=lambda each: import_order(each.name))
    dotted = join(".", [identifier(part) for part in module])
    texts = [each.text for each in ordered]
    flat = code("from {module} import {names}", module=dotted, names=join(", ", texts))
    if len(texts) == 1 and width(flat) <= LINE_LENGTH:
        return flat
    listed = lines([code("{name},", name=text) for text in texts], 4)
    return code("from {module} import (\n{names}\n)", module=dotted, names=listed)


@dataclass(frozen=True, slots=True)
class _Place:
    """A class of the file, or its end: which names can be seen there."""

    file: HandlersFile
    target: FoundClass | None
    scope: Scope
    bound: Mapping[Path, tuple[str, ...]]
    """What can be seen there, by what it stands for; a name of the package stands for itself alone."""

    def known(self, name: Identifier, path: Path) -> Code | None:
        """Return how the name can be written without any import; None where it cannot."""
        return self._bound(name, path) or self._by_its_package(name, path)

    def free(self, name: Identifier) -> Identifier:
        """Return the name, or where the file uses it for something else, one that it does not use."""
        text = str(name)
        while text in self.file.taken or (text != name and text in self.file.package.exports):
            text += "_"
        return identifier(text)

    def extendable(self) -> tuple[ast.ImportFrom, ...]:
        """Return the import from the package that more names can be added to, the one of the base if it can.

        More than one is returned where they are alternatives, as in `try` and `except`.
        """
        scope, package, base = self.scope, self.file.package, self._base()
        found = {
            name: nodes
            for name, nodes in scope.origins.items()
            if name not in scope.hidden and package.is_package(scope.names[name][:-1])
        }
        if isinstance(base, ast.Name) and base.id in found:
            return found[base.id]
        return max(found.values(), key=lambda nodes: nodes[-1].lineno, default=())

    def _bound(self, name: Identifier, path: Path) -> Code | None:
        same = self.bound.get((*path, name), ())
        seen = [each for each in same if self.file.postponed or each not in self.scope.hidden]
        if seen:
            return code("{name}", name=identifier(min(seen, key=lambda each: (each != name, each))))
        return code("{name}", name=literal(min(same))) if same else None

    def _by_its_package(self, name: Identifier, path: Path) -> Code | None:
        """As `events.MessageCreated`, where the base is named so or nothing is imported from the package."""
        if path != self.file.package.imported:
            return None
        base = self._base()
        if isinstance(base, ast.Attribute) and self.file.package.is_package(self.scope.path(base.value)):
            return code("{package}.{name}", package=_dotted(base.value), name=name)
        if self.extendable():
            return None
        modules = sorted(
            each
            for each, found in self.scope.names.items()
            if self.file.package.is_package(found) and each not in self.scope.hidden
        )
        return code("{package}.{name}", package=identifier(modules[0]), name=name) if modules else None

    def _base(self) -> ast.expr | None:
        if self.target is None:
            return None
        return root_base(self.target, self.file.classes, self.file.package)


def _origin(name: Identifier, package: GeneratedPackage) -> Path | None:
    """Where a name is imported from; None for a builtin."""
    if name in package.exports:
        return package.imported
    return next((tuple(module.split(".")) for module, names in STANDARD.items() if name in names), None)


def _place(file: HandlersFile, target: FoundClass | None) -> _Place:
    scope = file.scope if target is None else target.scope
    inside = frozenset() if target is None else frozenset(bound_in(target.node.body))
    bound: dict[Path, tuple[str, ...]] = {}
    for name, found in scope.names.items():
        member = file.package.member(found)
        path = found if member is None else (*file.package.imported, member)
        if name not in inside:
            bound[path] = (*bound.get(path, ()), name)
    return _Place(file, target, scope, bound)


def _dotted(node: ast.expr) -> Code:
    match node:
        case ast.Attribute(value, name):
            return code("{value}.{name}", value=_dotted(value), name=identifier(name))
        case ast.Name(name):
            return code("{name}", name=identifier(name))
        case _:
            raise ValueError("only names can be followed")


def _insertions(new: Mapping[Path, list[NewName]], place: _Place) -> Iterator[Insertion]:
    statements: list[Code] = []
    for module, names in new.items():
        found = place.extendable() if module == place.file.package.imported else ()
        if not found:
            statements.append(import_statement(module, names))
        for node in found:
            yield from extended(node, names, place.file)
    if statements:
        yield _new_statements(lines(statements), place)


def _new_statements(text: Code, place: _Place) -> Insertion:
    """Behind the last import before the class, else behind the docstring, else at the top of the file."""
    file, target = place.file, place.target
    end = sys.maxsize if target is None else first_line(target.node)
    found = [
        node for node in file.tree.body if isinstance(node, ast.Import | ast.ImportFrom) and node.lineno < end
    ]
    if found:
        gap = "\n\n" if _is_standard(found[-1]) else "\n"
        return Insertion(_end(found[-1], file), f"{gap}{text}")
    if ast.get_docstring(file.tree, clean=False) is not None:
        return Insertion(_end(file.tree.body[0], file), f"\n\n{text}")
    heading = _heading(file)
    if heading:
        return Insertion(file.source.end_of(heading), f"\n\n{text}\n")
    # What runs the file and what tells its encoding stay in front.
    leading = sum(_must_lead(file.source.line(number)) for number in (1, 2))
    return Insertion((1 + leading, 0), f"{text}\n\n\n")


def _end(node: ast.stmt, file: HandlersFile) -> Spot:
    return file.source.end_of(logical_end(file.source, end_of(node, file.source)))


def _heading(file: HandlersFile) -> int:
    """The last line of a heading comment, 0 where there is none; one above a statement belongs to that."""
    last = 0
    while file.source.line(last + 1).lstrip(SPACE).startswith("#"):
        last += 1
    return 0 if file.source.line(last + 1).strip() else last


def _must_lead(line: str) -> bool:
    return line.startswith("#!") or (line.lstrip(SPACE).startswith("#") and "coding" in line)


def _is_standard(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.Import):
        return node.names[0].name.partition(".")[0] in sys.stdlib_module_names
    return not node.level and (node.module or "").partition(".")[0] in sys.stdlib_module_names
