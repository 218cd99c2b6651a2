"""Message classes: how their payload and headers are typed, decoded and encoded."""

from eventwright.api import Api, Message, Schema
from eventwright.code import Code, Part, code, collection, docstring, indented, lines, literal, union
from eventwright.names import Identifier, identifier
from eventwright.package import MessageClass
from eventwright.plan.decoders import expression
from eventwright.plan.encoders import encoded
from eventwright.plan.scope import Scope
from eventwright.plan.shapes import Shapes
from eventwright.plan.types import (
    AnyType,
    CheckedType,
    ClassType,
    ConstantType,
    EnumType,
    NeverType,
    Scalar,
    ScalarType,
    Type,
)

_BODY = 4
_ARGUMENT = 12
_PAYLOAD = code("payload")


def payload_type(message: Message, shapes: Shapes) -> Type:
    """The type of a message's payload; a message that declares none may carry anything."""
    return AnyType() if message.payload is None else shapes.type_of(message.payload)


def message_class(api: Api, message: Message, name: Identifier, scope: Scope, shapes: Shapes) -> MessageClass:
    """Plan the dataclass of a message."""
    payload = payload_type(message, shapes)
    headers = None if message.headers is None else shapes.type_of(message.headers)
    header_class = _class_in(headers)
    reader = _reader_name(payload, name, scope)
    return MessageClass(
        name=name,
        docstring=_docstring(message),
        wire_name=literal(message.name or str(name)),
        content_type=literal(message.content_type or api.default_content_type or "application/json"),
        payload=scope.annotation(payload),
        read_payload=_read(payload, message.payload, reader, scope, shapes),
        write_payload=encoded(payload, code("self.payload")),
        reader=reader,
        headers=None if header_class is None else union([scope.class_of(header_class.key), code("None")]),
        read_headers=None if header_class is None else _read_headers(header_class, scope, shapes),
    )


def _class_in(wanted: Type | None) -> ClassType | None:
    inner = wanted.type if isinstance(wanted, CheckedType) else wanted
    return inner if isinstance(inner, ClassType) else None


def payload_reader(message: Message, name: Identifier, scope: Scope, shapes: Shapes) -> Code | None:
    """Return the function that decodes a payload which is no object of a class; None where none is needed."""
    wanted = payload_type(message, shapes)
    reader = _reader_name(wanted, name, scope)
    if reader is None:
        return None
    return lines(
        [
            code("def {name}(item: Any) -> {annotation}:", name=reader, annotation=scope.annotation(wanted)),
            indented(_returned(wanted, scope)),
        ]
    )


def _reader_name(wanted: Type, name: Identifier, scope: Scope) -> Identifier | None:
    if isinstance(wanted, ClassType | AnyType):
        return None
    return identifier(f"read_{scope.snakes[name]}")


def _read(
    wanted: Type, schema: Schema | None, reader: Identifier | None, scope: Scope, shapes: Shapes
) -> Code:
    if isinstance(wanted, ClassType):
        return code("{cls}.from_dict(payload)", cls=scope.class_of(wanted.key))
    if schema is None or reader is None:
        return _PAYLOAD
    parts: list[Part] = [reader, _PAYLOAD, literal(shapes.check(schema)), code("CHECKER")]
    return collection("decode_value(", parts, ")", _ARGUMENT, beside=1)


def _returned(wanted: Type, scope: Scope) -> Code:
    if isinstance(wanted, NeverType):
        return code("never(item)")
    return code("return {value}", value=expression(wanted, code("item"), scope))


def _read_headers(header: ClassType, scope: Scope, shapes: Shapes) -> Code:
    fields = shapes.objects[header.key].fields
    readers = [(field.wire, reader) for field in fields if (reader := _header_reader(field.type)) is not None]
    entries = [code("{name}: {reader}", name=literal(name), reader=reader) for name, reader in readers]
    parts: list[Part] = [
        scope.class_of(header.key),
        code("headers"),
        collection("{", entries, "}", _ARGUMENT + 4, 1),
    ]
    return collection("routing.headers_as(", parts, ")", _ARGUMENT, beside=1)


def _header_reader(wanted: Type) -> Code | None:
    """What reads a header's text as the scalar that the document wants; None where text is wanted."""
    match wanted:
        case CheckedType(inner):
            return _header_reader(inner)
        case ScalarType(Scalar.BOOLEAN) | ConstantType(bool()):
            return code("routing.boolean_header")
        case ScalarType(Scalar.INTEGER) | EnumType(scalar=Scalar.INTEGER) | ConstantType(int()):
            return code("int")
        case ScalarType(Scalar.NUMBER):
            return code("float")
        case _:
            return None


def _docstring(message: Message) -> Code:
    notes = message.notes
    told = [text.strip() for text in (notes.title, notes.summary, notes.description) if text.strip()]
    return docstring("\n\n".join([*dict.fromkeys(told), f"From {message.key}."]), _BODY)
