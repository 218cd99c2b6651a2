"""What each schema and message may be called: candidates from its place, title and name, shortest first."""

import posixpath
from collections.abc import Mapping
from itertools import accumulate

from eventwright.addresses import fixed_parts
from eventwright.api import (
    AS_OPENAPI,
    Api,
    Channel,
    KeywordSchema,
    Message,
    Operation,
    Reference,
    SchemaKey,
    as_written,
)
from eventwright.names import Identifier, distinct_classes, words
from eventwright.problems import Pointer, parse_pointer, pointer_text

Path = tuple[str, ...]
"""The texts that make a name together, each of one or more words."""

# Below these keywords stands a schema that has no name of its own.
_UNNAMED: Mapping[str, str] = {
    "items": "Item",
    "additionalItems": "Item",
    "additionalProperties": "Value",
    "contains": "Item",
    "propertyNames": "Key",
    "not": "Not",
    "if": "If",
    "then": "Then",
    "else": "Else",
}
# Below these stand names that a person gave.
_NAMED = frozenset({"properties", "definitions", "$defs", "dependencies"})
_LISTED = frozenset({"oneOf", "anyOf"})
# Of a message that stands below one of these in another file, no one gave the key.
_UNNAMING = frozenset({"channels", "publish", "subscribe", "oneOf"})
_STANDALONE = frozenset({("definitions",), ("$defs",)})


def message_names(api: Api) -> dict[str, Identifier]:
    """Return the class name of each message by its key."""
    uses = _uses(api)
    candidates = {key: _message_candidates(message, uses.get(key)) for key, message in api.messages.items()}
    return distinct_classes(candidates)


def schema_names(
    schemas: Mapping[SchemaKey, KeywordSchema], messages: Mapping[str, Identifier]
) -> dict[SchemaKey, Identifier]:
    """Return the class name of each schema by its key; a message of that name keeps it."""
    candidates = {key: _schema_candidates(schema, messages) for key, schema in schemas.items()}
    return distinct_classes(candidates, taken=frozenset(messages.values()))


def union_names(channels: tuple[Channel, ...], taken: frozenset[str]) -> dict[str, Identifier]:
    """Return the name of the union of messages of each channel, by address."""
    candidates = {
        channel.address: (
            (channel.address, "Message"),
            (channel.address, "Channel", "Message"),
        )
        for channel in channels
    }
    return distinct_classes(candidates, taken=taken)


def split_key(key: str) -> tuple[str, Pointer]:
    """Return file and pointer of a key `file#/pointer`; the file is empty for the document itself."""
    file, _, pointer = as_written(key).partition("#")
    return file, parse_pointer(pointer)


def _uses(api: Api) -> dict[str, tuple[Channel, Operation]]:
    """An operation that names each message, which lends its name to one that has none.

    It is the first by address, so that the order of channels gives no name.
    """
    found: dict[str, tuple[Channel, Operation]] = {}
    for channel in sorted(api.channels, key=lambda channel: channel.address):
        for operation in channel.operations:
            for key in operation.messages:
                found.setdefault(key, (channel, operation))
    return found


def _message_candidates(message: Message, use: tuple[Channel, Operation] | None) -> tuple[Path, ...]:
    file, pointer = split_key(message.key)
    own: list[str] = []
    if pointer[:-1] == ("components", "messages"):
        own.append(pointer[-1])
    own += [message.message_id, message.name, message.notes.title]
    if file and not _UNNAMING & set(pointer):
        own.append(pointer[-1] if pointer else "".join(_stem(file)))
    # Only what stands inside a channel is placed by it: another channel may come to name any other message.
    if use is None or (any(own) and "message" not in pointer):
        first = next((text for text in own if text), "Message")
        return ((first,), (first, "Message"))
    channel, operation = use
    acting = operation.operation_id or f"{channel.address} {operation.action}"
    if any(own):
        first = next(text for text in own if text)
        return ((first,), (first, "Message"), (channel.address, first), (acting, first))
    return _nameless(message, pointer, acting, channel.address)


