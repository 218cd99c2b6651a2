"""Rows about: bindings."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.BINDINGS)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "binding-http-method-changed",
        "Http operation `type`/`method`: other request.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-http-query-changed",
        "Http operation `query` schema: schema rules apply at the pointer.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-ws-handshake-changed",
        "Ws channel `method`/`query`/`headers`: handshake differs.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-kafka-topic-changed",
        "Kafka channel `topic`: other topic.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-kafka-key-changed",
        "Kafka message `key` schema: partitioning and keys.",
        BREAKING,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "binding-kafka-tuning-changed",
        "Partitions, replicas, topicConfiguration, groupId, clientId: operational.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "binding-amqp-routing-changed",
        "`is`, exchange, queue: other route.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "binding-amqp-delivery-changed",
        "Ack, deliveryMode, priority, expiration, mandatory: operational.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "binding-mqtt-delivery-changed",
        "Qos, retain, cleanSession, lastWill: delivery promise.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "binding-version-changed",
        "`bindingVersion`: label of the binding schema.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "binding-unknown-changed",
        "Binding of a protocol the tool does not know: cannot tell.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
)
