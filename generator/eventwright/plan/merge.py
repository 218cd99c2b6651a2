"""What the branches of `allOf` say together, for the shape of a type; the checker judges each of them."""

from dataclasses import replace

from eventwright.api import (
    Api,
    ArrayRules,
    BooleanSchema,
    Combination,
    JsonType,
    KeywordSchema,
    ObjectRules,
    Property,
    Schema,
    TextRules,
)
from eventwright.json_value import Json


def merged(api: Api, schema: KeywordSchema) -> KeywordSchema:
    """Return the schema with its `allOf` taken in: types in common, all properties, all that is required."""
    return _merged(api, schema, frozenset())


def _merged(api: Api, schema: KeywordSchema, seen: frozenset[str]) -> KeywordSchema:
    if not schema.combination.all_of:
        return schema
    result = replace(schema, combination=replace(schema.combination, all_of=()))
    for branch in schema.combination.all_of:
        part = api.schema(branch)
        # A branch that contains its own owner says nothing new; following it would never end.
        if isinstance(part, BooleanSchema) or part.key in seen:
            continue
        result = _both(result, _merged(api, part, seen | {schema.key, part.key}))
    return result


def _both(first: KeywordSchema, second: KeywordSchema) -> KeywordSchema:
    return replace(
        first,
        types=_common_types(first.types, second.types),
        enum=_common_values(first, second),
        constant=first.constant or second.constant,
        text=TextRules(format=first.text.format or second.text.format),
        array=_array(first.array, second.array),
        object=_object(first.object, second.object),
        combination=_combination(first.combination, second.combination),
        annotations=replace(
            first.annotations,
            description=first.annotations.description or second.annotations.description,
        ),
    )


def _common_types(first: tuple[JsonType, ...], second: tuple[JsonType, ...]) -> tuple[JsonType, ...]:
    if not first or not second:
        return first or second
    # An empty tuple would mean "any type"; where nothing is common the checker refuses every value.
    return tuple(kind for kind in first if kind in second) or first


def _common_values(first: KeywordSchema, second: KeywordSchema) -> tuple[Json, ...] | None:
    if first.enum is None or second.enum is None:
        return first.enum if second.enum is None else second.enum
    return tuple(value for value in first.enum if value in second.enum)


def _array(first: ArrayRules, second: ArrayRules) -> ArrayRules:
    return first if first.items is not None or first.prefix is not None else second


def _object(first: ObjectRules, second: ObjectRules) -> ObjectRules:
    properties: dict[str, Schema] = {}
    for declared in (*first.properties, *second.properties):
        properties.setdefault(declared.name, declared.schema)
    return ObjectRules(
        properties=tuple(Property(name, schema) for name, schema in properties.items()),
        required=tuple(dict.fromkeys((*first.required, *second.required))),
        patterns=(*first.patterns, *second.patterns),
        additional=first.additional if first.additional is not None else second.additional,
    )


def _combination(first: Combination, second: Combination) -> Combination:
    return replace(
        first,
        any_of=first.any_of or second.any_of,
        one_of=first.one_of or second.one_of,
    )
