"""How objects of a library are made from JSON: one straight function for each class, as for dataclasses."""

from collections.abc import Iterable

from eventwright.code import Code, Part, code, collection, display, indented, join, lines, literal
from eventwright.options import DecodeOptions, Models, Nulls, Unknown
from eventwright.plan.decoders import expression, nullable_statements, required_statements
from eventwright.plan.model_kinds.source import Planned
from eventwright.plan.scope import Scope
from eventwright.plan.shaped import FieldShape, ObjectShape, forbids_others
from eventwright.plan.types import AnyType, Scalar, ScalarType, Type, within

_BODY = 4
_MOMENTS = (Scalar.DATETIME, Scalar.TIME)
_INNER = 8
_ENTRY = code("entry")


def fill_function(planned: Planned, scope: Scope, decode: DecodeOptions, models: Models) -> Code:
    """Return the function that makes an object of one class, or of one that a user made from it."""
    shape = planned.shape
    name = scope.class_of(shape.key)
    guard = code("CHECKER.require({key}, value)", key=literal(shape.key))
    blocks = [
        *([guard] if shape.guarded else []),
        code("if type(value) is not dict:"),
        code("    raise Mismatch"),
        code("extras = value.copy()"),
        code("found: dict[str, Any] = {{}}"),
        *([code("item: Any")] if shape.fields else []),
        *(_field(each, planned, scope, decode) for each in shape.fields),
        *_extras(shape, scope, decode),
        _filled(planned, models),
    ]
    return lines(
        [
            code("def {fill}(", fill=scope.fill(shape.key)),
            code("    made: type[{name}],", name=name),
            code("    value: dict[str, Any],"),
            code(") -> {name}:", name=name),
            indented(lines(blocks)),
        ]
    )


def _filled(planned: Planned, models: Models) -> Code:
    """The call that makes the object; msgspec's is told which fields may hold a text beside their moment."""
    moments = [literal(planned.names[each.wire]) for each in planned.shape.fields if _holds_moment(each.type)]
    told = moments if models is Models.MSGSPEC else []
    return code("return filled({parts})", parts=join(", ", [code("made, found, extras"), *told]))


def _holds_moment(wanted: Type) -> bool:
    return any(isinstance(each, ScalarType) and each.scalar in _MOMENTS for each in within(wanted))


def decoder_table(planned: Iterable[Planned], scope: Scope, recursive: Iterable[str]) -> Code:
    """Return the table by which a class finds how it is made."""
    circles = frozenset(recursive)
    entries = [
        code(
            "{name}: {decoder}",
            name=scope.class_of(each.shape.key),
            decoder=_decoder(each, scope, each.shape.key in circles),
        )
        for each in planned
    ]
    return collection("{", entries, "}", 0, len("DECODERS: Final[Mapping[type, Decoder]] = "))


def _decoder(planned: Planned, scope: Scope, recursive: bool) -> Code:
    shape = planned.shape
    keys = {each.wire: str(planned.names[each.wire]) for each in shape.fields}
    required = [literal(each.wire) for each in shape.fields if each.required]
    parts: list[Part] = [
        scope.fill(shape.key),
        code("schema={key}", key=literal(shape.key)),
        code("keys={keys}", keys=display(keys, _INNER, len("keys=,"))),
    ]
    if required:
        wires = collection("{", required, "}", _INNER + 4, 1)
        parts.append(
            code("required={names}", names=collection("frozenset(", [wires], ")", _INNER, len("required=,")))
        )
    if recursive:
        parts.append(code("recursive=True"))
    return collection("Decoder(", parts, ")", _BODY, len(scope.class_of(shape.key)) + len(": ,"))


def _field(field: FieldShape, planned: Planned, scope: Scope, decode: DecodeOptions) -> Code:
    key, name = literal(field.wire), literal(planned.names[field.wire])
    take = code("item = extras.pop({key})", key=key)
    store = code("found[{name}] = item", name=name)
    if field.required:
        decoded = required_statements(field.type, scope)
        missing = [code("if {key} not in extras:", key=key), code("    raise Mismatch")]
        return lines([*missing, take, *decoded, store])
    statements = nullable_statements if decode.nulls is Nulls.LENIENT else required_statements
    decoded = statements(field.type, scope)
    return lines([code("if {key} in extras:", key=key), indented(lines([take, *decoded, store]))])


def _extras(shape: ObjectShape, scope: Scope, decode: DecodeOptions) -> list[Code]:
    if forbids_others(shape, decode):
        return [code("if extras:"), code("    raise Mismatch")]
    if shape.extras is None or isinstance(shape.extras, AnyType):
        return [code("extras.clear()")] if decode.unknown is Unknown.IGNORE else []
    value = expression(shape.extras, _ENTRY, scope)
    return [code("extras = {{key: {value} for key, entry in extras.items()}}", value=value)]
