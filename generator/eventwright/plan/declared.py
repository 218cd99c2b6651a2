"""What the schemas of messages say of single properties, for telling messages apart."""

from collections.abc import Mapping

from eventwright.api import Api, KeywordSchema, Message, Schema
from eventwright.plan.merge import merged
from eventwright.plan.tellings import Value, Values
from eventwright.problems import parse_pointer

Flat = Mapping[str, KeywordSchema | None]
"""A schema of each message, by the message's key, with all that its `allOf` say."""


def flat(api: Api, schema: Schema | None) -> KeywordSchema | None:
    target = None if schema is None else api.schema(schema)
    return merged(api, target) if isinstance(target, KeywordSchema) else None


def declared(schema: KeywordSchema | None, name: str) -> Schema | None:
    properties = () if schema is None else schema.object.properties
    return next((item.schema for item in properties if item.name == name), None)


def property_names(schema: KeywordSchema | None) -> Mapping[str, None]:
    """The declared properties in their order, each to be found at once."""
    return {} if schema is None else dict.fromkeys(item.name for item in schema.object.properties)


def values_of(api: Api, schema: KeywordSchema, name: str) -> tuple[Value, ...]:
    """The texts or integers that a property can be; none where it is not limited to some."""
    found = flat(api, declared(schema, name))
    if found is None:
        return ()
    written = [found.constant.value] if found.constant is not None else list(found.enum or ())
    # True equals 1 as a key, so only these two types can be told apart in one table.
    values = tuple(value for value in written if type(value) in (str, int))
    return values if len(values) == len(written) else ()  # type: ignore[return-value]  # narrowed just above


def names_of(message: Message) -> tuple[Value, ...]:
    """What a message may be called on the wire: its name, else its id, else the name of its component."""
    component = parse_pointer(message.key.partition("#")[2])[-1:]
    return tuple(name for name in (message.name, message.message_id, *component) if name)[:1]


def disjoint(values: Mapping[str, tuple[Value, ...]]) -> Values | None:
    found: dict[Value, str] = {}
    for key, own in values.items():
        if not own or any(value in found for value in own):
            return None
        found.update(dict.fromkeys(own, key))
    return found
