"""Bindings of the queues and topics of clouds: SNS, SQS, Google Pub/Sub."""

from typing import Final

from eventwright.grammar.bindings.protocol import FLAG, TEXT, open_row, protocol
from eventwright.grammar.kinds import (
    FIRST,
    Anything,
    Either,
    Field,
    Kind,
    Listed,
    Named,
    Number,
    Part,
    Row,
    Text,
    Thing,
)

_WHOLE = Number(whole=True)
_TAGS = Field("tags", Named(Anything()))
_TEXTS = Either((TEXT, Listed(TEXT)))

_IDENTIFIER = open_row(
    "aws identifier",
    "an identifier",
    *(Field(name, TEXT) for name in ("url", "email", "phone", "arn", "name")),
)
_POLICY = open_row(
    "aws policy", "a policy", Field("statements", Listed(Thing("aws statement")), required=True)
)
_STATEMENT = open_row(
    "aws statement",
    "a statement",
    Field("effect", Text(choices=("Allow", "Deny")), required=True),
    Field("principal", Either((TEXT, Listed(TEXT), Thing("aws principal"))), required=True),
    Field("action", _TEXTS, required=True),
    Field("resource", _TEXTS),
    Field("condition", Named(Anything())),
)
_PRINCIPAL = Row(
    "aws principal",
    "a principal",
    (Field("AWS", _TEXTS), Field("Service", _TEXTS)),
    extensible=False,
    one_of=("AWS", "Service"),
)
_REDRIVE = open_row(
    "aws redrive policy",
    "a redrive policy",
    Field("deadLetterQueue", Thing("aws identifier"), required=True),
    Field("maxReceiveCount", _WHOLE),
)
_AWS = (_IDENTIFIER, _POLICY, _STATEMENT, _PRINCIPAL, _REDRIVE)

_ORDERING = open_row(
    "sns ordering",
    "'ordering'",
    Field("type", Text(choices=("standard", "FIFO")), required=True),
    Field("contentBasedDeduplication", FLAG),
)
_RECEIVERS = ("http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose")
_CONSUMER = open_row(
    "sns consumer",
    "a consumer",
    Field("protocol", Text(choices=_RECEIVERS), required=True),
    Field("endpoint", Thing("aws identifier"), required=True),
    Field("filterPolicy", Named(Either((TEXT, Listed(Anything()), Named(Anything()))))),
    Field("filterPolicyScope", Text(choices=("MessageAttributes", "MessageBody"))),
    Field("rawMessageDelivery", FLAG, required=True),
    Field("redrivePolicy", Thing("aws redrive policy")),
    Field("deliveryPolicy", Thing("sns delivery policy")),
    Field("displayName", TEXT),
)
_DELIVERY = open_row(
    "sns delivery policy",
    "a delivery policy",
    *(Field(name, _WHOLE) for name in ("minDelayTarget", "maxDelayTarget", "numRetries")),
    *(Field(name, _WHOLE) for name in ("numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries")),
    Field("backoffFunction", Text(choices=("arithmetic", "exponential", "geometric", "linear"))),
    Field("maxReceivesPerSecond", _WHOLE),
)

_SNS = protocol(
    "sns",
    ("0.1.0", "0.2.0"),
    {
        Part.CHANNEL: (
            Field("name", TEXT, required=True),
            Field("ordering", Thing("sns ordering")),
            Field("policy", Thing("aws policy")),
            _TAGS,
        ),
        Part.OPERATION: (
            Field("topic", Thing("aws identifier")),
            Field("consumers", Listed(Thing("sns consumer"), least=1), required=True),
            Field("deliveryPolicy", Thing("sns delivery policy")),
        ),
    },
    (*_AWS, _ORDERING, _CONSUMER, _DELIVERY),
)

_QUEUE = (
    Field("deduplicationScope", Text(choices=("queue", "messageGroup"))),
    Field("fifoThroughputLimit", Text(choices=("perQueue", "perMessageGroupId"))),
    Field("deliveryDelay", Number(whole=True, least=0, most=900)),
    Field("visibilityTimeout", Number(whole=True, least=0, most=43_200)),
    Field("receiveMessageWaitTime", _WHOLE),
    Field("messageRetentionPeriod", Number(whole=True, least=60, most=1_209_600)),
    Field("redrivePolicy", Thing("aws redrive policy")),
    Field("policy", Thing("aws policy")),
    _TAGS,
)
_NAME = Field("name", TEXT, required=True)
_CHANNEL_QUEUE: Kind = Thing("sqs queue of a channel", FIRST)

_SQS = protocol(
    "sqs",
    ("0.1.0", "0.2.0", "0.3.0"),
    {
        Part.CHANNEL: (
            Field("queue", _CHANNEL_QUEUE, required=True),
            Field("deadLetterQueue", _CHANNEL_QUEUE),
        ),
        Part.OPERATION: (Field("queues", Listed(Thing("sqs queue of an operation", FIRST)), required=True),),
    },
    (
        open_row(
            "sqs queue of a channel", "a queue", _NAME, Field("fifoQueue", FLAG, required=True), *_QUEUE
        ),
        open_row("sqs queue of an operation", "a queue", _NAME, Field("fifoQueue", FLAG), *_QUEUE),
    ),
)

_GOOGLE = protocol(
    "googlepubsub",
    ("0.1.0", "0.2.0"),
    {
        Part.CHANNEL: (
            Field("labels", Named(Anything())),
            Field("messageRetentionDuration", TEXT),
            Field("messageStoragePolicy", Thing("googlepubsub storage")),
            Field("schemaSettings", Thing("googlepubsub settings")),
            Field("topic", TEXT),
        ),
        Part.MESSAGE: (
            Field("attributes", Named(Anything())),
            Field("orderingKey", TEXT),
            Field("schema", Thing("googlepubsub schema")),
        ),
    },
    (
        Row(
            "googlepubsub storage",
            "a storage policy",
            (Field("allowedPersistenceRegions", Listed(TEXT)),),
            extensible=False,
        ),
        open_row(
            "googlepubsub settings",
            "settings of a schema",
            Field("encoding", TEXT, required=True),
            Field("firstRevisionId", TEXT),
            Field("lastRevisionId", TEXT),
            _NAME,
        ),
        open_row("googlepubsub schema", "a schema definition", _NAME, Field("type", TEXT)),
    ),
)

BINDINGS: Final = (_SNS, _SQS, _GOOGLE)
