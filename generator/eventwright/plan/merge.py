"""What the branches of `allOf` say together, for the shape of a type; the checker judges each of them."""

from collections.abc import Iterator
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
    SchemaKey,
    TextRules,
)
from eventwright.json_value import Json
from eventwright.plan.values import equal
from eventwright.problems import pointer_text

# Each schema of a chain is merged anew, so one without bounds would take the square of its length.
_LONGEST = 500


def merged(api: Api, schema: KeywordSchema) -> KeywordSchema:
    """Return the schema with its `allOf` taken in: types in common, all properties, all that is required."""
    return _merged(api, schema, set())


def inherits(api: Api, schema: KeywordSchema, key: SchemaKey) -> bool:
    """Whether a schema is made from another by `allOf`, directly or through others."""
    return key in _ancestors(api, schema, set())


def _ancestors(api: Api, schema: KeywordSchema, seen: set[SchemaKey]) -> Iterator[SchemaKey]:
    for branch in schema.combination.all_of:
        part = api.schema(branch)
        if part.key not in seen:
            seen.add(part.key)
            yield part.key
            if isinstance(part, KeywordSchema):
                yield from _ancestors(api, part, seen)


def _merged(api: Api, schema: KeywordSchema, seen: set[str]) -> KeywordSchema:
    """The schema with its branches taken in; `seen` are the owners on the way, and is left as it was."""
    if not schema.combination.all_of:
        return schema
    if len(seen) > _LONGEST:
        raise RecursionError
    result = replace(schema, combination=replace(schema.combination, all_of=()))
    for branch in schema.combination.all_of:
        part = api.schema(branch)
        # A branch that contains its own owner says nothing new; following it would never end.
        if isinstance(part, BooleanSchema) or part.key in seen:
            continue
        added = {schema.key, part.key} - seen
        seen |= added
        result = _both(api, result, _without_union_of(api, _merged(api, part, seen), seen))
        seen -= added
    return result


def _without_union_of(api: Api, part: KeywordSchema, owners: set[str]) -> KeywordSchema:
    """A parent without the union of its children, of which the schema that is made from it is one."""
    branches = (*part.combination.one_of, *part.combination.any_of)
    if not any(api.schema(branch).key in owners for branch in branches):
        return part
    return replace(part, combination=replace(part.combination, one_of=(), any_of=()))


def _both(api: Api, first: KeywordSchema, second: KeywordSchema) -> KeywordSchema:
    types = _common_types(first.types, second.types)
    return replace(
        first,
        # An empty tuple of types would mean any, so that nothing in common is told by an empty enum.
        types=types or first.types,
        enum=() if _exclude(first, second, types) else _common_values(first.enum, second.enum),
        extensible=_extensible(first, second),
        known=first.known or second.known,
        constant=first.constant or second.constant,
        text=TextRules(format=first.text.format or second.text.format),
        array=_array(first.array, second.array),
        object=_object(api, first.key, first.object, second.object),
        combination=_combination(first.combination, second.combination),
        annotations=replace(
            first.annotations,
            description=first.annotations.description or second.annotations.description,
            discriminator=first.annotations.discriminator or second.annotations.discriminator,
        ),
    )


def _common_types(first: tuple[JsonType, ...], second: tuple[JsonType, ...]) -> tuple[JsonType, ...]:
    if not first or not second:
        return first or second
    return tuple(kind for kind in JsonType if _allows(first, kind) and _allows(second, kind))


def _allows(types: tuple[JsonType, ...], kind: JsonType) -> bool:
    return kind in types or (kind is JsonType.INTEGER and JsonType.NUMBER in types)


def _exclude(first: KeywordSchema, second: KeywordSchema, types: tuple[JsonType, ...]) -> bool:
    """Whether types, or constants, have nothing in common."""
    if first.types and second.types and not types:
        return True
    one, other = first.constant, second.constant
    return one is not None and other is not None and not equal(one.value, other.value)


def _common_values(
    first: tuple[Json, ...] | None, second: tuple[Json, ...] | None
) -> tuple[Json, ...] | None:
    if first is None or second is None:
        return first if second is None else second
    # Where enums are open, values that neither lists pass, so that nothing in common does not mean no value.
    return tuple(value for value in first if any(equal(value, other) for other in second)) or first


def _extensible(first: KeywordSchema, second: KeywordSchema) -> bool:
    listed = [part.extensible for part in (first, second) if part.enum is not None]
    return bool(listed) and all(listed)


def _array(first: ArrayRules, second: ArrayRules) -> ArrayRules:
    return first if first.items is not None or first.prefix is not None else second


def _object(api: Api, owner: SchemaKey, first: ObjectRules, second: ObjectRules) -> ObjectRules:
    properties: dict[str, Schema] = {}
    for declared in (*first.properties, *second.properties):
        before = properties.get(declared.name)
        if before is None:
            properties[declared.name] = declared.schema
        else:
            place = f"{owner}{pointer_text(('properties', declared.name))}"
            properties[declared.name] = _intersection(api, place, before, declared.schema)
    return ObjectRules(
        properties=tuple(Property(name, schema) for name, schema in properties.items()),
        required=tuple(dict.fromkeys((*first.required, *second.required))),
        patterns=(*first.patterns, *second.patterns),
        additional=first.additional if first.additional is not None else second.additional,
        complete=first.complete or second.complete,
    )


def _intersection(api: Api, place: SchemaKey, first: Schema, second: Schema) -> Schema:
    """Both schemas of one property: the narrower one where that is known, else an `allOf` of the two.

    `place` is where the owner of the property would have it: two owners may inherit one and the same.
    """
    one, other = api.schema(first), api.schema(second)
    if one.key == other.key or isinstance(other, BooleanSchema):
        return second if other == BooleanSchema(False, other.key, other.place) else first
    if isinstance(one, BooleanSchema):
        return second if one.allows else first
    if inherits(api, one, other.key):
        return first
    if inherits(api, other, one.key):
        return second
    # No document has a schema there, so that the key is this property's alone.
    key = f"{place}/allOf/{_free(first)}" if place in (first.key, second.key) else place
    return KeywordSchema(key=key, place=first.place, combination=Combination(all_of=(first, second)))


def _free(schema: Schema) -> int:
    return len(schema.combination.all_of) if isinstance(schema, KeywordSchema) else 0


def _combination(first: Combination, second: Combination) -> Combination:
    return replace(
        first,
        any_of=first.any_of or second.any_of,
        one_of=first.one_of or second.one_of,
    )
