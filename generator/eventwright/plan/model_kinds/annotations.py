"""Types as another generator wrote them, in the planned names: its syntax tree in, source of ours out."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace

from eventwright.code import Code, code, join, union
from eventwright.names import Identifier, identifier
from eventwright.plan.model_kinds.reading import UnexpectedError, WrittenModule
from eventwright.plan.scope import Scope

_BUILTIN = frozenset({"bool", "dict", "float", "int", "list", "str", "tuple"})
_IMPORTED: Mapping[str, Code] = {
    "typing.Any": code("Any"),
    "pydantic.AwareDatetime": code("pydantic.AwareDatetime"),
}
_DATES = frozenset({"datetime.date", "datetime.datetime", "datetime.time"})
_NONE = code("None")


@dataclass(frozen=True, slots=True)
class Names:
    """What stand-ins stand for; `classes` and `sources` are those of `StandIns`, by their final names.

    `later` are the classes that are not defined yet where an annotation stands.
    """

    module: WrittenModule
    classes: Mapping[str, Identifier]
    sources: Mapping[str, Code]
    later: frozenset[str] = frozenset()


def members(node: ast.expr, names: Names, scope: Scope) -> list[Code]:
    """Return the members of a type, each once and None last; raises UnexpectedError."""
    match node:
        case ast.Name(name) if name not in names.sources and name in names.module.types:
            types = {each: value for each, value in names.module.types.items() if each != name}
            inner = replace(names, module=replace(names.module, types=types))
            return members(names.module.types[name], inner, scope)
        case ast.BinOp(left, ast.BitOr(), right):
            found = dict.fromkeys([*members(left, names, scope), *members(right, names, scope)])
            return sorted(found, key=lambda each: each == _NONE)
        case _:
            return [_one(node, names, scope)]


def annotation(node: ast.expr, names: Names, scope: Scope) -> Code:
    """Return a type as source; raises UnexpectedError."""
    return union(members(node, names, scope))


def _one(node: ast.expr, names: Names, scope: Scope) -> Code:
    match node:
        case ast.Constant(None):
            return _NONE
        case ast.Name(name) if name in names.classes:
            return code("{name}", name=names.classes[name])
        case ast.Name(name) if name in names.sources:
            return names.sources[name]
        case ast.Name():
            return _named(node, names, scope)
        case ast.Subscript(ast.Name() as generic, ast.Tuple(parts)):
            inner = join(", ", [annotation(part, names, scope) for part in parts])
            return code("{generic}[{inner}]", generic=_named(generic, names, scope), inner=inner)
        case ast.Subscript(ast.Name() as generic, part):
            inner = annotation(part, names, scope)
            return code("{generic}[{inner}]", generic=_named(generic, names, scope), inner=inner)
        case _:
            raise _refused(node)


def _named(node: ast.Name, names: Names, scope: Scope) -> Code:
    full = names.module.name_of(node)
    if full in _IMPORTED:
        return _IMPORTED[full]
    if full in _DATES:
        return scope.builtin(identifier(full.removeprefix("datetime.")))
    if full in _BUILTIN:
        return scope.builtin(identifier(full))
    raise _refused(node)


def _refused(node: ast.expr) -> UnexpectedError:
    return UnexpectedError(node, f"the type {ast.unparse(node)[:60]!r}")
