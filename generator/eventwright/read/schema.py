"""Schemas of a document, as JSON Schema Draft-07 extended by AsyncAPI 2.x; every reference stays a name."""

from collections.abc import Iterator, Mapping

from eventwright.api import (
    AS_OPENAPI,
    Annotations,
    ArrayRules,
    BooleanSchema,
    Combination,
    Constant,
    Dependency,
    Discriminator,
    JsonType,
    KeywordSchema,
    NumberRules,
    ObjectRules,
    Property,
    Reference,
    Schema,
    SchemaKey,
    TextRules,
)
from eventwright.json_value import Json
from eventwright.read.avro import read_avro
from eventwright.read.cursor import Cursor
from eventwright.read.dialects import Dialect, in_draft_07
from eventwright.read.patterns import note_pattern
from eventwright.read.readings import Readings
from eventwright.resolve import Location

_OF_NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
_OF_ARRAYS = frozenset({"items", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains"})
_OF_OBJECTS = frozenset(
    {
        *("properties", "required", "patternProperties", "additionalProperties", "propertyNames"),
        *("minProperties", "maxProperties", "dependencies"),
    }
)
_OF_TEXTS = frozenset({"minLength", "maxLength", "pattern", "format"})
_COMBINING = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else"})
_TELLING = frozenset(
    {"title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "discriminator"}
)
_ANY_NUMBER, _ANY_TEXT, _ANY_ARRAY, _ANY_OBJECT = NumberRules(), TextRules(), ArrayRules(), ObjectRules()
_UNCOMBINED, _UNTOLD = Combination(), Annotations()
_TYPES = {kind.value: kind for kind in JsonType}


class SchemaReader:
    """Reads schemas and remembers which ones references name, until `finish` has read those too.

    `contested` are the keys of what is read both as OpenAPI's and otherwise; None takes all for that.
    """

    def __init__(self, contested: frozenset[SchemaKey] | None = None) -> None:
        self._contested = contested
        self._schemas: dict[SchemaKey, Schema] = {}
        self._waiting: dict[SchemaKey, tuple[Cursor, Dialect]] = {}
        self._dialect = Dialect.ASYNCAPI
        self._owner: SchemaKey = ""
        self._readings = Readings()

    @property
    def settled(self) -> bool:
        """Whether keys are final: while nothing is read as OpenAPI's there is nothing to be told apart."""
        return self._contested is not None or not self._readings.in_dialect[Dialect.OPENAPI]

    def contested(self) -> frozenset[SchemaKey]:
        """Return where what has been read as OpenAPI's and otherwise is not the same."""
        return self._readings.contested()

    def read_in(self, dialect: Dialect, cursor: Cursor) -> Schema:
        """Read a schema, and what it refers to, in the dialect that it is written in."""
        if dialect is Dialect.AVRO:
            return read_avro(cursor, self._schemas)
        before, self._dialect, self._owner = self._dialect, dialect, ""
        found = self.read(cursor)
        self._dialect = before
        return found

    def read(self, cursor: Cursor) -> Schema:
        """Return the schema at a cursor; where it is a reference, its target is read by `finish`."""
        value, key = cursor.value, cursor.key
        self._readings.in_dialect[self._dialect].add(key)
        self._readings.users[key].add(self._owner)
        if isinstance(value, bool):
            return BooleanSchema(value, self._key(key), cursor.place)
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            return self._reference(cursor)
        outside, self._owner = self._owner, key
        found = self._keywords(cursor)
        self._owner = outside
        return found

    def named(self, cursor: Cursor) -> SchemaKey:
        """Read a schema as the target of references, and return its key (for a reference, its target's)."""
        schema = self.read(cursor)
        if isinstance(schema, Reference):
            return schema.target
        self._schemas[schema.key] = schema
        return schema.key

    def finish(self) -> dict[SchemaKey, Schema]:
        """Return all schemas that references name, by key."""
        while self._waiting:
            key, (cursor, dialect) = self._waiting.popitem()
            if key not in self._schemas:
                self._schemas[key] = self.read_in(dialect, cursor)
        return self._schemas

    def _reference(self, cursor: Cursor) -> Schema:
        target = cursor.followed()
        own = self._key(cursor.key)
        if target is None:
            # The broken reference is a problem of its own; nothing is generated from this document.
            return BooleanSchema(True, own, cursor.place)
        dialect = _dialect_at(target, self._dialect)
        self._readings.users[target.key].add(cursor.key)
        key = self._key(target.key, dialect)
        if key not in self._schemas:
            self._waiting.setdefault(key, (target, dialect))
        # Draft-07 has siblings ignored; as documentation they mean what their author hoped for.
        beside = cursor.mapping.get("description")
        return Reference(key, own, cursor.place, beside if isinstance(beside, str) else "")

    def _key(self, written: SchemaKey, dialect: Dialect | None = None) -> SchemaKey:
        if (dialect or self._dialect) is not Dialect.OPENAPI:
            return written
        alone = self._contested is not None and written not in self._contested
        return written if alone else AS_OPENAPI + written

    def _keywords(self, written: Cursor) -> KeywordSchema:
        cursor = in_draft_07(written) if self._dialect is Dialect.OPENAPI else written
        if cursor.value != written.value:
            self._readings.different.add(cursor.key)
        extension = cursor.mapping.get("x-extensible-enum")
        return KeywordSchema(
            key=self._key(cursor.key),
            place=cursor.place,
            types=_types(cursor),
            enum=_enum(cursor),
            extensible=extension is True and "enum" in cursor.mapping,
            known=tuple(extension) if isinstance(extension, list) else (),
            constant=Constant(cursor.mapping["const"]) if "const" in cursor.mapping else None,
            number=_number_rules(cursor) if _says(cursor, _OF_NUMBERS) else _ANY_NUMBER,
            text=_text_rules(cursor) if _says(cursor, _OF_TEXTS) else _ANY_TEXT,
            array=self._array_rules(cursor) if _says(cursor, _OF_ARRAYS) else _ANY_ARRAY,
            object=self._object_rules(cursor) if _says(cursor, _OF_OBJECTS) else _ANY_OBJECT,
            combination=self._combination(cursor) if _says(cursor, _COMBINING) else _UNCOMBINED,
            annotations=self._annotations(cursor),
        )

    def _annotations(self, cursor: Cursor) -> Annotations:
        extensions = cursor.extensions()
        if not extensions and not _says(cursor, _TELLING):
            return _UNTOLD
        return _annotations(cursor, self._discriminator(cursor), extensions)

    def _array_rules(self, cursor: Cursor) -> ArrayRules:
        items = cursor.child("items")
        listed = items is not None and isinstance(items.value, list)
        return ArrayRules(
            items=None if items is None or listed else self.read(items),
            prefix=tuple(self.read(element) for element in cursor.elements("items")) if listed else None,
            # Without a list form of `items`, `additionalItems` has no meaning (Draft-07, 6.4.2).
            rest=self._child(cursor, "additionalItems") if listed else None,
            min_items=cursor.amount("minItems"),
            max_items=cursor.amount("maxItems"),
            unique=cursor.flag("uniqueItems"),
            contains=self._child(cursor, "contains"),
        )

    def _object_rules(self, cursor: Cursor) -> ObjectRules:
        return ObjectRules(
            properties=self._properties(cursor, "properties"),
            required=tuple(dict.fromkeys(cursor.texts("required"))),
            patterns=self._patterns(cursor),
            additional=self._child(cursor, "additionalProperties"),
            names=self._child(cursor, "propertyNames"),
            min_properties=cursor.amount("minProperties"),
            max_properties=cursor.amount("maxProperties"),
            dependencies=tuple(
                self._dependency(cursor, name, child) for name, child in cursor.entries("dependencies")
            ),
        )

    def _dependency(self, cursor: Cursor, name: str, child: Cursor) -> Dependency:
        if isinstance(child.value, list):
            owner = cursor.child("dependencies")
            assert owner is not None
            return Dependency(name, owner.texts(name))
        return Dependency(name, schema=self.read(child))

    def _combination(self, cursor: Cursor) -> Combination:
        return Combination(
            all_of=self._branches(cursor, "allOf"),
            any_of=self._branches(cursor, "anyOf"),
            one_of=self._branches(cursor, "oneOf"),
            negated=self._child(cursor, "not"),
            condition=self._child(cursor, "if"),
            then=self._child(cursor, "then"),
            otherwise=self._child(cursor, "else"),
        )

    def _properties(self, cursor: Cursor, keyword: str) -> tuple[Property, ...]:
        return tuple(Property(name, self.read(child)) for name, child in cursor.entries(keyword))

    def _patterns(self, cursor: Cursor) -> tuple[Property, ...]:
        for pattern, child in cursor.entries("patternProperties"):
            note_pattern(child, pattern)
        return self._properties(cursor, "patternProperties")

    def _branches(self, cursor: Cursor, keyword: str) -> tuple[Schema, ...]:
        return tuple(self.read(element) for element in cursor.elements(keyword))

    def _discriminator(self, cursor: Cursor) -> Discriminator | None:
        child = cursor.child("discriminator")
        if child is None:
            return None
        if not isinstance(child.value, dict):
            name = cursor.text("discriminator")
            return Discriminator(name) if name else None
        # The form of OpenAPI 3.0, which documents borrow: an object with the property's name in it.
        name = child.text("propertyName")
        found = ((value, end) for value, each in child.entries("mapping") for end in _mapped(each))
        mapping = tuple((value, self._key(end.key, _dialect_at(end, self._dialect))) for value, end in found)
        return Discriminator(name, mapping) if name else None

    def _child(self, cursor: Cursor, keyword: str) -> Schema | None:
        child = cursor.child(keyword)
        return None if child is None else self.read(child)


def _dialect_at(cursor: Cursor, dialect: Dialect) -> Dialect:
    """The components of a document hold AsyncAPI's schemas, whoever refers to them."""
    inside = cursor.location.pointer[:2] == ("components", "schemas")
    own = inside and cursor.location.file == cursor.reading.resolved.entry
    return Dialect.ASYNCAPI if own else dialect


def _says(cursor: Cursor, keywords: frozenset[str]) -> bool:
    """Whether the schema has any of the keywords: most have none of most groups."""
    return not keywords.isdisjoint(cursor.mapping)


def _types(cursor: Cursor) -> tuple[JsonType, ...]:
    child = cursor.child("type")
    if child is None:
        return ()
    written: list[Json] = child.value if isinstance(child.value, list) else [child.value]
    known = [_TYPES[name] for name in written if isinstance(name, str) and name in _TYPES]
    return tuple(dict.fromkeys(known))


def _enum(cursor: Cursor) -> tuple[Json, ...] | None:
    child = cursor.child("enum")
    return None if child is None else tuple(element.value for element in child.listed())


def _number_rules(cursor: Cursor) -> NumberRules:
    return NumberRules(
        minimum=cursor.number("minimum"),
        maximum=cursor.number("maximum"),
        exclusive_minimum=cursor.number("exclusiveMinimum"),
        exclusive_maximum=cursor.number("exclusiveMaximum"),
        multiple_of=cursor.number("multipleOf"),
    )


def _text_rules(cursor: Cursor) -> TextRules:
    mapping = cursor.mapping
    pattern = cursor.child("pattern")
    if pattern is not None and isinstance(pattern.value, str):
        note_pattern(pattern, pattern.value)
    return TextRules(
        min_length=cursor.amount("minLength"),
        max_length=cursor.amount("maxLength"),
        pattern=cursor.text("pattern") if "pattern" in mapping else None,
        format=cursor.text("format") if "format" in mapping else None,
    )


def _annotations(
    cursor: Cursor, discriminator: Discriminator | None, extensions: Mapping[str, Json]
) -> Annotations:
    mapping = cursor.mapping
    return Annotations(
        title=cursor.text("title"),
        description=cursor.text("description"),
        default=Constant(mapping["default"]) if "default" in mapping else None,
        examples=tuple(element.value for element in cursor.elements("examples")),
        deprecated=cursor.flag("deprecated"),
        read_only=cursor.flag("readOnly"),
        write_only=cursor.flag("writeOnly"),
        discriminator=discriminator,
        extensions=extensions,
    )


def _mapped(cursor: Cursor) -> Iterator[Cursor]:
    """The schema that an entry of a mapping means, which may be a name or a reference."""
    resolved = cursor.reading.resolved
    names = Location(resolved.entry, ("components", "schemas"))
    if not isinstance(cursor.value, str):
        return
    for target in (names.child(cursor.value), resolved.target(cursor.value, cursor.location)):
        end = None if target is None else resolved.follow(target)
        if end is not None:
            yield Cursor(cursor.reading, None, end)
            return
