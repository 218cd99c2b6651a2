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
    Property,
    Reference,
    Schema,
    SchemaKey,
    TextRules,
)
from eventwright.json_value import Json
from eventwright.plan.discriminators import Tags, tags_of
from eventwright.plan.wrappers import inside, only_wrapper
from eventwright.problems import pointer_text

# How deep a schema may stand inside others, so that the data can be read.
_DEEPEST = 4

Roots = Mapping[SchemaKey, KeywordSchema | BooleanSchema]


def schema_table(
    api: Api,
    classes: Mapping[SchemaKey, KeywordSchema],
    checked: Roots,
    implied: Mapping[SchemaKey, tuple[JsonType, ...]],
    loose: AbstractSet[SchemaKey],
) -> dict[SchemaKey, Json]:
    """Return the data of the schemas of classes, of all that are checked, and of all they refer to.

    A schema is found by its key: as an entry, or inside of the entry of a schema around it. `implied` has the
    types that schemas do not write but are read with, `loose` the unions whose values may stand without a
    wrapper.
    """
    # Those around a schema come before it.
    inner = sorted(checked.keys() - classes.keys(), key=lambda key: (key.count("/"), key))
    waiting: dict[SchemaKey, KeywordSchema | BooleanSchema] = {
        **classes,
        **{key: checked[key] for key in inner},
    }
    writer = _Writer(api, frozenset(waiting), frozenset(classes), implied, loose)
    while waiting:
        key = next(iter(waiting))
        schema = waiting.pop(key)
        if key not in writer.inside:
            writer.table[key] = writer.body(schema, key)
        for target in writer.new_targets():
            found = api.schemas[target]
            assert not isinstance(found, Reference)
            waiting.setdefault(target, found)
    return writer.table


class _Writer:
    """Writes schemas as data; knows which stand in the `table` and which `inside` of another."""

    def __init__(
        self,
        api: Api,
        known: frozenset[SchemaKey],
        classes: frozenset[SchemaKey],
        implied: Mapping[SchemaKey, tuple[JsonType, ...]],
        loose: AbstractSet[SchemaKey],
    ) -> None:
        self._api = api
        self._known = known
        self._classes = classes
        self._implied = implied
        self._loose = loose
        self._depth = 0
        self._targets: dict[SchemaKey, None] = {}
        self.inside: set[SchemaKey] = set()
        self.table: dict[SchemaKey, Json] = {}

    def new_targets(self) -> list[SchemaKey]:
        """The targets of the references written since the last call that cannot be found yet."""
        targets, self._targets = self._targets, {}
        return [target for target in targets if target not in self.table and target not in self.inside]

    def body(self, schema: KeywordSchema | BooleanSchema, here: str) -> Json:
        """A schema as data that is found by the key `here`."""
        if isinstance(schema, BooleanSchema):
            return schema.allows
        self._depth += 1
        written = dict(self._keywords(schema, here))
        self._depth -= 1
        return written

    def _schema(self, schema: Schema, here: str) -> Json:
        if isinstance(schema, Reference):
            self._targets[schema.target] = None
            return {"$ref": schema.target}
        key = schema.key
        if key not in self._known:
            return self.body(schema, here)
        if key != here or key in self._classes or key in self.table or self._depth > _DEEPEST:
            return {"$ref": key}
        self.inside.add(key)
        return self.body(schema, here)

    def _keywords(self, schema: KeywordSchema, here: str) -> Iterator[tuple[str, Json]]:
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
        yield from self._array(schema.array, here)
        yield from self._object(schema.object, here)
        yield from self._combination(self._loosened(schema), here)
        tags = tags_of(self._api, schema)
        if tags is not None:
            yield "discriminator", _discriminator(tags)

    def _loosened(self, schema: KeywordSchema) -> Combination:
        rules = schema.combination
        wrapper = only_wrapper(rules.one_of) if schema.key in self._loose else None
        return rules if wrapper is None else Combination(any_of=(*rules.one_of, inside(wrapper)))

    def _array(self, rules: ArrayRules, here: str) -> Iterator[tuple[str, Json]]:
        if rules.prefix is not None:
            yield "items", self._each(rules.prefix, f"{here}/items")
        yield from self._maybe("items", rules.items, here)
        yield from self._maybe("additionalItems", rules.rest, here)
        yield from _present(minItems=rules.min_items, maxItems=rules.max_items)
        if rules.unique:
            yield "uniqueItems", True
        yield from self._maybe("contains", rules.contains, here)

    def _object(self, rules: ObjectRules, here: str) -> Iterator[tuple[str, Json]]:
        if rules.properties:
            yield "properties", self._named(rules.properties, f"{here}/properties")
        if rules.required:
            yield "required", list(rules.required)
        if rules.patterns:
            yield "patternProperties", self._named(rules.patterns, f"{here}/patternProperties")
        yield from self._maybe("additionalProperties", rules.additional, here)
        yield from self._maybe("propertyNames", rules.names, here)
        if rules.wrapper:
            yield "wrapper", True
        yield from _present(minProperties=rules.min_properties, maxProperties=rules.max_properties)
        if rules.dependencies:
            yield "dependencies", dict(self._dependencies(rules, f"{here}/dependencies"))

    def _named(self, schemas: tuple[Property, ...], here: str) -> Json:
        return {item.name: self._schema(item.schema, here + pointer_text((item.name,))) for item in schemas}

    def _dependencies(self, rules: ObjectRules, here: str) -> Iterator[tuple[str, Json]]:
        for item in rules.dependencies:
            if item.schema is None:
                yield item.name, list(item.required)
            else:
                yield item.name, self._schema(item.schema, here + pointer_text((item.name,)))

    def _combination(self, rules: Combination, here: str) -> Iterator[tuple[str, Json]]:
        for name, branches in (("allOf", rules.all_of), ("anyOf", rules.any_of), ("oneOf", rules.one_of)):
            if branches:
                yield name, self._each(branches, f"{here}/{name}")
        yield from self._maybe("not", rules.negated, here)
        yield from self._maybe("if", rules.condition, here)
        yield from self._maybe("then", rules.then, here)
        yield from self._maybe("else", rules.otherwise, here)

    def _each(self, schemas: tuple[Schema, ...], here: str) -> Json:
        return [self._schema(schema, f"{here}/{index}") for index, schema in enumerate(schemas)]

    def _maybe(self, name: str, schema: Schema | None, here: str) -> Iterator[tuple[str, Json]]:
        if schema is not None:
            yield name, self._schema(schema, f"{here}/{name}")


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
