"""Messages of AsyncAPI 2.x, each read once however many operations name it."""

from eventwright.api import Constant, CorrelationId, Example, Message
from eventwright.problems import Place
from eventwright.read.cursor import Cursor
from eventwright.read.dialects import Dialect, dialect_of
from eventwright.read.notes import read_bindings, read_notes
from eventwright.read.schema import SchemaReader
from eventwright.read.traits import with_traits

_EXAMPLE_PARTS = frozenset({"payload", "headers"})


class MessageReader:
    """Reads messages and remembers them by key."""

    def __init__(self, schemas: SchemaReader) -> None:
        self.schemas = schemas
        self.messages: dict[str, Message] = {}

    def keys(self, cursor: Cursor, inside: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Read the message, or each branch of the `oneOf`, at a cursor, and return the keys in order."""
        target = cursor.followed()
        # A choice that holds itself adds nothing to itself.
        if target is None or target.key in inside:
            return ()
        if "oneOf" not in target.mapping:
            return (self._key(target),)
        branches = [self.keys(element, inside | {target.key}) for element in target.elements("oneOf")]
        return tuple(dict.fromkeys(key for keys in branches for key in keys))

    def _key(self, cursor: Cursor) -> str:
        if cursor.key not in self.messages:
            self.messages[cursor.key] = self._message(with_traits(cursor))
        return cursor.key

    def _message(self, cursor: Cursor) -> Message:
        dialect = _dialect(cursor)
        payload = None if dialect is None else cursor.child("payload")
        headers = cursor.child("headers")
        return Message(
            key=cursor.key,
            place=cursor.place,
            name=cursor.text("name"),
            message_id=cursor.text("messageId"),
            content_type=cursor.text("contentType"),
            schema_format=cursor.text("schemaFormat"),
            payload=None if payload is None or dialect is None else self.schemas.read_in(dialect, payload),
            opaque=dialect is None,
            headers=None if headers is None else self.schemas.read(headers),
            correlation_id=_correlation_id(cursor),
            bindings=read_bindings(cursor),
            examples=tuple(_example(element) for element in cursor.elements("examples")),
            notes=read_notes(cursor),
        )


def choice_place(cursor: Cursor) -> Place | None:
    """Return where the `oneOf` of a message stands that is a choice between several."""
    target = cursor.followed()
    found = None if target is None else target.child("oneOf")
    return None if found is None else found.reading.resolved.place(found.location, key=True)


def _dialect(cursor: Cursor) -> Dialect | None:
    """What the payload is written in; a format that is not read is noted and left alone."""
    schema_format = cursor.text("schemaFormat")
    dialect = dialect_of(schema_format)
    if dialect is not None:
        return dialect
    cursor.report(
        "schema-format-not-read",
        f"payloads in the format {schema_format!r} are not read, so this one stays bytes",
        "describe the payload as JSON Schema, or decode `payload` with a library for that format",
    )
    return None


def _correlation_id(cursor: Cursor) -> CorrelationId | None:
    child = cursor.child("correlationId")
    target = None if child is None else child.followed()
    return None if target is None else CorrelationId(target.text("location"), target.text("description"))


def _example(cursor: Cursor) -> Example:
    name, body = _unwrapped(cursor)
    mapping = body.mapping
    return Example(
        payload=Constant(mapping["payload"]) if "payload" in mapping else None,
        headers=Constant(mapping["headers"]) if "headers" in mapping else None,
        name=name or body.text("name"),
        summary=body.text("summary"),
    )


def _unwrapped(cursor: Cursor) -> tuple[str, Cursor]:
    """The name and the parts of an example; documents of 2.0 often write `{name: {payload: ...}}`."""
    if len(cursor.mapping) == 1:
        [(name, inner)] = cursor.named()
        parts = inner.value if name not in _EXAMPLE_PARTS else None
        if isinstance(parts, dict) and not parts.keys().isdisjoint(_EXAMPLE_PARTS):
            return name, inner
    return "", cursor
