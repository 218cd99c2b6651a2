"""Message classes: how their payload and headers are typed, decoded and encoded."""

from collections.abc import Sequence

from eventwright.api import Api, Message, Schema
from eventwright.code import (
    Code,
    Part,
    code,
    collection,
    docstring,
    fits,
    indented,
    lines,
    literal,
    union,
    union_lines,
)
from eventwright.names import Identifier, identifier
from eventwright.options import Models
from eventwright.package import Accessor, MessageClass
from eventwright.plan.bodies import BodyKind, body_kind, content_type
from eventwright.plan.decoders import expression
from eventwright.plan.encoders import encoded
from eventwright.plan.locations import annotation_at, location_of, own_value
from eventwright.plan.parameters import readers_tuple, text_readers
from eventwright.plan.scope import Scope
from eventwright.plan.shapes import Shapes
from eventwright.plan.types import AnyType, CheckedType, ClassType, NeverType, Type

_BODY = 4
_ARGUMENT = 12
_PAYLOAD = code("payload")
_PAYLOAD_OF_SELF = code("self.payload")


def payload_type(message: Message, shapes: Shapes) -> Type:
    """The type of a message's payload; a message that declares none may carry anything."""
    return AnyType() if message.payload is None else shapes.type_of(message.payload)


def payload_annotation(api: Api, message: Message, scope: Scope, shapes: Shapes) -> Code:
    """What a type checker is told of a message's payload."""
    if body_kind(api, message, shapes) is BodyKind.BYTES:
        return code("bytes")
    return scope.annotation(payload_type(message, shapes))


def message_class(
    api: Api, message: Message, scope: Scope, shapes: Shapes, parameters: Sequence[Code] = ()
) -> MessageClass:
    """Plan the dataclass of a message; `parameters` are the types of what the addresses it comes by say."""
    name = scope.messages[message.key]
    payload = payload_type(message, shapes)
    kind = body_kind(api, message, shapes)
    raw = kind is BodyKind.BYTES
    header_class = _class_in(None if message.headers is None else shapes.type_of(message.headers))
    reader = None if raw else _reader_name(payload, name, scope, shapes)
    read = _read(payload, message.payload, reader, scope, shapes)
    return MessageClass(
        name=name,
        docstring=_docstring(message),
        wire_name=literal(message.name or str(name)),
        content_type=literal(content_type(api, message)),
        body_kind=None if kind is BodyKind.JSON else literal(kind.value),
        payload=payload_annotation(api, message, scope, shapes),
        read_payload=code("routing.raw_payload(payload)") if raw else read,
        write_payload=_PAYLOAD_OF_SELF if raw or _as_it_came(shapes) else encoded(payload, _PAYLOAD_OF_SELF),
        reader=reader,
        headers=None if header_class is None else union([scope.class_of(header_class.key), code("None")]),
        read_headers=None if header_class is None else _read_headers(header_class, scope, shapes),
        write_headers=None if header_class is None else _write_headers(header_class, shapes),
        correlation=_correlation(message, scope, shapes),
        parameters=_parameters(parameters),
    )


def _as_it_came(shapes: Shapes) -> bool:
    """Whether objects are the dicts that they are on the wire."""
    return shapes.models is Models.TYPEDDICT


def _parameters(found: Sequence[Code]) -> Accessor | None:
    """The property of a message by whose addresses parameters come; None stands for an address without."""
    kinds = [each for each in found if each != code("None")]
    if not kinds:
        return None
    optional = len(kinds) < len(found)
    annotation = union(found)
    one = kinds[0] if len(kinds) == 1 else code("routing.Parameters")
    exact = len(kinds) == 1 and not optional
    column, beside = (8, len("return ")) if exact else (12, 1)
    taken = collection("routing.parameters_of(", [code("self.context"), one], ")", column, beside)
    value = code("self.context.values") if optional else taken
    told = (
        "None for an address without parameters." if optional else "raises NoParameters where there is none."
    )
    return Accessor(
        signature=_returning(annotation, "parameters"),
        value=value if exact else _cast(annotation, value),
        docstring=docstring(f"What the address says that the message came by; {told}", 8),
    )


