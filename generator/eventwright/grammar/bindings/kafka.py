"""Bindings of Kafka and Pulsar."""

from typing import Final

from eventwright.grammar.bindings.protocol import FLAG, TEXT, open_row, protocol
from eventwright.grammar.kinds import (
    FIRST,
    Anything,
    Either,
    Field,
    Flag,
    Listed,
    Number,
    Others,
    Part,
    Row,
    Text,
    Thing,
)
from eventwright.grammar.schemas import SCHEMA

_REGISTRY = (0, 3, 0)
_TOPICS = (0, 4, 0)
_CONFLUENT = (0, 5, 0)

_COUNT = Number(whole=True, least=1)
_LIMIT = Number(whole=True, least=-1)
_SIZE = Number(whole=True, least=0)

# A key may be a schema of Avro too, which can be a text, a list or a mapping.
_KEY = Either((Flag(), Text(), Listed(Anything()), Thing("kafka key", FIRST)))

_TOPIC_CONFIGURATION = (
    Field("cleanup.policy", Listed(Text(choices=("compact", "delete")))),
    Field("retention.ms", _LIMIT),
    Field("retention.bytes", _LIMIT),
    Field("delete.retention.ms", _SIZE),
    Field("max.message.bytes", _SIZE),
    Field("confluent.key.schema.validation", FLAG, since=_CONFLUENT),
    Field("confluent.key.subject.name.strategy", TEXT, since=_CONFLUENT),
    Field("confluent.value.schema.validation", FLAG, since=_CONFLUENT),
    Field("confluent.value.subject.name.strategy", TEXT, since=_CONFLUENT),
)

BINDINGS: Final = (
    protocol(
        "kafka",
        ("0.1.0", "0.3.0", "0.4.0", "0.5.0"),
        {
            Part.SERVER: (
                Field("schemaRegistryUrl", TEXT, since=_REGISTRY),
                Field("schemaRegistryVendor", TEXT, since=_REGISTRY),
            ),
            Part.CHANNEL: (
                Field("topic", TEXT, since=_REGISTRY),
                Field("partitions", _COUNT, since=_REGISTRY),
                Field("replicas", _COUNT, since=_REGISTRY),
                Field("topicConfiguration", Thing("kafka topic"), since=_TOPICS),
            ),
            Part.OPERATION: (Field("groupId", SCHEMA), Field("clientId", SCHEMA)),
            Part.MESSAGE: (
                Field("key", _KEY, since=_TOPICS),
                Field("key", SCHEMA, until=_REGISTRY),
                Field("schemaIdLocation", Text(choices=("header", "payload")), since=_REGISTRY),
                Field("schemaIdPayloadEncoding", TEXT, since=_REGISTRY),
                Field("schemaLookupStrategy", TEXT, since=_REGISTRY),
            ),
        },
        (
            open_row("kafka topic", "the configuration of a topic", *_TOPIC_CONFIGURATION),
            Row("kafka key", "a key", (), others=Others.TAKEN),
        ),
    ),
    protocol(
        "pulsar",
        ("0.1.0",),
        {
            Part.SERVER: (Field("tenant", TEXT),),
            Part.CHANNEL: (
                Field("namespace", TEXT, required=True),
                Field("persistence", Text(choices=("persistent", "non-persistent")), required=True),
                Field("compaction", _SIZE),
                Field("geo-replication", Listed(TEXT)),
                Field("retention", Thing("pulsar retention")),
                Field("ttl", Number(whole=True)),
                Field("deduplication", FLAG),
            ),
        },
        (
            Row(
                "pulsar retention",
                "'retention'",
                (Field("time", _SIZE), Field("size", _SIZE)),
                extensible=False,
            ),
        ),
    ),
)
