"""Bindings of MQTT, NATS and Redis."""

from typing import Final

from eventwright.grammar.bindings.protocol import FLAG, TEXT, open_row, protocol
from eventwright.grammar.forms import TOPIC
from eventwright.grammar.kinds import Either, Field, Number, Part, Text, Thing
from eventwright.grammar.schemas import SCHEMA

_MQTT_5 = (0, 2, 0)
_MOST = 2**32 - 1
_WHOLE = Number(whole=True)
_QOS = Number(whole=True, choices=(0, 1, 2))

_LAST_WILL = open_row(
    "mqtt last will",
    "a last will",
    Field("topic", TEXT),
    Field("qos", _QOS),
    Field("message", TEXT),
    Field("retain", FLAG),
)

BINDINGS: Final = (
    protocol(
        "mqtt",
        ("0.1.0", "0.2.0"),
        {
            Part.SERVER: (
                Field("clientId", TEXT),
                Field("cleanSession", FLAG),
                Field("lastWill", Thing("mqtt last will")),
                Field("keepAlive", _WHOLE),
                Field("sessionExpiryInterval", Either((Number(whole=True, least=0), SCHEMA)), since=_MQTT_5),
                Field(
                    "maximumPacketSize",
                    Either((Number(whole=True, least=1, most=_MOST), SCHEMA)),
                    since=_MQTT_5,
                ),
            ),
            Part.OPERATION: (
                Field("qos", _QOS),
                Field("retain", FLAG),
                Field(
                    "messageExpiryInterval",
                    Either((Number(whole=True, least=0, most=_MOST), SCHEMA)),
                    since=_MQTT_5,
                ),
            ),
            Part.MESSAGE: (
                Field("payloadFormatIndicator", Number(whole=True, choices=(0, 1)), since=_MQTT_5),
                Field("correlationData", SCHEMA, since=_MQTT_5),
                Field("contentType", TEXT, since=_MQTT_5),
                Field("responseTopic", Either((Text(TOPIC), SCHEMA)), since=_MQTT_5),
            ),
        },
        (_LAST_WILL,),
    ),
    protocol(
        "mqtt5",
        ("0.1.0", "0.2.0"),
        {Part.SERVER: (Field("sessionExpiryInterval", Either((_WHOLE, SCHEMA))),)},
    ),
    protocol("nats", ("0.1.0",), {Part.OPERATION: (Field("queue", Text(longest=255)),)}),
    protocol("redis", ("0.1.0",)),
)
