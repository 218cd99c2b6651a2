"""The schemas that a package carries as data, for the thorough check: the keywords of Draft-07 that judge."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from eventwright.api import (
    Api,
    ArrayRules,
    BooleanSchema,
    Combination,
    JsonType,
    KeywordSchema,
    NumberRules,
    ObjectRules,
    Reference,
    Schema,
    SchemaKey,
    TextRules,
)
from eventwright.json_value import Json
from eventwright.plan.discriminators import Tags, tags_of
from eventwright.plan.wrappers import inside, only_wrapper

Roots = Mapping[SchemaKey, KeywordSchema | BooleanSchema]


def schema_table(
    api: Api, roots: Roots, implied: Mapping[SchemaKey, tuple[JsonType, ...]], loose: AbstractSet[SchemaKey]
) -> dict[SchemaKey, Json]:
    """Return the data of all roots and of all they refer to; a root inside another is a reference.

    `implied` has the types that schemas do not write but are read with, `loose` the unions whose values may
    stand without a wrapper.
    """
    table: dict[SchemaKey, Json] = {}
    waiting = dict(roots)
    known = set(roots)
    while waiting:
        key = next(iter(waiting))
        writer = _Writer(api, known, implied, loose)
        table[key] = writer.body(waiting.pop(key))
        for target in writer.targets:
            known.add(target)
            if target not in table and target not in waiting:
                schema = api.schemas[target]
                assert not isinstance(schema, Reference)
                waiting[target] = schema
    return table


class _Writer:
    """Writes one schema as data and collects the references in it."""

    def __init__(
        self,
        api: Api,
        known: set[SchemaKey],
        implied: Mapping[SchemaKey, tuple[JsonType, ...]],
        loose: AbstractSet[SchemaKey],
    ) -> None:
        self._api = api
        self._known = known
        self._implied = implied
        self._loose = loose
        self.targets: dict[SchemaKey, None] = {}

    def body(self, schema: KeywordSchema | BooleanSchema) -> Json:
        if isinstance(schema, BooleanSchema):
            return schema.allows
        return dict(self._keywords(schema))

    def _schema(self, schema: Schema) -> Json:
        if isinstance(schema, Reference):
            self.targets[schema.target] = None
            return {"$ref": schema.target}
        if schema.key in self._known:
            return {"$ref": schema.key}
        return self.body(schema)

    def _keywords(self, schema: KeywordSchema) -> Iterator[tuple[str, Json]]:
        types = schema.types or self._implied.get(schema.key, ())
        if types:
            names: list[Json] = [kind.value for kind in types]
            yield "type", names[0] if len(names) == 1 else names
        if schema.enum is not None:
            yield "enum", list(schema.enum)
            if schema.extensible:
                yield "x-extensible-enum", True
        if schema.constant is not None:
            yield "const", schema.constant.value
        yield from _number(schema.number)
        yield from _text(schema.text)
        yield from self._array(schema.array)
        yield from self._object(schema.object)
        yield from self._combination(self._loosened(schema))
        tags = tags_of(self._api, schema)
        if tags is not None:
            yield "discriminator", _discriminator(tags)

    def _loosened(self, schema: KeywordSchema) -> Combination:
        rules = schema.combination
        wrapper = only_wrapper(rules.one_of) if schema.key in self._loose else None
        return rules if wrapper is None else Combination(any_of=(*rules.one_of, inside(wrapper)))

    def _array(self, rules: ArrayRules) -> Iterator[tuple[str, Json]]:
        if rules.prefix is not None:
            yield "items", self._each(rules.prefix)
        yield from self._maybe("items", rules.items)
        yield from self._maybe("additionalItems", rules.rest)
        yield from _present(minItems=rules.min_items, maxItems=rules.max_items)
        if rules.unique:
            yield "uniqueItems", True
        yield from self._maybe("contains", rules.contains)

    def _object(self, rules: ObjectRules) -> Iterator[tuple[str, Json]]:
        if rules.properties:
            yield "properties", {item.name: self._schema(item.schema) for item in rules.properties}
        if rules.required:
            yield "required", list(rules.required)
        if rules.patterns:
            yield "patternProperties", {item.name: self._schema(item.schema) for item in rules.patterns}
        yield from self._maybe("additionalProperties", rules.additional)
        yield from self._maybe("propertyNames", rules.names)
        if rules.wrapper:
            yield "wrapper", True
        yield from _present(minProperties=rules.min_properties, maxProperties=rules.max_properties)
        if rules.dependencies:
            yield (
                "dependencies",
                {
                    item.name: list(item.required) if item.schema is None else self._schema(item.schema)
                    for item in rules.dependencies
                },
            )

    def _combination(self, rules: Combination) -> Iterator[tuple[str, Json]]:
        for name, branches in (("allOf", rules.all_of), ("anyOf", rules.any_of), ("oneOf", rules.one_of)):
            if branches:
                yield name, self._each(branches)
        yield from self._maybe("not", rules.negated)
        yield from self._maybe("if", rules.condition)
        yield from self._maybe("then", rules.then)
        yield from self._maybe("else", rules.otherwise)

    def _each(self, schemas: tuple[Schema, ...]) -> Json:
        return [self._schema(schema) for schema in schemas]

    def _maybe(self, name: str, schema: Schema | None) -> Iterator[tuple[str, Json]]:
        if schema is not None:
            yield name, self._schema(schema)


def _discriminator(tags: Tags) -> dict[str, Json]:
    alone: dict[str, Json] = {"alone": True} if tags.circular else {}
    return {"property": tags.property, "branches": dict(tags.branches), **alone}


def _number(rules: NumberRules) -> Iterator[tuple[str, Json]]:
    yield from _present(
        minimum=rules.minimum,
        maximum=rules.maximum,
        exclusiveMinimum=rules.exclusive_minimum,
        exclusiveMaximum=rules.exclusive_maximum,
        multipleOf=rules.multiple_of,
    )


def _text(rules: TextRules) -> Iterator[tuple[str, Json]]:
    yield from _present(minLength=rules.min_length, maxLength=rules.max_length)
    yield from _present(pattern=rules.pattern, format=rules.format)


def _present(**values: Json) -> Iterator[tuple[str, Json]]:
    yield from ((name, value) for name, value in values.items() if value is not None)
