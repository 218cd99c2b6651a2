"""What tells the messages of one channel apart, by the order of rules in GENERATED.md."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eventwright.api import Api, KeywordSchema, Message
from eventwright.plan.declared import Flat, declared, disjoint, flat, property_names, values_of
from eventwright.plan.named import by_users_word
from eventwright.plan.tellings import (
    OnlyOne,
    PropertyTells,
    RequiredTells,
    SchemaTells,
    Telling,
    Value,
    Values,
    header_tells,
)
from eventwright.problems import parse_pointer

# How many objects a property may stand inside of.
_INNER_DEPTH = 2

_Make = Callable[[str, Values, Sequence[str] | None], Telling]
"""From a name, its values, and the messages that do not require it; None where that says nothing."""


@dataclass(frozen=True, slots=True)
class _Outer:
    """The objects that properties stand in, and the messages that may come without them."""

    path: tuple[str, ...] = ()
    lacking: frozenset[str] = frozenset()

    def inner(self, name: str, lacking: Sequence[str]) -> "_Outer":
        return _Outer((*self.path, name), self.lacking.union(lacking))

    def tells(self, name: str, values: Values, lacking: Sequence[str] | None) -> Telling:
        without = () if lacking is None else self.lacking.union(lacking)
        ordered = dict.fromkeys(key for key in values.values() if key in without)
        return PropertyTells((*self.path, name), values, tuple(ordered))


def telling(api: Api, keys: Sequence[str], named: str = "") -> Telling:
    """Settle how the messages with these keys are told apart; `named` is what the user says tells them."""
    messages = [api.messages[key] for key in keys]
    if len(messages) == 1:
        return OnlyOne(keys[0])
    payloads = {message.key: flat(api, message.payload) for message in messages}
    headers = {message.key: flat(api, message.headers) for message in messages}
    return (
        (by_users_word(api, messages, named) if named else None)
        or _by_discriminator(api, payloads)
        or _by_property(api, messages, payloads, _Outer().tells)
        or _by_inner_property(api, messages, payloads)
        or _by_property(api, messages, headers, _header)
        or _by_required(payloads)
        or SchemaTells(tuple(keys))
    )


def _by_discriminator(api: Api, payloads: Flat) -> Telling | None:
    names = {_discriminator(schema) for schema in payloads.values()}
    name = names.pop()
    if names or not name:
        return None
    values: dict[str, tuple[Value, ...]] = {}
    for key, schema in payloads.items():
        assert schema is not None
        # Where the schema gives no value, its own name is the value (Schema Object of AsyncAPI 2.6).
        values[key] = values_of(api, schema, name) or (
            parse_pointer(schema.key.partition("#")[2])[-1:] or ("",)
        )
    found = disjoint(values)
    return None if found is None else PropertyTells((name,), found, _lacking(payloads, name))


def _discriminator(schema: KeywordSchema | None) -> str:
    found = None if schema is None else schema.annotations.discriminator
    return "" if found is None else found.property


def _by_property(api: Api, messages: Sequence[Message], schemas: Flat, make: _Make) -> Telling | None:
    shared = _shared_properties(schemas)
    for name in shared:
        values = {key: values_of(api, schema, name) for key, schema in schemas.items() if schema is not None}
        found = disjoint(values)
        if found is not None:
            return make(name, found, _lacking(schemas, name))
    for name in shared:
        found = _by_own_name(api, messages, schemas, name)
        if found is not None:
            # All values stand in each schema, so no schema says whose a body without the property is.
            return make(name, found, None)
    return None


def _by_inner_property(api: Api, messages: Sequence[Message], payloads: Flat) -> Telling | None:
    """A property of an object that all have, breadth first and in the order of the first message."""
    level: list[tuple[_Outer, Flat]] = [(_Outer(), payloads)]
    for _ in range(_INNER_DEPTH):
        level = [
            (
                outer.inner(name, _lacking(schemas, name)),
                {key: flat(api, declared(schema, name)) for key, schema in schemas.items()},
            )
            for outer, schemas in level
            for name in _shared_properties(schemas)
        ]
        for outer, schemas in level:
            found = _by_property(api, messages, schemas, outer.tells)
            if found is not None:
                return found
    return None


def _by_own_name(api: Api, messages: Sequence[Message], schemas: Flat, name: str) -> Values | None:
    """The values of a property that lists each message's own name, as MessageBird's `type` does."""
    found: dict[Value, str] = {}
    for message in messages:
        schema = schemas[message.key]
        if schema is None or message.name not in values_of(api, schema, name) or message.name in found:
            return None
        found[message.name] = message.key
    return found


def _by_required(payloads: Flat) -> Telling | None:
    parties = Counter(name for schema in payloads.values() for name in _named(schema))
    found: dict[str, tuple[str, ...]] = {}
    for key, schema in payloads.items():
        if schema is None:
            return None
        own = tuple(name for name in schema.object.required if parties[name] == 1)
        if not own:
            return None
        found[key] = own
    return RequiredTells(found)


def _lacking(schemas: Flat, name: str) -> tuple[str, ...]:
    """The messages that may come without a property."""
    return tuple(
        key for key, schema in schemas.items() if schema is None or name not in schema.object.required
    )


def _header(name: str, values: Values, lacking: Sequence[str] | None) -> Telling:
    return header_tells(name, values)


def _shared_properties(schemas: Flat) -> list[str]:
    """The properties that all have, in the order of the first."""
    first, *others = (property_names(schema) for schema in schemas.values())
    return [name for name in first if all(name in names for names in others)]


def _named(schema: KeywordSchema | None) -> set[str]:
    """The properties that a schema declares or requires."""
    return set() if schema is None else {*property_names(schema), *schema.object.required}
