"""Changes of bindings, field by field; what is known of a field says whom its change breaks."""

from collections.abc import Iterator, Mapping

from eventwright.diff.change import worst
from eventwright.diff.finding import Finding
from eventwright.diff.scope import Here
from eventwright.diff.shapes.values import value_text
from eventwright.diff.subjects.bound_schemas import schema_effects
from eventwright.json_value import Json

KNOWN = frozenset(
    (
        *("amqp", "amqp1", "anypointmq", "googlepubsub", "http", "ibmmq", "jms", "kafka", "mercure", "mqtt"),
        *("mqtt5", "nats", "pulsar", "redis", "sns", "solace", "sqs", "stomp", "ws"),
    )
)
"""The protocols that the specification has bindings for."""

_RULES: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]] = {
    ("operation", "http"): {
        "binding-http-method-changed": ("type", "method"),
        "binding-http-query-changed": ("query",),
    },
    ("channel", "ws"): {"binding-ws-handshake-changed": ("method", "query", "headers")},
    ("channel", "kafka"): {
        "binding-kafka-topic-changed": ("topic",),
        "binding-kafka-tuning-changed": ("partitions", "replicas", "topicConfiguration"),
    },
    ("operation", "kafka"): {"binding-kafka-tuning-changed": ("groupId", "clientId")},
    ("message", "kafka"): {"binding-kafka-key-changed": ("key",)},
    ("channel", "amqp"): {"binding-amqp-routing-changed": ("is", "exchange", "queue")},
    ("operation", "amqp"): {
        "binding-amqp-delivery-changed": ("ack", "deliveryMode", "priority", "expiration", "mandatory")
    },
    ("server", "mqtt"): {"binding-mqtt-delivery-changed": ("cleanSession", "lastWill")},
    ("operation", "mqtt"): {"binding-mqtt-delivery-changed": ("qos", "retain")},
}
"""By level and protocol: rules, with the fields that they are about."""

_PAYLOADS = frozenset(
    {("message", "kafka", "key"), ("message", "http", "headers"), ("operation", "http", "query")}
)
"""Fields with the schema of a part of the message: a change breaks the side that it would there."""

_SCHEMAS = _PAYLOADS | {
    ("channel", "ws", "query"),
    ("channel", "ws", "headers"),
    ("operation", "kafka", "groupId"),
    ("operation", "kafka", "clientId"),
}
"""All fields with a schema, of which another spelling is no change."""

_VERSION = "bindingVersion"


def binding_findings(
    here: Here, level: str, old: Mapping[str, Json], new: Mapping[str, Json]
) -> Iterator[Finding]:
    """Compare the bindings of a server, channel, operation or message; an empty one says nothing."""
    for protocol in dict.fromkeys((*old, *new)):
        before = here.scope.old.taken_in(here.old.child("bindings", protocol), old.get(protocol))
        after = here.scope.new.taken_in(here.new.child("bindings", protocol), new.get(protocol))
        if value_text(before or {}) != value_text(after or {}):
            yield from _protocol(here, level, protocol, before, after)


def _protocol(here: Here, level: str, protocol: str, old: Json, new: Json) -> Iterator[Finding]:
    if protocol not in KNOWN:
        message = f"the binding for {protocol!r}, of which nothing is known, {_verb(old, new)}"
        yield here.found("binding-unknown-changed", message, "bindings", protocol)
        return
    before, after = _fields(old), _fields(new)
    whole = level != "server" and not (before.keys() | after.keys()) <= {_VERSION}
    if whole and not (before and after):
        ending = "added" if after else "removed"
        message = f"the binding for {protocol} was {ending}"
        yield here.found(f"{level}-binding-{ending}", message, "bindings", protocol)
        return
    for field in dict.fromkeys((*before, *after)):
        one, other = before.get(field), after.get(field)
        if value_text(one) == value_text(other):
            continue
        schemas = (level, protocol, field) in _SCHEMAS
        effects = schema_effects(one, other) if schemas else None
        if effects == ():
            continue
        told = effects if (level, protocol, field) in _PAYLOADS else None
        yield here.found(
            _rule(level, protocol, field),
            f"{field} of the binding for {protocol} {_verb(one, other)}",
            "bindings",
            protocol,
            field,
            receiver=None if told is None else worst(each.receiver for each in told),
            sender=None if told is None else worst(each.sender for each in told),
        )


def _rule(level: str, protocol: str, field: str) -> str:
    if field == _VERSION:
        return "binding-version-changed"
    rules = _RULES.get((level, protocol.removesuffix("5")), {})
    return next((rule for rule, fields in rules.items() if field in fields), f"{level}-binding-changed")


def _fields(binding: Json) -> Mapping[str, Json]:
    return binding if isinstance(binding, dict) else {}


def _verb(old: Json, new: Json) -> str:
    if old is None:
        return "was added"
    return "was removed" if new is None else "was changed"
