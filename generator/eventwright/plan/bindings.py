"""Which facts of single protocols a route or a sent message tells; all others stay in `Api`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eventwright.api import Channel, Message, Operation
from eventwright.code import Code, code, collection, join, literal
from eventwright.json_value import Json
from eventwright.names import identifier

_CHANNEL, _OPERATION, _MESSAGE = range(3)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A field of the run-time's class: where the document has it, and how it is written as source."""

    field: str
    source: int
    path: tuple[str, ...]
    write: Callable[[Json], Code | None]


def bindings(channel: Channel, operation: Operation, message: Message | None, column: int) -> Code | None:
    """Return the bindings as a value of the run-time's class; None where the document tells no such fact.

    What has another type than the protocol's binding gives it is left out.
    """
    sources = (channel.bindings, operation.bindings, {} if message is None else message.bindings)
    if not any(sources):
        return None
    found = [
        collection(
            code("{protocol}=routing.{name}(", protocol=identifier(protocol), name=identifier(name)),
            facts,
            ")",
            column + 4,
            beside=1,
        )
        for protocol, name, wires, rows in _PROTOCOLS
        if (facts := _facts(wires, rows, sources))
    ]
    return collection("routing.Bindings(", found, ")", column, beside=len("bindings=,")) if found else None


def _facts(wires: Sequence[str], rows: Sequence[_Fact], sources: Sequence[Mapping[str, Json]]) -> list[Code]:
    found: list[Code] = []
    for row in rows:
        values = [_at(sources[row.source].get(wire), row.path) for wire in wires]
        written = next((code_ for value in values if (code_ := row.write(value)) is not None), None)
        if written is not None:
            found.append(code("{field}={value}", field=identifier(row.field), value=written))
    return found


def _at(value: Json, path: Sequence[str]) -> Json:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(value: Json) -> Code | None:
    return code("{value}", value=literal(value)) if isinstance(value, str) and value else None


def _upper(value: Json) -> Code | None:
    return _text(value.upper()) if isinstance(value, str) else None


def _integer(value: Json) -> Code | None:
    return code("{value}", value=literal(value)) if type(value) is int else None


def _flag(value: Json) -> Code | None:
    return code("{value}", value=literal(value)) if isinstance(value, bool) else None


def _texts(value: Json) -> Code | None:
    if not isinstance(value, list) or not value:
        return None
    texts = [literal(each) for each in value if isinstance(each, str)]
    comma = code(",") if len(texts) == 1 else code("")
    return (
        code("({texts}{comma})", texts=join(", ", texts), comma=comma) if len(texts) == len(value) else None
    )


def _listed(value: Json) -> Code | None:
    """The texts that a schema allows, where it lists them."""
    if not isinstance(value, dict):
        return None
    constant = value.get("const")
    return _texts([constant]) if isinstance(constant, str) else _texts(value.get("enum"))


_PROTOCOLS: tuple[tuple[str, str, tuple[str, ...], tuple[_Fact, ...]], ...] = (
    (
        "http",
        "Http",
        ("http", "https"),
        (_Fact("type", _OPERATION, ("type",), _text), _Fact("method", _OPERATION, ("method",), _upper)),
    ),
    ("websocket", "WebSocket", ("ws", "wss"), (_Fact("method", _CHANNEL, ("method",), _upper),)),
    (
        "kafka",
        "Kafka",
        ("kafka", "kafka-secure"),
        (
            _Fact("topic", _CHANNEL, ("topic",), _text),
            _Fact("group_ids", _OPERATION, ("groupId",), _listed),
            _Fact("client_ids", _OPERATION, ("clientId",), _listed),
        ),
    ),
    (
        "mqtt",
        "Mqtt",
        ("mqtt", "mqtts", "secure-mqtt", "mqtt5"),
        (_Fact("qos", _OPERATION, ("qos",), _integer), _Fact("retain", _OPERATION, ("retain",), _flag)),
    ),
    (
        "amqp",
        "Amqp",
        ("amqp", "amqps"),
        (
            _Fact("kind", _CHANNEL, ("is",), _text),
            _Fact("exchange", _CHANNEL, ("exchange", "name"), _text),
            _Fact("exchange_type", _CHANNEL, ("exchange", "type"), _text),
            _Fact("queue", _CHANNEL, ("queue", "name"), _text),
            _Fact("ack", _OPERATION, ("ack",), _flag),
            _Fact("mandatory", _OPERATION, ("mandatory",), _flag),
            _Fact("delivery_mode", _OPERATION, ("deliveryMode",), _integer),
            _Fact("priority", _OPERATION, ("priority",), _integer),
            _Fact("expiration", _OPERATION, ("expiration",), _integer),
            _Fact("user_id", _OPERATION, ("userId",), _text),
            _Fact("reply_to", _OPERATION, ("replyTo",), _text),
            _Fact("cc", _OPERATION, ("cc",), _texts),
            _Fact("bcc", _OPERATION, ("bcc",), _texts),
            _Fact("message_type", _MESSAGE, ("messageType",), _text),
            _Fact("content_encoding", _MESSAGE, ("contentEncoding",), _text),
        ),
    ),
)