def _returning(annotation: Code, name: str) -> Code:
    """The signature of a property, on as many lines as `ruff format` gives it."""
    beside = len(f"def {name}:")
    flat = code("(self) -> {annotation}", annotation=annotation)
    if fits(flat, _BODY, beside):
        return flat
    if fits(annotation, _BODY, len(") -> :")):
        return code("(\n        self,\n    ) -> {annotation}", annotation=annotation)
    return code(
        "(\n        self,\n    ) -> (\n        {annotation}\n    )", annotation=union_lines(annotation, 8)
    )


def _cast(annotation: Code, value: Code) -> Code:
    parts = [union_lines(annotation, 12, 1), value]
    return collection("cast(", parts, ")", 8, beside=len("return "))


def _correlation(message: Message, scope: Scope, shapes: Shapes) -> Accessor | None:
    declared = message.correlation_id
    path = None if declared is None else location_of(declared.location)
    if declared is None or path is None:
        return None
    start = message.payload if path.part == "payload" else message.headers
    annotation = annotation_at(None if start is None else shapes.type_of(start), path, scope, shapes)
    typed = annotation != code("object")
    value = own_value(path, message, 12 if typed else 8, 1 if typed else len("return "))
    told = declared.description.strip() or "What ties this message to others."
    return Accessor(
        signature=_returning(annotation, "correlation_id"),
        value=_cast(annotation, value) if typed else value,
        docstring=docstring(f"{told}\n\nAt {declared.location}.", 8),
    )


def _class_in(wanted: Type | None) -> ClassType | None:
    inner = wanted.type if isinstance(wanted, CheckedType) else wanted
    return inner if isinstance(inner, ClassType) else None


def payload_reader(message: Message, name: Identifier, scope: Scope, shapes: Shapes) -> Code | None:
    """Return the function that decodes a payload which is no object of a class; None where none is needed."""
    wanted = payload_type(message, shapes)
    reader = _reader_name(wanted, name, scope, shapes)
    if reader is None:
        return None
    return lines(
        [
            code("def {name}(item: Any) -> {annotation}:", name=reader, annotation=scope.annotation(wanted)),
            indented(_returned(wanted, scope)),
        ]
    )


def _reader_name(wanted: Type, name: Identifier, scope: Scope, shapes: Shapes) -> Identifier | None:
    if isinstance(wanted, ClassType | AnyType) or _as_it_came(shapes):
        return None
    return identifier(f"read_{scope.snakes[name]}")


def _read(
    wanted: Type, schema: Schema | None, reader: Identifier | None, scope: Scope, shapes: Shapes
) -> Code:
    if _as_it_came(shapes) and schema is not None and not isinstance(wanted, AnyType):
        of_class = _class_in(wanted)
        judge = code("judged(") if of_class is None else code("judged_object(")
        return collection(judge, [_PAYLOAD, literal(shapes.check(schema))], ")", _ARGUMENT, beside=1)
    if isinstance(wanted, ClassType):
        opening = code("{cls}.from_dict(", cls=scope.class_of(wanted.key))
        return collection(opening, [_PAYLOAD], ")", _ARGUMENT, beside=1)
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
    readers = [(field.wire, found) for field in fields if (found := text_readers(field.type))]
    entries = [
        code("{name}: {readers}", name=literal(name), readers=readers_tuple(found)) for name, found in readers
    ]
    table = collection("{", entries, "}", _ARGUMENT + 4, 1)
    if _as_it_came(shapes):
        names = collection("(", [literal(field.wire) for field in fields], ")", _ARGUMENT + 4, 1)
        values: list[Part] = [literal(header.key), names, code("headers"), table]
        return collection("headers_of(", values, ")", _ARGUMENT, beside=1)
    parts: list[Part] = [scope.class_of(header.key), code("headers"), table]
    return collection("routing.headers_as(", parts, ")", _ARGUMENT, beside=1)


def _write_headers(header: ClassType, shapes: Shapes) -> Code:
    required = [literal(field.wire) for field in shapes.objects[header.key].fields if field.required]
    parts: list[Part] = [code("self.headers"), collection("(", required, ")", 12, 1)]
    opening = code("headers_to_text(") if _as_it_came(shapes) else code("routing.headers_text(")
    return collection(opening, parts, ")", 8, beside=len("return "))


def _docstring(message: Message) -> Code:
    notes = message.notes
    told = [text.strip() for text in (notes.title, notes.summary, notes.description) if text.strip()]
    return docstring("\n\n".join([*dict.fromkeys(told), f"From {message.key}."]), _BODY)
