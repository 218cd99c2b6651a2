"""What tells the messages of one channel apart, by the order of rules in GENERATED.md."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eventwright.api import Api, KeywordSchema, Message, Schema
from eventwright.documents import nearest
from eventwright.plan.locations import Path, location_of
from eventwright.plan.merge import merged
from eventwright.problems import parse_pointer, pointer_text

# How many objects a property may stand inside of.
_INNER_DEPTH = 2

Value = str | int
Values = Mapping[Value, str]
"""Which value belongs to which message, by the message's key."""


@dataclass(frozen=True, slots=True)
class OnlyOne:
    """The channel has a single message."""

    message: str


@dataclass(frozen=True, slots=True)
class PropertyTells:
    """A property of the payload, or one inside of others, has another value in each message."""

    path: tuple[str, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class HeaderTells:
    """A header has another value in each message."""

    header: str
    values: Values


@dataclass(frozen=True, slots=True)
class RequiredTells:
    """Each message requires properties that no other message declares or requires."""

    required: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SchemaTells:
    """Nothing tells them apart: the first message in the document's order whose schema fits is taken."""

    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContentTypeTells:
    """The content type that comes leaves some messages; where it is none of these, `otherwise` holds."""

    tellings: "Mapping[str, Telling]"
    otherwise: SchemaTells


Telling = OnlyOne | PropertyTells | HeaderTells | RequiredTells | SchemaTells | ContentTypeTells


def telling(api: Api, keys: Sequence[str], named: str = "") -> Telling:
    """Settle how the messages with these keys are told apart; `named` is what the user says tells them."""
    messages = [api.messages[key] for key in keys]
    if len(messages) == 1:
        return OnlyOne(keys[0])
    payloads = {message.key: _flat(api, message.payload) for message in messages}
    headers = {message.key: _flat(api, message.headers) for message in messages}
    return (
        (_by_users_word(api, messages, named) if named else None)
        or _by_discriminator(api, payloads)
        or _by_property(api, messages, payloads, _property_tells)
        or _by_inner_property(api, messages, payloads)
        or _by_property(api, messages, headers, _header_tells)
        or _by_required(payloads)
        or SchemaTells(tuple(keys))
    )


def describe(found: Telling) -> str:
    """Say in a few words what tells the messages apart."""
    match found:
        case OnlyOne():
            return "the only message"
        case PropertyTells(path):
            return f"property {path[0]!r}" if len(path) == 1 else f"property {pointer_text(path)!r}"
        case HeaderTells(name):
            return f"header {name!r}"
        case RequiredTells():
            return "required properties"
        case SchemaTells():
            return "first schema that fits"
        case ContentTypeTells(tellings):
            inner = dict.fromkeys(describe(each) for each in tellings.values())
            return ", then ".join(
                ("content type", *(each for each in inner if each != describe(OnlyOne(""))))
            )


def tells(api: Api, keys: Sequence[str], named: str) -> bool:
    """Whether what the user names tells these messages apart."""
    return _by_users_word(api, [api.messages[key] for key in keys], named) is not None


def _property_tells(name: str, values: Values) -> Telling:
    return PropertyTells((name,), values)


def _header_tells(name: str, values: Values) -> Telling:
    # A header is text, whatever type its schema gives it.
    return HeaderTells(name, {str(value): key for value, key in values.items()})


_Flat = Mapping[str, KeywordSchema | None]
_Make = Callable[[str, Values], Telling]


def _flat(api: Api, schema: Schema | None) -> KeywordSchema | None:
    target = None if schema is None else api.schema(schema)
    return merged(api, target) if isinstance(target, KeywordSchema) else None


def _by_discriminator(api: Api, payloads: _Flat) -> Telling | None:
    names = {_discriminator(schema) for schema in payloads.values()}
    name = names.pop()
    if names or not name:
        return None
    values: dict[str, tuple[Value, ...]] = {}
    for key, schema in payloads.items():
        assert schema is not None
        # Where the schema gives no value, its own name is the value (Schema Object of AsyncAPI 2.6).
        values[key] = _values(api, schema, name) or (
            parse_pointer(schema.key.partition("#")[2])[-1:] or ("",)
        )
    disjoint = _disjoint(values)
    return None if disjoint is None else PropertyTells((name,), disjoint)


def _discriminator(schema: KeywordSchema | None) -> str:
    found = None if schema is None else schema.annotations.discriminator
    return "" if found is None else found.property


def _by_property(api: Api, messages: Sequence[Message], schemas: _Flat, make: _Make) -> Telling | None:
    shared = _shared_properties(schemas)
    for name in shared:
        values = {key: _values(api, schema, name) for key, schema in schemas.items() if schema is not None}
        disjoint = _disjoint(values)
        if disjoint is not None:
            return make(name, disjoint)
    for name in shared:
        named = _by_own_name(api, messages, schemas, name)
        if named is not None:
            return make(name, named)
    return None


def _by_inner_property(api: Api, messages: Sequence[Message], payloads: _Flat) -> Telling | None:
    """A property of an object that all have, breadth first and in the order of the first message."""
    level: list[tuple[tuple[str, ...], _Flat]] = [((), payloads)]
    for _ in range(_INNER_DEPTH):
        level = [
            ((*path, name), {key: _flat(api, _declared(schema, name)) for key, schema in schemas.items()})
            for path, schemas in level
            for name in _shared_properties(schemas)
        ]
        for path, schemas in level:
            found = _by_property(api, messages, schemas, _property_tells)
            if isinstance(found, PropertyTells):
                return PropertyTells((*path, *found.path), found.values)
    return None


def _by_users_word(api: Api, messages: Sequence[Message], named: str) -> Telling | None:
    """The property or header that the configuration names; None where it cannot tell all messages apart."""
    path = _path_of(named)
    if not path.tokens:
        return None
    parents = _parents(api, messages, path)
    # What is not declared may come all the same, but not what is nearly declared: that is a slip of the pen.
    if _near(api, messages, path):
        return None
    values = {
        key: () if schema is None else _values(api, schema, path.tokens[-1])
        for key, schema in parents.items()
    }
    names = {message.key: _names_of(message) for message in messages}
    found = _disjoint({key: own or names[key] for key, own in values.items()})
    if found is None and all(not own or not set(own).isdisjoint(names[key]) for key, own in values.items()):
        found = _disjoint(names)
    if found is None:
        return None
    return (
        PropertyTells(path.tokens, found) if path.part == "payload" else _header_tells(path.tokens[0], found)
    )


def lacking(api: Api, keys: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the property that most of these messages limit to values, and what the others are called.

    Nothing where no property has values, or where all have some.
    """
    having: dict[str, set[str]] = {}
    for key in keys:
        schema = _flat(api, api.messages[key].payload)
        for name in _property_names(schema):
            if schema is not None and _values(api, schema, name):
                having.setdefault(name, set()).add(key)
    name = max(having, key=lambda each: len(having[each]), default="")
    without = [api.messages[key] for key in keys if name and key not in having[name]]
    called = tuple(str(next(iter(_names_of(message)), message.key)) for message in without)
    return (name, called) if called else ("", ())


def near_names(api: Api, keys: Sequence[str], named: str) -> tuple[str, ...]:
    """Return the declared properties or headers that are most like what the user names."""
    return _near(api, [api.messages[key] for key in keys], _path_of(named))


def _near(api: Api, messages: Sequence[Message], path: Path) -> tuple[str, ...]:
    """What is declared where a path first leaves what is declared, if it is like the path's own word."""
    for depth, token in enumerate(path.tokens, 1):
        known = _known(_parents(api, messages, Path(path.part, path.tokens[:depth])))
        if token not in known:
            return nearest(token, known)
    return ()


def _path_of(named: str) -> Path:
    return location_of(named) or Path("payload", parse_pointer(named) if named.startswith("/") else (named,))


def _parents(api: Api, messages: Sequence[Message], path: Path) -> _Flat:
    """The schemas that would declare the last name of a path, by message."""
    found: dict[str, KeywordSchema | None] = {}
    for message in messages:
        schema = _flat(api, message.payload if path.part == "payload" else message.headers)
        for token in path.tokens[:-1]:
            schema = _flat(api, _declared(schema, token))
        found[message.key] = schema
    return found


def _known(schemas: _Flat) -> Mapping[str, None]:
    return dict.fromkeys(name for schema in schemas.values() for name in _property_names(schema))


def _names_of(message: Message) -> tuple[Value, ...]:
    """What a message may be called on the wire: its name, else its id, else the name of its component."""
    component = parse_pointer(message.key.partition("#")[2])[-1:]
    return tuple(name for name in (message.name, message.message_id, *component) if name)[:1]


def _declared(schema: KeywordSchema | None, name: str) -> Schema | None:
    properties = () if schema is None else schema.object.properties
    return next((item.schema for item in properties if item.name == name), None)


def _by_own_name(api: Api, messages: Sequence[Message], schemas: _Flat, name: str) -> Values | None:
    """The values of a property that lists each message's own name, as MessageBird's `type` does."""
    found: dict[Value, str] = {}
    for message in messages:
        schema = schemas[message.key]
        if schema is None or message.name not in _values(api, schema, name) or message.name in found:
            return None
        found[message.name] = message.key
    return found


def _by_required(payloads: _Flat) -> Telling | None:
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


def _shared_properties(schemas: _Flat) -> list[str]:
    """The properties that all have, in the order of the first."""
    declared = [_property_names(schema) for schema in schemas.values()]
    return [name for name in declared[0] if all(name in names for names in declared)]


def _property_names(schema: KeywordSchema | None) -> Mapping[str, None]:
    """The declared properties in their order, each to be found at once."""
    return {} if schema is None else dict.fromkeys(item.name for item in schema.object.properties)


def _named(schema: KeywordSchema | None) -> set[str]:
    """The properties that a schema declares or requires."""
    return set() if schema is None else {*_property_names(schema), *schema.object.required}


def _values(api: Api, schema: KeywordSchema, name: str) -> tuple[Value, ...]:
    """The texts or integers that a property can be; none where it is not limited to some."""
    flat = _flat(api, _declared(schema, name))
    if flat is None:
        return ()
    written = [flat.constant.value] if flat.constant is not None else list(flat.enum or ())
    # True equals 1 as a key, so only these two types can be told apart in one table.
    values = tuple(value for value in written if type(value) in (str, int))
    return values if len(values) == len(written) else ()  # type: ignore[return-value]  # narrowed just above


def _disjoint(values: Mapping[str, tuple[Value, ...]]) -> Values | None:
    found: dict[Value, str] = {}
    for key, own in values.items():
        if not own or any(value in found for value in own):
            return None
        found.update(dict.fromkeys(own, key))
    return found
