"""What `inspect` tells of each message of each operation, in the words of the document and of the package."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from eventwright.api import Action, Api, Message, Reference
from eventwright.options import Perspective
from eventwright.package import Told
from eventwright.plan.bodies import content_type
from eventwright.plan.messages import payload_annotation
from eventwright.plan.routes import Use
from eventwright.plan.scope import Scope
from eventwright.plan.shapes import Shapes
from eventwright.plan.telling import OnlyOne, Telling, describe


def told(
    api: Api,
    uses: Sequence[Use],
    tellings: Sequence[Sequence[Telling]],
    scope: Scope,
    shapes: Shapes,
    perspective: Perspective,
) -> tuple[Told, ...]:
    """Tell of all operations; `tellings` belong to the received ones, which come first in `uses`."""
    apart = [*map(_described, tellings), *([""] * (len(uses) - len(tellings)))]
    return tuple(
        _told(use, api.messages[key], how, payload_annotation(api, api.messages[key], scope, shapes), names)
        for use, how in zip(uses, apart, strict=True)
        for key in use.operation.messages
        for names in (
            _Names(
                scope.messages[key],
                _direction(use.operation.action, perspective),
                content_type(api, api.messages[key]),
            ),
        )
    )


def _described(tellings: Sequence[Telling]) -> str:
    """What tells the messages of a channel apart; where bodies are read differently, that comes first."""
    if len(tellings) == 1:
        return describe(tellings[0])
    inner = dict.fromkeys(describe(each) for each in tellings if not isinstance(each, OnlyOne))
    return ", then ".join(("content type", *inner))


@dataclass(frozen=True, slots=True)
class _Names:
    message_class: str
    direction: str
    content_type: str


def _told(use: Use, message: Message, apart: str, payload_class: str, names: _Names) -> Told:
    return Told(
        channel=use.channel.address,
        action=use.operation.action.value,
        direction=names.direction,
        operation_id=use.operation.operation_id,
        message=message.name,
        message_class=names.message_class,
        payload_class=payload_class,
        content_type=names.content_type,
        message_key=message.key,
        payload_key=_payload_key(message),
        told_apart_by=apart,
    )


def _payload_key(message: Message) -> str:
    if message.payload is None:
        return ""
    return message.payload.target if isinstance(message.payload, Reference) else message.payload.key


def _direction(action: Action, perspective: Perspective) -> str:
    match action:
        case Action.PUBLISH:
            return "receives" if perspective is Perspective.APPLICATION else "sends"
        case Action.SUBSCRIBE:
            return "sends" if perspective is Perspective.APPLICATION else "receives"
        case _:
            assert_never(action)
