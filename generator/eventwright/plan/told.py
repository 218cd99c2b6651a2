"""What `inspect` tells of each message of each operation, in the words of the document and of the package."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventwright.api import Api, Message, Reference
from eventwright.package import Mark, Told
from eventwright.plan.bodies import content_type
from eventwright.plan.messages import payload_annotation
from eventwright.plan.routes import Use
from eventwright.plan.scope import Scope
from eventwright.plan.shapes import Shapes
from eventwright.plan.tellings import HeaderTells, OnlyOne, PropertyTells, Telling, describe

CameBy = tuple[Use, Sequence[Telling]]
"""An operation that receives, and what tells its messages apart."""


def told(
    api: Api, scope: Scope, shapes: Shapes, incoming: Sequence[CameBy], outgoing: Sequence[Use]
) -> tuple[Told, ...]:
    """Tell of all operations."""
    uses: list[tuple[str, Use, Sequence[Telling]]] = [("receives", *each) for each in incoming]
    uses += [("sends", use, ()) for use in outgoing]
    teller = _Teller(api, scope, shapes)
    return tuple(
        teller.told(use, api.messages[key], direction, tellings)
        for direction, use, tellings in uses
        for key in use.operation.messages
    )


def _described(tellings: Sequence[Telling]) -> str:
    """What tells the messages of a channel apart; where bodies are read differently, that comes first."""
    if not tellings:
        return ""
    if len(tellings) == 1:
        return describe(tellings[0])
    inner = dict.fromkeys(describe(each) for each in tellings if not isinstance(each, OnlyOne))
    return ", then ".join(("content type", *inner))


@dataclass(frozen=True, slots=True)
class _Teller:
    """What all is told with."""

    api: Api
    scope: Scope
    shapes: Shapes

    def told(self, use: Use, message: Message, direction: str, tellings: Sequence[Telling]) -> Told:
        return Told(
            channel=use.channel.address,
            action=use.operation.action.value,
            direction=direction,
            operation_id=use.operation.operation_id,
            message=message.name,
            message_class=self.scope.messages[message.key],
            payload_class=payload_annotation(self.api, message, self.scope, self.shapes),
            content_type=content_type(self.api, message),
            message_key=message.key,
            payload_key=_payload_key(message),
            told_apart_by=_described(tellings),
            marks=tuple(_marks(tellings, message.key)),
        )


def _marks(tellings: Sequence[Telling], message: str) -> Iterator[Mark]:
    for telling in tellings:
        if isinstance(telling, PropertyTells | HeaderTells):
            values = tuple(value for value, key in telling.values.items() if key == message)
            path = telling.path if isinstance(telling, PropertyTells) else (telling.header,)
            if values:
                yield Mark("payload" if isinstance(telling, PropertyTells) else "headers", path, values)


def _payload_key(message: Message) -> str:
    if message.payload is None:
        return ""
    return message.payload.target if isinstance(message.payload, Reference) else message.payload.key
