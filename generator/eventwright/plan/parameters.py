"""Parameters of addresses: one frozen class for each channel that has some, typed by their schemas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from eventwright.addresses import fixed_parts, names_in
from eventwright.api import Channel, KeywordSchema, Parameter, SchemaKey
from eventwright.code import Code, Part, code, collection, docstring, literal, parenthesized
from eventwright.names import FIELD_RESERVED, Identifier, distinct, distinct_classes, field_name
from eventwright.package import ParameterField, ParametersClass
from eventwright.plan.decoders import expression
from eventwright.plan.encoders import is_plain
from eventwright.plan.locations import location_of, location_tuple
from eventwright.plan.scope import Scope
from eventwright.plan.shapes import Shapes
from eventwright.plan.types import (
    AnyType,
    CheckedType,
    ClassType,
    ConstantType,
    EnumType,
    ListType,
    LiteralType,
    MapType,
    NeverType,
    Scalar,
    ScalarType,
    TupleType,
    Type,
    UnionType,
    WrappedType,
    json_kinds,
)

_BODY = 4
_TEXT = ScalarType(Scalar.TEXT)


@dataclass(frozen=True, slots=True)
class Variable:
    """A parameter that stands in an address, declared or not, and the type of its value."""

    declared: Parameter
    type: Type
    schema: SchemaKey
    readers: tuple[Code, ...] = ()


def parameters_names(addresses: Sequence[str], taken: frozenset[str]) -> dict[str, Identifier]:
    """Return the name of the class for the parameters of each channel that has some, by address."""
    candidates = {
        address: (
            (" ".join(fixed_parts(address)), "Parameters"),
            (address, "Parameters"),
            (address, "Channel", "Parameters"),
        )
        for address in addresses
        if names_in(address)
    }
    return distinct_classes(candidates, taken=taken)


def variables(channel: Channel, shapes: Shapes) -> tuple[Variable, ...]:
    """The parameters of a channel's address; one without a schema is text, as all of an address is."""
    declared = {each.name: each for each in channel.parameters}
    return tuple(
        _variable(declared.get(name) or Parameter(name=name, place=channel.place), shapes)
        for name in names_in(channel.address)
    )


def field_names(channel: Channel, reserved: frozenset[str] = frozenset()) -> dict[str, Identifier]:
    """The Python names of the parameters of a channel."""
    return distinct(names_in(channel.address), field_name, FIELD_RESERVED | reserved)


def parameters_class(channel: Channel, name: Identifier, scope: Scope, shapes: Shapes) -> ParametersClass:
    """Plan the class for the parameters of a channel."""
    names = field_names(channel)
    inner = scope.beside(names.values())
    found = variables(channel, shapes)
    declared = [
        code("{wire}: {parameter}", wire=literal(each.declared.name), parameter=_parameter(each, names))
        for each in found
    ]
    values = [
        code(
            "{field}={value}",
            field=names[each.declared.name],
            value=_value(each, scope),
        )
        for each in found
    ]
    opening = "_declared: ClassVar[Mapping[str, routing.Parameter]] = {"
    return ParametersClass(
        name=name,
        docstring=docstring(f"The parameters of {channel.address}.", _BODY),
        fields=tuple(_field(each, names[each.declared.name], inner) for each in found),
        address=parenthesized(literal(channel.address), _BODY, len("_address: ClassVar[str] = ")),
        declared=collection("{", declared, "}", _BODY, beside=len(opening) - 1),
        values=collection("cls(", values, ")", 2 * _BODY, beside=len("return ")),
    )


def _variable(declared: Parameter, shapes: Shapes) -> Variable:
    if declared.schema is None:
        return Variable(declared, _TEXT, "")
    wanted = shapes.type_of(declared.schema)
    return Variable(declared, _as_text(wanted), shapes.check(declared.schema), text_readers(wanted))


def _as_text(wanted: Type) -> Type:
    """The type of what an address says: it is judged by its schema first, so an enum has no other value."""
    match wanted:
        case CheckedType(inner):
            return _as_text(inner)
        case AnyType():
            return _TEXT
        case EnumType():
            return replace(wanted, open=wanted.extensible)
        case ScalarType() | ConstantType() | LiteralType() | NeverType():
            return wanted
        case UnionType():
            return wanted if is_plain(wanted) else AnyType()
        case ClassType() | ListType() | TupleType() | MapType() | WrappedType():
            # An address with JSON inside is too rare for a type of its own.
            return AnyType()
        case _:
            assert_never(wanted)


def _value(variable: Variable, scope: Scope) -> Code:
    wire = literal(variable.declared.name)
    value = code("values[{wire}]", wire=wire)
    # All is judged by its schema before, so what is plain need not be looked at again.
    return value if isinstance(variable.type, UnionType) else expression(variable.type, value, scope)


def text_readers(wanted: Type) -> tuple[Code, ...]:
    """The functions that read a text as what the type wants beside text."""
    if isinstance(wanted.type if isinstance(wanted, CheckedType) else wanted, AnyType):
        return ()
    kinds = json_kinds(wanted)
    readers = (
        (code("routing.as_boolean"), {"bool"}),
        (code("routing.as_number"), {"int", "float"}),
        (code("routing.as_json"), {"list", "dict"}),
    )
    return tuple(reader for reader, wanted_kinds in readers if kinds & wanted_kinds)


def readers_tuple(readers: Sequence[Code]) -> Code:
    """Functions as a tuple on one line."""
    return collection("(", readers, ")", 0)


def _parameter(variable: Variable, names: Mapping[str, Identifier]) -> Code:
    name = variable.declared.name
    parts: list[Part] = [literal(names[name])]
    if variable.readers:
        parts.append(code("reads={readers}", readers=readers_tuple(variable.readers)))
    if variable.schema:
        parts.append(code("schema={schema}", schema=literal(variable.schema)))
    path = location_of(variable.declared.location)
    if path is not None:
        parts.append(code("location={path}", path=location_tuple(path, 3 * _BODY, len("location=,"))))
    return collection("routing.Parameter(", parts, ")", 2 * _BODY, beside=len(literal(name)) + 3)


def _field(variable: Variable, name: Identifier, scope: Scope) -> ParameterField:
    annotation = scope.annotation(variable.type)
    return ParameterField(
        declaration=code(
            "{name}: {annotation}",
            name=name,
            annotation=parenthesized(annotation, _BODY, len(name) + len(": ")),
        ),
        docstring=_told(variable),
    )


def _told(variable: Variable) -> Code | None:
    declared = variable.declared
    schema = declared.schema
    own = schema.annotations.description if isinstance(schema, KeywordSchema) else ""
    text = declared.description.strip() or own.strip()
    where = f"Also at {declared.location} of the message." if declared.location else ""
    told = "\n\n".join(part for part in (text, where) if part)
    return docstring(told, _BODY) if told else None
