"""What is written for a message without a handler, ready for templates; where it goes is not decided here."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventwright.code import LINE_LENGTH, Code, Parameter, code, collection, docstring, parameters, respelled
from eventwright.names import Identifier
from eventwright.package import Handler, Package
from eventwright.scaffold import text

_BODY = 8
# Code is laid out for the lines of our own packages, which are longer.
_SPARE = LINE_LENGTH - text.LINE_LENGTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """A method that hands its message on to the class above, where it raises."""

    name: Identifier
    signature: Code
    docstring: Code
    call: Code


def types_of(handler: Handler) -> tuple[Identifier, ...]:
    """Return the names that the annotations of a handler read, each once."""
    return tuple(dict.fromkeys(name for each in parameters(handler.signature) for name in each.types))


def stub(handler: Handler, package: Package, spelling: Mapping[Identifier, Code]) -> Stub:
    """Return the stub of a handler; `spelling` says how the user's file names its types."""
    found = parameters(handler.signature)
    before = len("async def ") + len(handler.name) + len(" -> None:") + _SPARE
    call = code("{wait}super().{name}(", wait=package.style.await_, name=handler.name)
    return Stub(
        name=handler.name,
        signature=collection("(", list(_parameters(found, spelling)), ")", 4, beside=before),
        docstring=_docstring(handler.docstring),
        call=collection(call, list(_arguments(found)), ")", _BODY, beside=_SPARE),
    )


def _parameters(found: tuple[Parameter, ...], spelling: Mapping[Identifier, Code]) -> Iterator[Code]:
    yield code("self")
    starred = False
    for each in found:
        if each.keyword_only and not starred:
            starred = True
            yield code("*")
        declared = code("{name}: {type}", name=each.name, type=respelled(each, spelling))
        default = each.default
        yield declared if default is None else code("{start} = {end}", start=declared, end=default)


def _arguments(found: tuple[Parameter, ...]) -> Iterator[Code]:
    for each in found:
        if each.keyword_only:
            yield code("{name}={value}", name=each.name, value=each.name)
        else:
            yield code("{name}", name=each.name)


def _docstring(told: Code) -> Code:
    """The docstring of the package's method, filled for lines that any formatter allows."""
    return docstring(inspect.cleandoc(ast.literal_eval(told)), _BODY, text.LINE_LENGTH)
