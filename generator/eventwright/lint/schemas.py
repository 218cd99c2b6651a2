"""The schemas of a document one by one, and rules about what one says by itself."""

from collections.abc import Iterable, Iterator
from itertools import chain

from eventwright.api import AS_OPENAPI, Api, JsonType, KeywordSchema, Reference, Schema
from eventwright.documents import did_you_mean, nearest
from eventwright.lint.formats import format_problems
from eventwright.lint.places import Places
from eventwright.problems import Problem
from eventwright.rules import finding
from eventwright.source.findings import shown


def every_schema(api: Api) -> Iterator[KeywordSchema]:
    """Yield each schema once, parts behind what they are part of."""
    messages = ((message.payload, message.headers) for message in api.messages.values())
    parameters = (parameter.schema for channel in api.channels for parameter in channel.parameters)
    roots: Iterable[Schema | None] = chain(api.schemas.values(), chain.from_iterable(messages), parameters)
    waiting = [root for root in roots if isinstance(root, KeywordSchema)][::-1]
    seen = set[str]()
    while waiting:
        schema = waiting.pop()
        if schema.key not in seen:
            seen.add(schema.key)
            yield schema
            waiting += [part for part in parts(schema) if isinstance(part, KeywordSchema)][::-1]


def parts(schema: KeywordSchema) -> Iterator[Schema | None]:
    """Yield the schemas that stand directly in a schema."""
    yield from (each.schema for each in schema.object.properties)
    yield from (each.schema for each in schema.object.patterns)
    yield from (each.schema for each in schema.object.dependencies)
    yield from (schema.object.additional, schema.object.names)
    yield from (schema.array.items, *(schema.array.prefix or ()), schema.array.rest, schema.array.contains)
    yield from branches(schema)
    combination = schema.combination
    yield from (combination.negated, combination.condition)


def branches(schema: KeywordSchema) -> Iterator[Schema]:
    """Yield the schemas in a schema that can allow the same value."""
    combination = schema.combination
    yield from (*combination.all_of, *combination.any_of, *combination.one_of)
    yield from (each for each in (combination.then, combination.otherwise) if each is not None)


def schema_problems(api: Api, places: Places) -> Iterator[Problem]:
    """Yield what is suspicious of schemas by themselves."""
    schemas = tuple(every_schema(api))
    partial = {part.key if not isinstance(part, Reference) else part.target for part in _partial(schemas)}
    keys = {schema.key for schema in schemas}
    for schema in schemas:
        yield from format_problems(schema, places)
        if AS_OPENAPI + schema.key not in keys:
            yield from _nullable(schema, places)
        # A branch may require what another one, or what it stands in, declares.
        if schema.key not in partial and not any(branches(schema)):
            yield from _required(schema, places)
            yield from _discriminator(schema, places)


def _partial(schemas: Iterable[KeywordSchema]) -> Iterator[Schema]:
    """Yield the schemas that say only a part of what holds for a value."""
    for schema in schemas:
        combination = schema.combination
        found = (*branches(schema), combination.negated, combination.condition)
        yield from (part for part in found if part is not None)
        yield from (each.schema for each in schema.object.dependencies if each.schema is not None)


def _nullable(schema: KeywordSchema, places: Places) -> Iterator[Problem]:
    """What OpenAPI's dialect has read of it is among the types."""
    if JsonType.NULL in schema.types or not schema.types or not places.says_true(schema.place, "nullable"):
        return
    written = ", ".join(schema.types)
    message = "'nullable' says nothing in a schema of AsyncAPI, so null is not allowed"
    place = places.below(schema.place, "nullable")
    yield finding("nullable-ignored", message, place, f"write type: [{written}, 'null']")


def _required(schema: KeywordSchema, places: Places) -> Iterator[Problem]:
    rules = schema.object
    if not rules.properties or rules.patterns or isinstance(rules.additional, KeywordSchema | Reference):
        return
    declared = {each.name for each in rules.properties}
    for index, name in enumerate(rules.required):
        if name not in declared:
            message = f"{shown(name)} is required, but not among the properties"
            place = places.below(schema.place, "required", str(index))
            yield finding("required-not-declared", message, place, did_you_mean(nearest(name, declared)))


def _discriminator(schema: KeywordSchema, places: Places) -> Iterator[Problem]:
    found, rules = schema.annotations.discriminator, schema.object
    if found is None:
        return
    name = found.property
    declared = [each.name for each in rules.properties]
    missing = "among the properties" if name not in declared else "required"
    if name not in declared or name not in rules.required:
        message = f"the discriminator {shown(name)} is not {missing}"
        place = places.below(schema.place, "discriminator")
        yield finding("discriminator-not-declared", message, place, did_you_mean(nearest(name, declared)))
