"""Bindings of HTTP, WebSockets and what runs over them."""

from typing import Final

from eventwright.grammar.bindings.protocol import OBJECT_SCHEMA, protocol
from eventwright.grammar.kinds import Field, Number, Part, Text

_METHODS = ("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT", "TRACE")

BINDINGS: Final = (
    protocol(
        "http",
        ("0.1.0", "0.2.0", "0.3.0"),
        {
            Part.OPERATION: (
                Field("type", Text(choices=("request", "response")), required=True, until=(0, 1, 0)),
                Field("method", Text(choices=_METHODS)),
                Field("query", OBJECT_SCHEMA),
            ),
            Part.MESSAGE: (
                Field("headers", OBJECT_SCHEMA),
                Field("statusCode", Number(), since=(0, 3, 0)),
            ),
        },
    ),
    protocol(
        "ws",
        ("0.1.0",),
        {
            Part.CHANNEL: (
                Field("method", Text(choices=("GET", "POST"))),
                Field("query", OBJECT_SCHEMA),
                Field("headers", OBJECT_SCHEMA),
            )
        },
    ),
    protocol("stomp", ("0.1.0",)),
    protocol("mercure", ("0.1.0",)),
)
