"""The named types of an Avro schema and what a name means where it is written (Avro 1.9, Names)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventwright.documents import did_you_mean, nearest
from eventwright.read.cursor import Cursor

PRIMITIVES = frozenset({"null", "boolean", "int", "long", "float", "double", "bytes", "string"})
NAMED = frozenset({"record", "error", "enum", "fixed"})

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


def simple(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(".")[2]


def report(cursor: Cursor, message: str, hint: str = "", *, code: str = "avro-schema") -> None:
    """Note what is wrong with an Avro schema."""
    cursor.report(code, message, hint)


@dataclass(frozen=True, slots=True)
class Names:
    """The definition of each named type by its full name."""

    definitions: Mapping[str, Cursor]

    def find(self, name: str, namespace: str) -> Cursor | None:
        """Return the definition that a name means inside of a namespace."""
        return self.definitions.get(_full(name, namespace)) or self.definitions.get(name)

    def near(self, name: str) -> str:
        return did_you_mean(tuple(nearest(name, [*self.definitions, *PRIMITIVES])))

    def namespace(self, cursor: Cursor, around: str) -> str:
        """Return the namespace that holds inside of a definition."""
        return _full_name(cursor, around).rpartition(".")[0]

    def tag(self, written: Cursor, namespace: str) -> str:
        """Return what a type is called in a union: the full name of a named one, else the kind."""
        cursor = written.followed() or written
        value = cursor.value
        if isinstance(value, list):
            return "union"
        kind = value.get("type") if isinstance(value, dict) else value
        if isinstance(kind, dict | list):
            child = cursor.child("type")
            return "" if child is None else self.tag(child, namespace)
        if kind in NAMED and isinstance(value, dict):
            return _full_name(cursor, namespace)
        if not isinstance(kind, str) or kind in PRIMITIVES:
            return str(kind)
        found = self.find(kind, namespace)
        return next((name for name, at in self.definitions.items() if at is found), kind)


def names_in(root: Cursor) -> Names | None:
    """Find all named types of a schema, and note names that are no names, or stand for two types.

    None where references lead in a circle: in Avro only a name can.
    """
    found: dict[str, Cursor] = {}
    try:
        for name, cursor in _definitions(root, "", frozenset({root.key})):
            if name in found and found[name].value != cursor.value:
                report(cursor, f"{name!r} is defined a second time")
            if name and not _NAME.fullmatch(name):
                report(cursor, f"{name!r} is no name of Avro", code="avro-name")
            found.setdefault(name, cursor)
    except _CircleError as circle:
        report(circle.cursor, "a type refers to itself", "write the name of the type instead of a $ref")
        return None
    return Names(found)


class _CircleError(Exception):
    """A `$ref` leads to what it stands in."""

    def __init__(self, cursor: Cursor) -> None:
        super().__init__(cursor.key)
        self.cursor = cursor


def _definitions(written: Cursor, namespace: str, around: frozenset[str]) -> Iterator[tuple[str, Cursor]]:
    cursor = written.followed() or written
    if cursor is not written:
        if cursor.key in around:
            raise _CircleError(written)
        around |= {cursor.key}
    match cursor.value:
        case list():
            for element in cursor.listed():
                yield from _definitions(element, namespace, around)
        case {"type": str(kind)} if kind in NAMED:
            yield from _definition(cursor, kind, namespace, around)
        case {"type": "array" | "map" | dict() | list()}:
            for child in _children(cursor, "type", "items", "values"):
                yield from _definitions(child, namespace, around)
        case _:
            return


def _definition(
    cursor: Cursor, kind: str, namespace: str, around: frozenset[str]
) -> Iterator[tuple[str, Cursor]]:
    if not isinstance(cursor.mapping.get("name"), str):
        report(cursor, f"{'an' if kind[0] in 'ae' else 'a'} {kind} needs 'name'")
        return
    full = _full_name(cursor, namespace)
    yield full, cursor
    if kind in ("record", "error"):
        for field in cursor.elements("fields"):
            for child in _children(field, "type"):
                yield from _definitions(child, full.rpartition(".")[0], around | {cursor.key})


def _children(cursor: Cursor, *keys: str) -> Iterator[Cursor]:
    yield from (child for key in keys if (child := cursor.child(key)) is not None)


def _full_name(cursor: Cursor, around: str) -> str:
    name = cursor.text("name")
    own = cursor.text("namespace") if "namespace" in cursor.mapping else around
    return _full(name, own)


def _full(name: str, namespace: str) -> str:
    return name if "." in name or not namespace else f"{namespace}.{name}"
