"""What the branches of `allOf` say together, for the shape of a type; the checker judges each of them."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

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
from eventwright.plan.values import comparable
from eventwright.problems import pointer_text

T = TypeVar("T")

# Each schema of a chain is merged anew, so one without bounds would take the square of its length.
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(KeywordSchema):
    """What several schemas say of one property; no document has it."""


def merged(api: Api, schema: KeywordSchema) -> KeywordSchema:
    """Return the schema with its `allOf` taken in: types in common, all properties, all that is required."""
    if not schema.combination.all_of:
        return schema
    made_from: dict[SchemaKey, KeywordSchema] = {}
    _gather(api, schema, made_from, 0)
    parts = [_without_union_of(api, part, made_from.keys()) for part in made_from.values()]
    return _joined(api, replace(schema, combination=replace(schema.combination, all_of=())), parts[1:])


def _gather(api: Api, schema: KeywordSchema, found: dict[SchemaKey, KeywordSchema], depth: int) -> None:
    """Add what a schema is made from, itself first; what it is made from twice says nothing new."""
    if depth > _LONGEST:
        raise RecursionError
    found[schema.key] = schema
    for branch in schema.combination.all_of:
        part = api.schema(branch)
        if isinstance(part, KeywordSchema) and part.key not in found:
            _gather(api, part, found, depth + 1)


def inherits(api: Api, schema: KeywordSchema, key: SchemaKey) -> bool:
    """Whether a schema is made from another by `allOf`, directly or through others."""
    return key in _ancestors(api, schema)


def _ancestors(api: Api, schema: KeywordSchema) -> set[SchemaKey]:
    found: set[SchemaKey] = set()
    waiting: list[KeywordSchema | BooleanSchema] = [schema]
    while waiting:
        each = waiting.pop()
        branches = each.combination.all_of if isinstance(each, KeywordSchema) else ()
        parts = [part for part in map(api.schema, branches) if part.key not in found]
        found |= {part.key for part in parts}
        waiting += parts
    return found


def _without_union_of(api: Api, part: KeywordSchema, owners: AbstractSet[SchemaKey]) -> KeywordSchema:
    """A parent without the union of its children, of which the schema that is made from it is one."""
    branches = (*part.combination.one_of, *part.combination.any_of)
    if not any(api.schema(branch).key in owners for branch in branches):
        return part
    return replace(part, combination=replace(part.combination, one_of=(), any_of=()))


def _joined(api: Api, first: KeywordSchema, parts: Sequence[KeywordSchema]) -> KeywordSchema:
    """The schema with what the parts say beside it."""
    each = (first, *parts)
    types = _common_types(each)
    combinations = [part.combination for part in each]
    notes = [part.annotations for part in each]
    return replace(
        first,
        # An empty tuple of types would mean any, so that nothing in common is told by an empty enum.
        types=types or first.types,
        enum=() if _exclude(each, types) else _common_values(each),
        extensible=_extensible(each),
        known=_first(part.known for part in each) or (),
        constant=_first(part.constant for part in each),
        text=TextRules(format=_first(part.text.format for part in each)),
        array=next((part.array for part in each if _has_items(part.array)), each[-1].array),
        object=_object(api, first, parts),
        combination=replace(
            first.combination,
            any_of=_first(combination.any_of for combination in combinations) or (),
            one_of=_first(combination.one_of for combination in combinations) or (),
        ),
        annotations=replace(
            first.annotations,
            description=_first(note.description for note in notes) or "",
            discriminator=_first(note.discriminator for note in notes),
        ),
    )


def _first(values: Iterable[T | None]) -> T | None:
    """The first value that says anything."""
    return next((value for value in values if value), None)


def _common_types(each: Sequence[KeywordSchema]) -> tuple[JsonType, ...]:
    written = {part.types for part in each if part.types}
    if len(written) <= 1:
        return next(iter(written), ())
    return tuple(kind for kind in JsonType if all(_allows(types, kind) for types in written))


def _allows(types: tuple[JsonType, ...], kind: JsonType) -> bool:
    return kind in types or (kind is JsonType.INTEGER and JsonType.NUMBER in types)


def _exclude(each: Sequence[KeywordSchema], types: tuple[JsonType, ...]) -> bool:
    """Whether types, or constants, have nothing in common."""
    if not types and any(part.types for part in each):
        return True
    return len({comparable(part.constant.value) for part in each if part.constant is not None}) > 1


def _common_values(each: Sequence[KeywordSchema]) -> tuple[Json, ...] | None:
    written = [part.enum for part in each if part.enum is not None]
    found = next(iter(written), None)
    for other in written[1:]:
        members = {comparable(value) for value in other}
        # Where enums are open, values that neither lists pass: nothing in common does not mean no value.
        found = tuple(value for value in found or () if comparable(value) in members) or found
    return found


def _extensible(each: Sequence[KeywordSchema]) -> bool:
    listed = [part.extensible for part in each if part.enum is not None]
    return bool(listed) and all(listed)


def _has_items(rules: ArrayRules) -> bool:
    return rules.items is not None or rules.prefix is not None


def _object(api: Api, owner: KeywordSchema, parts: Sequence[KeywordSchema]) -> ObjectRules:
    rules = [owner.object, *(part.object for part in parts)]
    declared: dict[str, list[Schema]] = {}
    for item in chain.from_iterable(each.properties for each in rules):
        declared.setdefault(item.name, []).append(item.schema)
    return ObjectRules(
        properties=tuple(
            Property(name, schemas[0] if len(schemas) == 1 else _intersection(api, owner, name, schemas))
            for name, schemas in declared.items()
        ),
        required=tuple(dict.fromkeys(chain.from_iterable(each.required for each in rules))),
        patterns=tuple(chain.from_iterable(each.patterns for each in rules)),
        additional=next((each.additional for each in rules if each.additional is not None), None),
        complete=any(each.complete for each in rules),
    )


def _intersection(api: Api, owner: KeywordSchema, name: str, schemas: Sequence[Schema]) -> Schema:
    """All schemas of one property: the narrowest where that is known, else an `allOf` of those.

    Its place is where the owner of the property would have it: two owners may inherit one and the same.
    """
    held = _narrowest(api, schemas)
    if len(held) == 1 or not _is_followed(owner, held):
        return held[0]
    place = f"{owner.key}{pointer_text(('properties', name))}"
    first = next((schema for schema in schemas if schema.key == place), None)
    # No document has a schema there, so that the key is this property's alone.
    key = place if first is None else f"{place}/allOf/{_free(first)}"
    return Joined(key=key, place=held[0].place, combination=Combination(all_of=held))


def _narrowest(api: Api, schemas: Sequence[Schema]) -> tuple[Schema, ...]:
    """The schemas without those that allow everything, or from which another one is made."""
    held: dict[SchemaKey, Schema] = {}
    wider: set[SchemaKey] = set()
    for schema in schemas:
        target = api.schema(schema)
        if isinstance(target, BooleanSchema):
            if not target.allows:
                return (schema,)
        elif target.key not in wider:
            made_from = _ancestors(api, target)
            held = {key: each for key, each in held.items() if key not in made_from} if made_from else held
            held[target.key] = schema
            wider |= {target.key, *made_from}
    return tuple(held.values()) or (schemas[0],)


def _is_followed(owner: KeywordSchema, schemas: Iterable[Schema]) -> bool:
    """Whether what a property of the owner has to be is told in full.

    Below what is itself joined that is so while one of the schemas stands inside of another: what references
    lead to could be joined in more ways than any document has schemas. There the first one tells the type,
    and all of them are judged.
    """
    if not isinstance(owner, Joined):
        return True
    inside = tuple(f"{part.key}/" for part in owner.combination.all_of if isinstance(part, KeywordSchema))
    return any(isinstance(each, KeywordSchema) and each.key.startswith(inside) for each in schemas)


def _free(schema: Schema) -> int:
    return len(schema.combination.all_of) if isinstance(schema, KeywordSchema) else 0
