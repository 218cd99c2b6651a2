"""MessageBird's webhooks as they were collected, and the variants of them that the tests decode."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from tests.support import MESSAGEBIRD, ROOT
from tests.values import document_of

FOLDER = ROOT / "tests" / "data" / "messagebird"
DOCUMENT = document_of(MESSAGEBIRD)
CLASSES = {
    "message.created": "MessageCreated",
    "message.updated": "MessageUpdated",
    "conversation.created": "ConversationCreated",
    "conversation.updated": "ConversationUpdated",
}
SCHEMAS = {
    "MessageCreated": "#/components/schemas/MessageEvent",
    "MessageUpdated": "#/components/schemas/MessageEvent",
    "ConversationCreated": "#/components/schemas/ConversationEvent",
    "ConversationUpdated": "#/components/schemas/ConversationEvent",
    "SmsStatusReport": "#/components/schemas/SmsStatusReportPayload",
    "VoiceCallEvent": "#/components/schemas/VoiceCallEventPayload",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One payload and the class of the message it is."""

    name: str
    message: str
    payload: Any

    @property
    def body(self) -> bytes:
        return json.dumps(self.payload).encode()


def conversation_samples() -> list[Sample]:
    """Each collected event, as it came and with each other `type` that the document has."""
    return [
        Sample(f"{name}-{kind}", cls, {**payload, "type": kind})
        for name, payload in _conversations()
        for kind, cls in CLASSES.items()
    ]


def collected_bodies() -> list[tuple[str, bytes]]:
    """Each collected event, none of its values changed."""
    return [(name, json.dumps(payload).encode()) for name, payload in _conversations()]


def _conversations() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, sample in _files():
        if sample["kind"] in CLASSES and sample["method"] == "POST":
            yield name, sample["body"]


def other_samples() -> list[Sample]:
    """Status reports, whose values are query parameters, and the objects of the voice API."""
    return [
        Sample(name, "SmsStatusReport", dict(parse_qsl(sample["query"], keep_blank_values=True)))
        for name, sample in _files()
        if sample["kind"] == "sms.status"
    ] + [
        Sample(name, "VoiceCallEvent", sample["body"])
        for name, sample in _files()
        if sample["kind"].startswith("voice.")
    ]


def _files() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.json")):
        yield path.stem, json.loads(path.read_bytes())
