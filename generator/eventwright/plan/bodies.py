"""What the bodies of messages are by their content types: JSON, text, bytes, or what only a user can read."""

from collections.abc import Iterable
from enum import StrEnum

from eventwright.api import Api, Message
from eventwright.plan.shapes import Shapes
from eventwright.plan.types import AnyType, CheckedType, Type, json_kinds

_JSON = "application/json"


class BodyKind(StrEnum):
    """How a body is read; the values are those of the run-time."""

    JSON = "json"
    TEXT = "text"
    BYTES = "bytes"
    OTHER = "other"


def content_type(api: Api, message: Message) -> str:
    """The content type of a message: its own, else the document's, else that of JSON."""
    for written in (message.content_type, api.default_content_type):
        if written:
            return written
    return "application/octet-stream" if message.opaque else _JSON


def media_type(written: str) -> str:
    """Type and subtype in lower case, without parameters (RFC 9110, 8.3.1)."""
    return written.partition(";")[0].strip().lower()


def body_kind(api: Api, message: Message, shapes: Shapes) -> BodyKind:
    """Settle how the body of a message is read."""
    if message.opaque:
        return BodyKind.BYTES
    media = media_type(content_type(api, message))
    # What is no media type at all says nothing, so the document's language, JSON, is assumed.
    if "/" not in media or media.endswith(("/json", "+json")):
        return BodyKind.JSON
    wanted = AnyType() if message.payload is None else shapes.type_of(message.payload)
    if media.startswith("text/"):
        return _kind_of_text(media, wanted)
    return BodyKind.BYTES if _is_untyped(wanted) or json_kinds(wanted) == {"str"} else BodyKind.OTHER


def kinds(api: Api, messages: Iterable[Message], shapes: Shapes) -> dict[str, BodyKind]:
    """The kind of each message by its key."""
    return {message.key: body_kind(api, message, shapes) for message in messages}


def _kind_of_text(media: str, wanted: Type) -> BodyKind:
    if _is_untyped(wanted) or "str" in json_kinds(wanted):
        return BodyKind.TEXT
    # Numbers and objects in plain text are written as JSON writes them.
    return BodyKind.JSON if media == "text/plain" else BodyKind.OTHER


def _is_untyped(wanted: Type) -> bool:
    return isinstance(wanted.type if isinstance(wanted, CheckedType) else wanted, AnyType)
