"""Bindings of AMQP 0-9-1 and 1.0."""

from typing import Final

from eventwright.grammar.bindings.protocol import FLAG, TEXT, open_row, protocol
from eventwright.grammar.kinds import Field, Listed, Number, Part, Text, Thing, When

_NAME = Text(longest=255)
_EXCHANGES = ("topic", "direct", "fanout", "default", "headers")

_EXCHANGE = open_row(
    "amqp exchange",
    "an exchange",
    Field("name", _NAME),
    Field("type", Text(choices=_EXCHANGES)),
    Field("durable", FLAG),
    Field("autoDelete", FLAG),
    Field("vhost", TEXT),
)
_QUEUE = open_row(
    "amqp queue",
    "a queue",
    Field("name", _NAME),
    Field("durable", FLAG),
    Field("exclusive", FLAG),
    Field("autoDelete", FLAG),
    Field("vhost", TEXT),
)

BINDINGS: Final = (
    protocol(
        "amqp",
        ("0.1.0", "0.2.0", "0.3.0"),
        {
            Part.CHANNEL: (
                Field("is", Text(choices=("queue", "routingKey"))),
                # What does not go with `is` is not forbidden; it only says nothing.
                Field("exchange", Thing("amqp exchange"), required=True, when=(When("is", ("routingKey",)),)),
                Field("exchange", Thing("amqp exchange")),
                Field("queue", Thing("amqp queue"), required=True, when=(When("is", ("queue",)),)),
                Field("queue", Thing("amqp queue")),
            ),
            Part.OPERATION: (
                Field("expiration", Number(whole=True, least=0)),
                Field("userId", TEXT),
                Field("cc", Listed(TEXT)),
                Field("priority", Number(whole=True)),
                Field("deliveryMode", Number(whole=True, choices=(1, 2))),
                Field("mandatory", FLAG),
                Field("bcc", Listed(TEXT)),
                Field("replyTo", TEXT, until=(0, 2, 0)),
                Field("timestamp", FLAG),
                Field("ack", FLAG),
            ),
            Part.MESSAGE: (Field("contentEncoding", TEXT), Field("messageType", TEXT)),
        },
        (_EXCHANGE, _QUEUE),
    ),
    protocol("amqp1", ("0.1.0",)),
)
