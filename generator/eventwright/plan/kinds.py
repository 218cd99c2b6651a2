"""Which JSON types a schema speaks of, written or implied, and the scalar that each becomes; no classes."""

from collections.abc import Iterator, Mapping

from eventwright.api import Api, BooleanSchema, JsonType, KeywordSchema, SchemaKey
from eventwright.plan.types import Scalar
from eventwright.plan.values import enum_scalar

FORMATS: Mapping[str, Scalar] = {
    "date-time": Scalar.DATETIME,
    "date": Scalar.DATE,
    "time": Scalar.TIME,
}
SCALARS: Mapping[JsonType, Scalar] = {
    JsonType.NULL: Scalar.NULL,
    JsonType.BOOLEAN: Scalar.BOOLEAN,
    JsonType.INTEGER: Scalar.INTEGER,
    JsonType.NUMBER: Scalar.NUMBER,
    JsonType.STRING: Scalar.TEXT,
}


def implied_types(flat: KeywordSchema) -> tuple[JsonType, ...]:
    """What a schema without `type` speaks of: objects, arrays, values that it knows, or nothing of these."""
    implied = {
        JsonType.OBJECT: bool(flat.object.properties),
        JsonType.ARRAY: flat.array.items is not None or flat.array.prefix is not None,
        JsonType.STRING: enum_scalar(flat.known) is Scalar.TEXT,
        JsonType.INTEGER: enum_scalar(flat.known) is Scalar.INTEGER,
    }
    return tuple(kind for kind, holds in implied.items() if holds)


def implying(
    api: Api, schema: KeywordSchema, seen: frozenset[SchemaKey] = frozenset()
) -> Iterator[SchemaKey]:
    """Yield the branches of allOf that imply types, at any depth: the checker comes upon these."""
    for branch in schema.combination.all_of:
        part = api.schema(branch)
        if isinstance(part, BooleanSchema) or part.key in seen:
            continue
        if not part.types and implied_types(part):
            yield part.key
        yield from implying(api, part, seen | {schema.key, part.key})


def distinct_types(types: tuple[JsonType, ...]) -> tuple[JsonType, ...]:
    """A number may be an integer, so the two need one branch."""
    return tuple(kind for kind in types if kind is not JsonType.INTEGER or JsonType.NUMBER not in types)
