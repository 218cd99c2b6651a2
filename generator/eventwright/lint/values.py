"""Rules about values in a document: examples and defaults against their schemas, enums against types."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventwright.api import Api, BooleanSchema, JsonType, KeywordSchema, Message, Reference, Schema, SchemaKey
from eventwright.json_value import Json
from eventwright.lint.places import Places
from eventwright.lint.run_time import Checker, strict_checker
from eventwright.lint.schemas import every_schema
from eventwright.plan.checks import schema_table
from eventwright.plan.wrappers import loose_unions
from eventwright.problems import Place, Pointer, Problem, parse_pointer
from eventwright.rules import finding

_TYPES: dict[str, Json] = {kind.value: {"type": kind.value} for kind in JsonType}


def value_problems(api: Api, places: Places, *, inner: bool) -> Iterator[Problem]:
    """Yield each example and default that its schema does not allow; with `inner` also inside of schemas."""
    whole = {schema.key: schema for schema in _whole(api)}
    schemas = every_schema(api) if inner else whole.values()
    judged = [each for each in schemas if each.annotations.examples or each.annotations.default]
    roots = _roots(api, judged)
    if not roots:
        return
    # Examples of payloads in Avro are written in its JSON encoding or, more often, plainly.
    loose = frozenset(key for schema in every_schema(api) for key in loose_unions(schema))
    values = _Values(places, strict_checker(schema_table(api, {}, roots, {}, loose)), frozenset(whole))
    for message in api.messages.values():
        yield from values.of_message(message)
    for schema in judged:
        yield from values.of_schema(schema)


def enum_problems(api: Api, places: Places) -> Iterator[Problem]:
    """Yield each member of an enum that is not of the type beside it."""
    accepts = strict_checker(_TYPES).accepts
    for schema in every_schema(api):
        for index, value in enumerate(schema.enum or ()) if schema.types else ():
            if not any(accepts(kind, value) for kind in schema.types):
                kinds = " or ".join(schema.types)
                message = f"this value of 'enum' is not of the type {kinds}, so it is never valid"
                place = places.below(schema.place, "enum", str(index))
                yield finding("enum-against-type", message, place)


def _roots(api: Api, judged: Iterable[KeywordSchema]) -> dict[SchemaKey, KeywordSchema | BooleanSchema]:
    """Return the schemas that values are judged by, by key."""
    roots: dict[SchemaKey, KeywordSchema | BooleanSchema] = {schema.key: schema for schema in judged}
    for message in api.messages.values():
        for schema in (message.payload, message.headers) if message.examples else ():
            if schema is not None:
                roots[_key(schema)] = api.schema(schema)
    return roots


def _whole(api: Api) -> Iterator[KeywordSchema]:
    """Yield the schemas of whole values: the others stand inside of one of these."""
    components = (api.schemas[key] for key in api.component_schemas)
    messages = (schema for each in api.messages.values() for schema in (each.payload, each.headers))
    parameters = (each.schema for channel in api.channels for each in channel.parameters)
    for schema in (*components, *messages, *parameters):
        found = None if schema is None else api.schema(schema)
        if isinstance(found, KeywordSchema):
            yield found


def _key(schema: Schema) -> SchemaKey:
    return schema.target if isinstance(schema, Reference) else schema.key


@dataclass(frozen=True, slots=True)
class _Values:
    """Judges values where they stand."""

    places: Places
    checker: Checker
    whole: frozenset[SchemaKey]

    def of_message(self, message: Message) -> Iterator[Problem]:
        for index, example in enumerate(message.examples):
            for part, schema, value in (
                ("payload", message.payload, example.payload),
                ("headers", message.headers, example.headers),
            ):
                if schema is not None and value is not None:
                    # Documents of 2.0 often write `{name: {payload: ...}}`.
                    named = ("examples", str(index), example.name, part)
                    plain = ("examples", str(index), part)
                    pointer = named if self.places.holds(message.place, *named) else plain
                    yield from self._judged("invalid-example", message.place, pointer, schema, value.value)

    def of_schema(self, schema: KeywordSchema) -> Iterator[Problem]:
        # Draft-07 only recommends that both are valid; AsyncAPI's own tools insist on it for whole values.
        whole, default = schema.key in self.whole, schema.annotations.default
        if default is not None:
            code = "invalid-default" if whole else "invalid-inner-default"
            yield from self._judged(code, schema.place, ("default",), schema, default.value)
        code = "invalid-schema-example" if whole else "invalid-inner-example"
        for index, value in enumerate(schema.annotations.examples):
            yield from self._judged(code, schema.place, ("examples", str(index)), schema, value)

    def _judged(
        self, code: str, owner: Place, pointer: Pointer, schema: Schema, value: Json
    ) -> Iterator[Problem]:
        found = self.checker.explain(_key(schema), value)
        if found:
            first = found[0]
            where = f"{first.pointer}: " if first.pointer else ""
            more = f", and {len(found) - 1} more" if len(found) > 1 else ""
            what = "default" if pointer == ("default",) else "example"
            message = f"this {what} does not fit: {where}expected {first.expected}, got {first.got}{more}"
            place = self.places.below(owner, *pointer, *parse_pointer(first.pointer))
            yield finding(code, message, place)
