"""A signature of ours taken apart, so that another file can spell its types in its own way."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventwright.code.compose import Code
from eventwright.names import Identifier, identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter behind `self`; `types` are the names that its annotation reads."""

    name: Identifier
    annotation: Code
    default: Code | None
    keyword_only: bool
    types: tuple[Identifier, ...]


def parameters(signature: Code) -> tuple[Parameter, ...]:
    """Return the parameters of a method's `(self, name: annotation, ...)`, in their order."""
    (definition,) = ast.parse(f"def _{signature}: ...").body
    if not isinstance(definition, ast.FunctionDef):
        raise ValueError(f"{signature!r} is no signature")
    return tuple(_parameters(definition.args))


def respelled(parameter: Parameter, names: Mapping[Identifier, Code]) -> Code:
    """Return the annotation with these names in place of its own."""
    text = parameter.annotation.encode()
    found = [node for node in _names(ast.parse(parameter.annotation, mode="eval").body) if node.id in names]
    for node in sorted(found, key=lambda each: each.col_offset, reverse=True):
        start, end = node.col_offset, node.end_col_offset
        text = text[:start] + names[identifier(node.id)].encode() + text[end:]
    return Code(text.decode())


def _parameters(found: ast.arguments) -> Iterator[Parameter]:
    plain = [*found.posonlyargs, *found.args][1:]
    defaults = [*[None] * (len(plain) - len(found.defaults)), *found.defaults]
    for argument, default in zip(plain, defaults, strict=True):
        yield _parameter(argument, default, keyword_only=False)
    for argument, default in zip(found.kwonlyargs, found.kw_defaults, strict=True):
        yield _parameter(argument, default, keyword_only=True)


def _parameter(argument: ast.arg, default: ast.expr | None, *, keyword_only: bool) -> Parameter:
    if argument.annotation is None:
        raise ValueError(f"{argument.arg!r} has no annotation")
    names = dict.fromkeys(identifier(node.id) for node in _names(argument.annotation))
    return Parameter(
        name=identifier(argument.arg),
        annotation=_flat(argument.annotation),
        default=None if default is None else _flat(default),
        keyword_only=keyword_only,
        types=tuple(names),
    )


def _flat(node: ast.expr) -> Code:
    """The expression on one line, however it was laid out."""
    return Code(ast.unparse(node))


def _names(node: ast.expr) -> Iterator[ast.Name]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Name))
