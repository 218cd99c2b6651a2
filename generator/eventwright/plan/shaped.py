"""What is known of a schema once its type is found: classes, enums and unions, without names yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from eventwright.api import KeywordSchema, Schema, SchemaKey
from eventwright.options import DecodeOptions, Unknown
from eventwright.plan.types import Scalar, Type, UnionType


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A declared property; `required` means that a value without it is refused.

    `tag` is the key of the wrapper that a value may, but need not, stand in. `told_of` is the schema whose
    annotations tell of the field, where it is not told of elsewhere.
    """

    wire: str
    type: Type
    required: bool
    schema: Schema
    tag: str = ""
    told_of: KeywordSchema | None = None


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """An object schema that becomes a class; `extras` is None where undeclared keys are forbidden.

    `guarded` means that its fields say less than the schema, so the checker judges the value first.
    """

    key: SchemaKey
    schema: KeywordSchema
    fields: tuple[FieldShape, ...]
    extras: Type | None
    guarded: bool


@dataclass(frozen=True, slots=True)
class EnumShape:
    """An enum that becomes a class; all values are texts, or all are integers."""

    key: SchemaKey
    schema: KeywordSchema
    scalar: Scalar
    values: tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnionShape:
    """A schema that several types fit."""

    schema: KeywordSchema
    type: UnionType


def forbids_others(shape: ObjectShape, decode: DecodeOptions) -> bool:
    """Whether an object may have no other keys than its fields; the wrapper of an Avro union never may."""
    return shape.extras is None and (decode.unknown is Unknown.FORBID or shape.schema.object.wrapper)


def types_of(shape: ObjectShape) -> Iterator[Type]:
    """Yield the types of what is under the keys of an object, declared and undeclared ones."""
    yield from (field.type for field in shape.fields)
    if shape.extras is not None:
        yield shape.extras
