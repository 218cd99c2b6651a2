"""Avro schemas as schemas of the values that Avro's JSON encoding writes; its binary form is not here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from eventwright.api import (
    Annotations,
    ArrayRules,
    BooleanSchema,
    Combination,
    JsonType,
    KeywordSchema,
    ObjectRules,
    Property,
    Reference,
    Schema,
    SchemaKey,
    TextRules,
)
from eventwright.problems import SpecError
from eventwright.read.avro_names import PRIMITIVES, Names, names_in, report, simple
from eventwright.read.avro_values import default_fits, logical_type
from eventwright.read.cursor import Cursor
from eventwright.source import parse

Owner = tuple[str, ...]
"""The words that name what has no name of its own, such as a record and one of its fields."""

_TYPES: Mapping[str, JsonType] = {
    "null": JsonType.NULL,
    "boolean": JsonType.BOOLEAN,
    "int": JsonType.INTEGER,
    "long": JsonType.INTEGER,
    "float": JsonType.NUMBER,
    "double": JsonType.NUMBER,
    "bytes": JsonType.STRING,
    "string": JsonType.STRING,
}
_FORMATS = {"int": "int32", "long": "int64"}
_LONGEST = 60
# Each byte is written as the character with its number.
_BYTES = "^[\\u0000-\\u00ff]*$"


def read_avro(cursor: Cursor, schemas: dict[SchemaKey, Schema]) -> Schema:
    """Return the schema of the values of an Avro schema; each named type is added to `schemas`."""
    target = cursor.followed()
    root = None if target is None else _parsed(target)
    names = None if root is None else names_in(root)
    if root is None or names is None:
        # What is broken was noted; nothing is generated from this document.
        return _anything(cursor)
    return _Reader(names, schemas).read(root, "", ())


def _parsed(cursor: Cursor) -> Cursor | None:
    """The schema itself, where it is written as JSON text."""
    if not isinstance(cursor.value, str) or not cursor.value.lstrip().startswith(("{", "[")):
        return cursor
    try:
        value = parse(f"{cursor.location.file}.json", cursor.value.encode()).value
    except SpecError as error:
        report(cursor, f"the text is not JSON: {error.problems[0].message}")
        return None
    return Cursor(cursor.reading, value, cursor.location)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one Avro schema, whose named types are known from the start."""

    names: Names
    schemas: dict[SchemaKey, Schema]

    def read(self, written: Cursor, namespace: str, owner: Owner) -> Schema:
        cursor = written.followed() or written
        match cursor.value:
            case str(name):
                return self._named(cursor, name, namespace)
            case list():
                return self._union(cursor, namespace, owner)
            case {"type": str(kind)}:
                return self._complex(cursor, kind, namespace, owner)
            case {"type": _}:
                return self.read(_present(cursor, "type"), namespace, owner)
            case _:
                report(cursor, "a type of Avro is a name, a list of types, or a mapping with 'type'")
                return _anything(cursor)

    def _named(self, cursor: Cursor, name: str, namespace: str) -> Schema:
        if name in PRIMITIVES:
            return _primitive(cursor, name)
        definition = self.names.find(name, namespace)
        if definition is None:
            report(cursor, f"{name!r} is no type of Avro", self.names.near(name))
            return _anything(cursor)
        return Reference(definition.key, cursor.key, cursor.place)

    def _complex(self, cursor: Cursor, kind: str, namespace: str, owner: Owner) -> Schema:
        match kind:
            case "record" | "error" | "enum" | "fixed":
                return self._definition(cursor, kind, namespace)
            case "array":
                items = self._part(cursor, "items", namespace, (*owner, "Item"))
                return _schema(cursor, JsonType.ARRAY, array=ArrayRules(items=items))
            case "map":
                values = self._part(cursor, "values", namespace, (*owner, "Value"))
                return _schema(cursor, JsonType.OBJECT, object=ObjectRules(additional=values))
            case _:
                return self._named(cursor, kind, namespace)

    def _part(self, cursor: Cursor, key: str, namespace: str, owner: Owner) -> Schema:
        child = cursor.child(key)
        if child is None:
            report(cursor, f"this type needs {key!r}")
            return _anything(cursor)
        return self.read(child, namespace, owner)

    def _definition(self, cursor: Cursor, kind: str, namespace: str) -> Schema:
        own = self.names.namespace(cursor, namespace)
        match kind:
            case "enum":
                found = _enum(cursor)
            case "fixed":
                found = _fixed(cursor)
            case _:
                found = self._record(cursor, own)
        self.schemas[cursor.key] = found
        return Reference(cursor.key, cursor.key, cursor.place)

    def _record(self, cursor: Cursor, namespace: str) -> KeywordSchema:
        name = simple(cursor.text("name"))
        if not isinstance(cursor.mapping.get("fields"), list):
            report(cursor, "a record needs 'fields'")
        fields = [field for field in cursor.elements("fields") if _has_name(field)]
        _report_repeated(fields)
        rules = ObjectRules(
            properties=tuple(
                Property(field.text("name"), self._field(field, namespace, name)) for field in fields
            ),
            required=tuple(field.text("name") for field in fields if "default" not in field.mapping),
            additional=BooleanSchema(False, f"{cursor.key}/additional", cursor.place),
            complete=True,
        )
        return _schema(cursor, JsonType.OBJECT, object=rules)

    def _field(self, cursor: Cursor, namespace: str, record: str) -> Schema:
        found = self._part(cursor, "type", namespace, (record, cursor.text("name")))
        if "default" in cursor.mapping and not default_fits(
            _present(cursor, "type"), cursor.mapping["default"], self.names, namespace
        ):
            report(_present(cursor, "default"), "the default is no value of the field", code="avro-default")
        match found:
            case Reference():
                return replace(found, description=cursor.text("doc"))
            case KeywordSchema():
                return replace(found, annotations=_field_annotations(cursor, found.annotations))
            case BooleanSchema():
                return found

    def _union(self, cursor: Cursor, namespace: str, owner: Owner) -> Schema:
        branches: list[Schema] = []
        tags: set[str] = set()
        for element in cursor.listed():
            tag = self.names.tag(element, namespace)
            if tag == "union" or tag in tags:
                message = "a union stands in a union" if tag == "union" else f"the union has {tag!r} twice"
                report(element, message)
                continue
            tags.add(tag)
            inner = self.read(element, namespace, owner)
            branches.append(inner if tag == "null" else _wrapper(element, tag, inner, owner))
        if not branches:
            # Where all that stands in it is wrong, that was told.
            if not cursor.value:
                report(cursor, "the union is empty")
            return _anything(cursor)
        return KeywordSchema(
            key=cursor.key, place=cursor.place, combination=Combination(one_of=tuple(branches))
        )


