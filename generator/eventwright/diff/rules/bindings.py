"""Rows about: bindings."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.BINDINGS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "binding-http-method-changed",
        "The type or the method of an HTTP request changed.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-http-query-changed",
        "The query of an HTTP request changed.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-ws-handshake-changed",
        "Method, query or headers of the WebSocket handshake changed.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-kafka-topic-changed",
        "The topic of a Kafka channel changed.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-kafka-key-changed",
        "The key of a Kafka message changed.",
        BREAKING,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "binding-kafka-tuning-changed",
        "How Kafka is run changed: partitions, replicas, the topic's configuration, group or client.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "binding-amqp-routing-changed",
        "The route of an AMQP channel changed: exchange or queue.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-amqp-delivery-changed",
        "How AMQP delivers changed: acknowledgement, mode, priority, expiration.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "binding-mqtt-delivery-changed",
        "How MQTT delivers changed: quality of service, retained messages, session, last will.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "binding-version-changed",
        "The version of a binding changed, which is a label.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "binding-unknown-changed",
        "A binding changed for a protocol that is not known: what that breaks is open.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
)
