"""Runtime expressions: what of a message they point to, the type of that, and the code that finds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from eventwright.api import Message
from eventwright.code import Code, Part, code, collection, literal, union
from eventwright.plan.scope import Scope
from eventwright.plan.shapes import Shapes
from eventwright.plan.types import AnyType, CheckedType, ClassType, ListType, MapType, TupleType, Type
from eventwright.problems import parse_pointer

_SOURCES = {"$message.header": "header", "$message.payload": "payload"}


@dataclass(frozen=True, slots=True)
class Path:
    """A part of a message and the tokens of the JSON Pointer into it (RFC 6901)."""

    part: OneOf["header", "payload"]
    tokens: tuple[str, ...]


def location_of(expression: str) -> Path | None:
    """Read `$message.header#/name` or `$message.payload#/a/b`; None for what is no such expression."""
    source, mark, pointer = expression.partition("#")
    part = _SOURCES.get(source)
    if part is None or (mark and pointer and not pointer.startswith("/")):
        return None
    try:
        tokens = parse_pointer(pointer)
    except ValueError:
        return None
    if part == "payload":
        return Path("payload", tokens)
    # A header has a name, so the whole of them is no value.
    return Path("header", tokens) if tokens else None


def location_tuple(path: Path, indent: int, beside: int) -> Code:
    """The path as the run-time takes it: the part of the message, then the tokens."""
    return collection(
        "(", [literal(path.part), *(literal(token) for token in path.tokens)], ")", indent, beside
    )


def own_value(path: Path, message: Message, indent: int, beside: int) -> Code:
    """Return an expression for what stands there, inside of the message's own class."""
    texts = [literal(token) for token in path.tokens]
    if path.part == "payload":
        return collection("routing.value_at(", [code("self.payload"), *texts], ")", indent, beside)
    headers = code("self.headers") if message.headers is not None else code("None")
    parts: list[Part] = [headers, code("self.context.headers"), *texts]
    return collection("routing.header_at(", parts, ")", indent, beside)


def annotation_at(start: Type | None, path: Path, scope: Scope, shapes: Shapes) -> Code:
    """The annotation of what stands there; `object` where no schema says what it is."""
    found = _type_at(start, path.tokens, path.part == "header", shapes)
    if found is None or isinstance(found, AnyType):
        return code("object")
    annotation = scope.annotation(found)
    return annotation if annotation == code("object") else union([annotation, code("None")])


def _type_at(start: Type | None, tokens: Sequence[str], folded: bool, shapes: Shapes) -> Type | None:
    match start:
        case CheckedType(inner):
            return _type_at(inner, tokens, folded, shapes)
        case found if not tokens:
            return found
        case ClassType(key):
            fields = {_folded(each.wire, folded): each.type for each in shapes.objects[key].fields}
            return _type_at(fields.get(_folded(tokens[0], folded)), tokens[1:], False, shapes)
        case MapType(inner):
            return _type_at(inner, tokens[1:], False, shapes)
        case ListType(inner) if tokens[0].isdecimal():
            return _type_at(inner, tokens[1:], False, shapes)
        case TupleType(items) if tokens[0].isdecimal() and int(tokens[0]) < len(items):
            return _type_at(items[int(tokens[0])], tokens[1:], False, shapes)
        case _:
            return None


def _folded(name: str, folded: bool) -> str:
    return name.lower() if folded else name