def _nameless(message: Message, pointer: Pointer, acting: str, address: str) -> tuple[Path, ...]:
    """A message without a name is called after its operation; one of several after its payload first."""
    if "oneOf" not in pointer:
        return ((acting,), (acting, "Message"), (address, acting))
    steps = _steps(pointer[pointer.index("oneOf") :])
    payload = _payload_name(message)
    called = ((payload,), (payload, "Message"), (acting, payload)) if payload else ()
    return (*called, (acting, *steps), (address, acting, *steps))


def _payload_name(message: Message) -> str:
    match message.payload:
        case Reference(target):
            file, pointer = split_key(target)
            return pointer[-1] if pointer else "".join(_stem(file))
        case KeywordSchema(annotations=annotations):
            return annotations.title
        case _:
            return ""


def _schema_candidates(schema: KeywordSchema, messages: Mapping[str, Identifier]) -> tuple[Path, ...]:
    path = _path(schema.key, messages)
    title = (schema.annotations.title,)
    if _stands_alone(schema.key) or not words(schema.annotations.title):
        found: tuple[Path, ...] = (path, (*path, "Payload"), _long_path(schema.key))
    else:
        found = (title, (*title, "Payload"), path, _long_path(schema.key))
    return tuple((*each, "OpenApi") for each in found) if schema.key.startswith(AS_OPENAPI) else found


def _stands_alone(key: SchemaKey) -> bool:
    """Whether the schema has a name that a person gave it as a component or definition."""
    pointer = split_key(key)[1]
    return pointer[:-1] == ("components", "schemas") or pointer[-2:-1] in _STANDALONE


def _path(key: SchemaKey, messages: Mapping[str, Identifier]) -> Path:
    file, pointer = split_key(key)
    start, rest = _start(file, pointer, messages)
    return (*start, *_steps(rest)) or ("Root",)


def _start(file: str, pointer: Pointer, messages: Mapping[str, Identifier]) -> tuple[Path, Pointer]:
    """The name to begin with, and what of the pointer is left to be told."""
    above = list(accumulate((pointer_text((token,)) for token in pointer), initial=f"{file}#"))
    for length in range(len(pointer), 0, -1):
        if pointer[:length][-2:-1] in _STANDALONE:
            return (pointer[length - 1],), pointer[length:]
        owner = messages.get(above[length])
        if owner is not None:
            return (owner,), pointer[length:]
    if pointer[:2] == ("components", "schemas") and pointer[2:]:
        return (pointer[2],), pointer[3:]
    if pointer[:2] == ("components", "parameters") and pointer[3:4] == ("schema",):
        return (pointer[2],), pointer[4:]
    if pointer[:1] == ("channels",) and pointer[2:3] == ("parameters",) and pointer[4:5] == ("schema",):
        # The address has the parameter's name already, and those of others besides.
        return (" ".join(fixed_parts(pointer[1])), pointer[3]), pointer[5:]
    if pointer[:1] == ("components",) or pointer[:1] == ("channels",):
        return (), pointer[1:]
    return _stem(file), pointer


def _steps(pointer: Pointer) -> Path:
    found: list[str] = []
    tokens = iter(pointer)
    for token in tokens:
        if token in _NAMED or token == "patternProperties":
            name = next(tokens, "")
            found.append(name if token in _NAMED else "Value")
        elif token in _LISTED:
            found += ("Option", next(tokens, ""))
        elif token == "allOf":
            next(tokens, "")
        elif token in _UNNAMED:
            found.append(_UNNAMED[token])
        else:
            found.append(token)
    return tuple(found)


def _long_path(key: SchemaKey) -> Path:
    file, pointer = split_key(key)
    return (*_stem(file), *_steps(pointer)) or ("Root",)


def _stem(file: str) -> Path:
    """The name of a file without its suffix; nothing for the document itself."""
    stem = posixpath.splitext(posixpath.basename(file))[0]
    return (stem,) if stem else ()
