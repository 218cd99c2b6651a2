"""Bindings of the message brokers of vendors: IBM MQ, JMS, Solace, Anypoint MQ."""

from typing import Final

from eventwright.grammar.bindings.protocol import FLAG, OBJECT_SCHEMA, TEXT, open_row, protocol
from eventwright.grammar.forms import CLIENT_NAME
from eventwright.grammar.kinds import Either, Field, Listed, Null, Number, Part, Text, Thing, When

_DESTINATION = "destinationType"
_OBJECT_NAME = Text(longest=48)

_IBM_QUEUE = open_row(
    "ibmmq queue",
    "a queue",
    Field("objectName", _OBJECT_NAME, required=True),
    Field("isPartitioned", FLAG),
    Field("exclusive", FLAG),
)
_IBM_TOPIC = open_row(
    "ibmmq topic",
    "a topic",
    Field("string", Text(longest=10240)),
    Field("objectName", _OBJECT_NAME),
    Field("durablePermitted", FLAG),
    Field("lastMsgRetained", FLAG),
)

_IBM = protocol(
    "ibmmq",
    ("0.1.0", "0.2.0"),
    {
        Part.SERVER: (
            Field("groupId", TEXT),
            Field("ccdtQueueManagerName", TEXT),
            Field("cipherSpec", TEXT),
            Field("multiEndpointServer", FLAG),
            Field("heartBeatInterval", Number(whole=True, least=0, most=999_999)),
        ),
        Part.CHANNEL: (
            Field(_DESTINATION, Text(choices=("topic", "queue"))),
            Field("queue", Thing("ibmmq queue"), required=True, when=(When(_DESTINATION, ("queue",)),)),
            Field("topic", Thing("ibmmq topic"), when=(When(_DESTINATION, ("topic",), absent=True),)),
            Field("maxMsgLength", Number(whole=True, least=0, most=104_857_600)),
        ),
        Part.MESSAGE: (
            Field("type", Text(choices=("string", "jms", "binary"))),
            Field("headers", TEXT, when=(When("type", ("binary",)),)),
            Field("description", TEXT),
            Field("expiry", Number(whole=True, least=0)),
        ),
    },
    (_IBM_QUEUE, _IBM_TOPIC),
)

_JMS = protocol(
    "jms",
    ("0.0.1",),
    {
        Part.SERVER: (
            Field("jmsConnectionFactory", TEXT, required=True),
            Field("properties", Listed(Thing("jms property"))),
            Field("clientID", TEXT),
        ),
        Part.CHANNEL: (
            Field("destination", TEXT),
            Field(_DESTINATION, Text(choices=("queue", "fifo-queue"))),
        ),
        Part.MESSAGE: (Field("headers", OBJECT_SCHEMA),),
    },
    (
        open_row(
            "jms property",
            "a property",
            Field("name", TEXT, required=True),
            Field("value", Either((TEXT, FLAG, Number(), Null())), required=True),
        ),
    ),
)

_SOLACE_QUEUE = open_row(
    "solace queue",
    "a queue",
    Field("name", TEXT),
    Field("topicSubscriptions", Listed(TEXT)),
    Field("accessType", Text(choices=("exclusive", "nonexclusive"))),
    Field("maxTtl", TEXT),
    Field("maxMsgSpoolUsage", TEXT),
)
_SOLACE_DESTINATION = open_row(
    "solace destination",
    "a destination",
    Field("deliveryMode", Text(choices=("direct", "persistent"))),
    Field(_DESTINATION, Text(choices=("queue", "topic"))),
    Field("queue", Thing("solace queue")),
    Field("topicSubscriptions", Listed(TEXT)),
)

_SOLACE = protocol(
    "solace",
    ("0.1.0", "0.2.0", "0.3.0", "0.4.0"),
    {
        Part.SERVER: (
            # Up to 0.2.0 the name was misspelt.
            Field("msvVpn", TEXT, until=(0, 2, 0)),
            Field("msgVpn", TEXT),
            Field("clientName", Text(CLIENT_NAME), since=(0, 4, 0)),
        ),
        Part.OPERATION: (
            Field("destinations", Listed(Thing("solace destination"))),
            Field("timeToLive", Number(whole=True), since=(0, 4, 0)),
            Field("priority", Number(whole=True, least=0, most=255), since=(0, 4, 0)),
            Field("dmqEligible", FLAG, since=(0, 4, 0)),
        ),
    },
    (_SOLACE_QUEUE, _SOLACE_DESTINATION),
)

_ANYPOINT = protocol(
    "anypointmq",
    ("0.0.1",),
    {
        Part.CHANNEL: (
            Field("destination", TEXT),
            Field(_DESTINATION, Text(choices=("exchange", "queue", "fifo-queue"))),
        ),
        Part.MESSAGE: (Field("headers", OBJECT_SCHEMA),),
    },
)

BINDINGS: Final = (_IBM, _JMS, _SOLACE, _ANYPOINT)
