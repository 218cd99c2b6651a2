"""The rule about the place of a correlation id: that the message declares what it names."""

from collections.abc import Iterator

from eventwright.api import Api, BooleanSchema, KeywordSchema, Message, Reference, Schema
from eventwright.lint.places import Places
from eventwright.lint.schemas import branches
from eventwright.problems import Pointer, Problem, parse_pointer
from eventwright.rules import finding
from eventwright.source.findings import shown


def correlation_problems(api: Api, places: Places) -> Iterator[Problem]:
    """Yield each location that its message declares nothing for; one of a wrong form is told elsewhere."""
    for message in api.messages.values():
        location = "" if message.correlation_id is None else message.correlation_id.location
        source, _, text = location.partition("#")
        schema, pointer = _schema(message, source), parse_pointer(text) if text.startswith("/") else ()
        if schema is not None and not _declares(api, schema, pointer):
            told = f"the schema of the message declares nothing at {shown(location)}"
            yield finding("correlation-id-not-declared", told, places.below(message.place, "correlationId"))


def _schema(message: Message, source: str) -> Schema | None:
    return {"$message.payload": message.payload, "$message.header": message.headers}.get(source)


def _declares(api: Api, schema: Schema, pointer: Pointer) -> bool:
    """Whether a value of the schema may hold something there; in doubt it may."""
    waiting: list[tuple[Schema, Pointer]] = [(schema, pointer)]
    seen = set[tuple[str, Pointer]]()
    while waiting:
        schema, pointer = waiting.pop()
        known = api.schema(schema)
        if not pointer or (isinstance(known, KeywordSchema) and _is_open(known)):
            return True
        if isinstance(known, BooleanSchema):
            if known.allows:
                return True
        elif (known.key, pointer) not in seen:
            seen.add((known.key, pointer))
            waiting += [(each, pointer) for each in branches(known)]
            waiting += [
                (each.schema, pointer[1:]) for each in known.object.properties if each.name == pointer[0]
            ]
    return False


def _is_open(schema: KeywordSchema) -> bool:
    """Whether the schema says too little to know what stands in its values."""
    rules = schema.object
    named = rules.properties or any(branches(schema))
    return not named or bool(rules.patterns) or isinstance(rules.additional, KeywordSchema | Reference)
