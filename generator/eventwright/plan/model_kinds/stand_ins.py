"""The planned objects as one JSON Schema for datamodel-code-generator; no text of the document is in it.

Classes, enums and fields have stand-ins for names, so that nothing that is read there can reach source, and
no name of a library can clash with one of the document. `source` puts the planned names in their place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from eventwright.api import Api, BooleanSchema, KeywordSchema, SchemaKey
from eventwright.code import Code, code
from eventwright.json_value import Json
from eventwright.options import Constraints, DecodeOptions, Models, Nulls
from eventwright.plan.scope import Scope
from eventwright.plan.shaped import FieldShape, ObjectShape, forbids_others
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
)

Node = dict[str, Json]

_SCALARS: Mapping[Scalar, Mapping[str, str]] = {
    Scalar.NULL: {"type": "null"},
    Scalar.BOOLEAN: {"type": "boolean"},
    Scalar.INTEGER: {"type": "integer"},
    Scalar.NUMBER: {"type": "number"},
    Scalar.TEXT: {"type": "string"},
    Scalar.DATETIME: {"type": "string", "format": "date-time"},
    Scalar.DATE: {"type": "string", "format": "date"},
    Scalar.TIME: {"type": "string", "format": "time"},
}
_NULL = ScalarType(Scalar.NULL)
# msgspec compares with 64 bits, pydantic with a float where the bound is one.
_LARGEST_BOUND = 2**53


@dataclass(slots=True)
class StandIns:
    """The schema, and what its stand-ins stand for: classes by their schema's key, others by their source."""

    schema: Node
    classes: Mapping[str, SchemaKey]
    sources: Mapping[str, Code] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What all objects are written from."""

    api: Api
    shapes: Shapes
    scope: Scope
    decode: DecodeOptions
    models: Models


def stand_ins(given: Given) -> StandIns:
    """Return the schema of all objects."""
    names = {key: f"C{number}" for number, key in enumerate(given.shapes.objects)}
    writer = _Writer(given, names)
    definitions: Node = {
        names[key]: dict(writer.object_schema(shape)) for key, shape in given.shapes.objects.items()
    }
    definitions |= {name: dict(_enum(scalar)) for name, scalar in writer.scalars.items()}
    schema: Node = {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": definitions}
    sources = {name: source for source, name in writer.named.items()}
    return StandIns(schema, {name: key for key, name in names.items()}, sources)


def field_stand_in(number: int) -> str:
    """Return the name that the field with this number has, counted from 0."""
    return f"f{number}"


def _enum(scalar: Scalar) -> Iterator[tuple[str, Json]]:
    """The values do not matter: what is made of them is put aside."""
    yield "type", _SCALARS[scalar]["type"]
    yield "enum", ["a"] if scalar is Scalar.TEXT else [1]


class _Writer:
    """Writes types as schemas, and gives a stand-in to each that is source of ours already."""

    def __init__(self, given: Given, names: Mapping[SchemaKey, str]) -> None:
        self._given = given
        self._names = names
        self.named: dict[Code, str] = {}
        self.scalars: dict[str, Scalar] = {}

    def object_schema(self, shape: ObjectShape) -> Iterator[tuple[str, Json]]:
        fields = {field_stand_in(number): each for number, each in enumerate(shape.fields)}
        yield "type", "object"
        yield "properties", {name: self._field(each) for name, each in fields.items()}
        required: list[Json] = [name for name, each in fields.items() if each.required]
        if required:
            yield "required", required
        if forbids_others(shape, self._given.decode):
            yield "additionalProperties", False

    def _field(self, shape: FieldShape) -> Json:
        wanted = _unchecked(shape.type)
        if isinstance(wanted, NeverType):
            return {} if shape.required else self.schema(_NULL)
        members = [_unchecked(branch.type) for branch in _branches(wanted)]
        tolerated = not shape.required and self._given.decode.nulls is Nulls.LENIENT
        nullable = _NULL in members or tolerated
        rest = [member for member in members if member != _NULL]
        if len(rest) != 1:
            return self._one_of([*rest, *([_NULL] if nullable else [])], top=True)
        bounded = {**self._plainly(rest[0], top=True), **self._bounds(shape, rest[0])}
        return _nullable(bounded) if nullable else bounded

    def _bounds(self, shape: FieldShape, wanted: Type) -> Node:
        schema = self._given.api.schema(shape.schema)
        if isinstance(schema, BooleanSchema) or self._given.decode.constraints is Constraints.OFF:
            return {}
        return dict(_bounds(schema, wanted))

    def schema(self, wanted: Type) -> Node:
        return self._plainly(_unchecked(wanted))

    def _plainly(self, wanted: Type, *, top: bool = False) -> Node:  # noqa: C901  # one case a type
        match wanted:
            case AnyType() | NeverType():
                return {}
            case ScalarType(scalar):
                return dict(_SCALARS[scalar])
            case EnumType():
                return self._enum(wanted, top=top)
            case ConstantType() | LiteralType():
                scalar = _scalar_of(wanted)
                return self._source(self._given.scope.annotation(wanted), scalar)
            case ClassType(key):
                return {"$ref": f"#/definitions/{self._names[key]}"}
            case ListType(item):
                return {"type": "array", "items": self.schema(item)}
            case TupleType(items):
                size = len(items)
                parts: list[Json] = [self.schema(item) for item in items]
                bounds: Node = {"minItems": size, "maxItems": size, "additionalItems": False}
                return {"type": "array", "items": parts, **bounds}
            case MapType(value):
                return {"type": "object", "additionalProperties": self.schema(value) or True}
            case UnionType():
                return self._one_of([branch.type for branch in _branches(wanted)])
            case CheckedType(inner) | WrappedType(type=inner):
                return self._plainly(inner, top=top)
            case _:
                assert_never(wanted)

    def _one_of(self, members: list[Type], *, top: bool = False) -> Node:
        written = [
            self._plainly(_unchecked(each), top=top)
            for each in members
            if not isinstance(_unchecked(each), NeverType)
        ]
        if {} in written or not written:
            return {}
        return written[0] if len(written) == 1 else {"anyOf": list(written)}

    def _enum(self, wanted: EnumType, *, top: bool) -> Node:
        member = self._given.scope.class_of(wanted.key)
        source = code("{member}", member=member)
        if wanted.plain:
            values = LiteralType(self._given.shapes.enums[wanted.key].values)
            source = self._given.scope.annotation(values)
        if not wanted.open:
            return self._source(source, wanted.scalar)
        if top or wanted.plain:
            return {"anyOf": [self._source(source, wanted.scalar), dict(_SCALARS[wanted.scalar])]}
        # Without this pydantic takes every text for itself, and none for a member.
        either = self._given.scope.annotation(wanted)
        mode = code('pydantic.Field(union_mode="left_to_right")')
        return self._source(code("Annotated[{either}, {mode}]", either=either, mode=mode), wanted.scalar)

    def _source(self, source: Code, scalar: Scalar) -> Node:
        name = self.named.setdefault(source, f"S{len(self.named)}")
        self.scalars[name] = scalar
        return {"$ref": f"#/definitions/{name}"}


def is_open(wanted: Type) -> bool:
    """Whether the type of a field is an enum class that lets other values through, or null beside one."""
    members = [_unchecked(branch.type) for branch in _branches(_unchecked(wanted))]
    return any(isinstance(each, EnumType) and each.open and not each.plain for each in members)


def _scalar_of(wanted: ConstantType | LiteralType) -> Scalar:
    value = wanted.value if isinstance(wanted, ConstantType) else wanted.values[0]
    return Scalar.TEXT if isinstance(value, str) else Scalar.INTEGER


def _unchecked(wanted: Type) -> Type:
    return _unchecked(wanted.type) if isinstance(wanted, CheckedType | WrappedType) else wanted


@dataclass(frozen=True, slots=True)
class _Member:
    type: Type


def _branches(wanted: Type) -> Iterator[_Member]:
    """The members of a union, also of unions inside of it; any other type is its own."""
    if isinstance(wanted, UnionType):
        for branch in wanted.branches:
            yield from _branches(_unchecked(branch.type))
    else:
        yield _Member(wanted)


def _nullable(schema: Node) -> Node:
    kind = schema.get("type")
    if not schema or kind == "null":
        return schema
    if isinstance(kind, str) and kind not in ("array", "object"):
        return {**schema, "type": [kind, "null"]}
    inner = schema.get("anyOf")
    members: list[Json] = inner if isinstance(inner, list) else [schema]
    return {"anyOf": [*members, {"type": "null"}]}


def _bounds(schema: KeywordSchema, wanted: Type) -> Iterator[tuple[str, Json]]:
    """What a library can check as this generator does: no patterns, no fractions of multiples."""
    match wanted:
        case ScalarType(Scalar.TEXT):
            yield from _present(minLength=schema.text.min_length, maxLength=schema.text.max_length)
        case ScalarType(Scalar.INTEGER | Scalar.NUMBER):
            rules = schema.number
            yield from _present(
                minimum=rules.minimum,
                maximum=rules.maximum,
                exclusiveMinimum=rules.exclusive_minimum,
                exclusiveMaximum=rules.exclusive_maximum,
            )
        case _:
            return


def _present(**bounds: float | None) -> Iterator[tuple[str, Json]]:
    yield from (
        (name, bound) for name, bound in bounds.items() if bound is not None and abs(bound) <= _LARGEST_BOUND
    )