def _wrapper(cursor: Cursor, tag: str, inner: Schema, owner: Owner) -> KeywordSchema:
    """A value of a union is written as an object whose one key tells its type."""
    location = cursor.location.child(tag)
    key = Cursor(cursor.reading, None, location).key
    return KeywordSchema(
        key=key,
        place=cursor.place,
        types=(JsonType.OBJECT,),
        object=ObjectRules(
            properties=(Property(tag, inner),),
            required=(tag,),
            additional=BooleanSchema(False, f"{key}/additional", cursor.place),
            wrapper=True,
        ),
        annotations=Annotations(title=" ".join((*owner, simple(tag)))),
    )


def _primitive(cursor: Cursor, name: str) -> KeywordSchema:
    logical = logical_type(cursor, name)
    form = "uuid" if logical == "uuid" else _FORMATS.get(name)
    rules = TextRules(format=form, pattern=_BYTES if name == "bytes" else None)
    return _schema(cursor, _TYPES[name], text=rules, logical=logical)


def _enum(cursor: Cursor) -> KeywordSchema:
    symbols = cursor.texts("symbols")
    if not symbols:
        report(cursor, "an enum needs 'symbols'")
    if len(set(symbols)) < len(symbols):
        report(cursor, "an enum has a symbol twice")
    found = _schema(cursor, JsonType.STRING)
    notes = found.annotations
    notes = replace(notes, remarks=(*notes.remarks, *_default(cursor)))
    return replace(found, enum=tuple(dict.fromkeys(symbols)), annotations=notes)


def _fixed(cursor: Cursor) -> KeywordSchema:
    size = cursor.amount("size")
    if size is None:
        report(cursor, "a fixed needs 'size'")
    rules = TextRules(min_length=size, max_length=size, pattern=_BYTES)
    return _schema(cursor, JsonType.STRING, text=rules, logical=logical_type(cursor, "fixed"))


def _schema(
    cursor: Cursor,
    kind: JsonType,
    *,
    text: TextRules | None = None,
    array: ArrayRules | None = None,
    object: ObjectRules | None = None,
    logical: str = "",
) -> KeywordSchema:
    mapping = cursor.mapping if isinstance(cursor.value, dict) else {}
    aliases = cursor.texts("aliases") if "aliases" in mapping else ()
    remarks = (*((f"Logical type: {logical}.",) if logical else ()), *_aliases(aliases))
    return KeywordSchema(
        key=cursor.key,
        place=cursor.place,
        types=(kind,),
        text=text or TextRules(),
        array=array or ArrayRules(),
        object=object or ObjectRules(),
        annotations=Annotations(
            title=simple(cursor.text("name")) if "name" in mapping else "",
            description=cursor.text("doc") if "doc" in mapping else "",
            remarks=remarks,
        ),
    )


def _field_annotations(cursor: Cursor, of_type: Annotations) -> Annotations:
    remarks = (*of_type.remarks, *_aliases(cursor.texts("aliases")), *_default(cursor))
    return replace(of_type, title="", description=cursor.text("doc"), remarks=remarks)


def _default(cursor: Cursor) -> tuple[str, ...]:
    """A remark, since the default of a union is written otherwise than its values are."""
    if "default" not in cursor.mapping:
        return ()
    text = json.dumps(cursor.mapping["default"], ensure_ascii=False)
    return (f"Default: {text if len(text) <= _LONGEST else text[: _LONGEST - 3] + '...'}",)


def _aliases(names: tuple[str, ...]) -> tuple[str, ...]:
    return (f"Also known as {', '.join(names)}.",) if names else ()


def _has_name(field: Cursor) -> bool:
    if isinstance(field.mapping.get("name"), str):
        return True
    report(field, "a field needs 'name'")
    return False


def _report_repeated(fields: list[Cursor]) -> None:
    seen: set[str] = set()
    for field in fields:
        name = field.text("name")
        if name in seen:
            report(field, f"the record has the field {name!r} twice")
        seen.add(name)


def _present(cursor: Cursor, key: str) -> Cursor:
    child = cursor.child(key)
    return cursor if child is None else child


def _anything(cursor: Cursor) -> Schema:
    return BooleanSchema(True, cursor.key, cursor.place)
