"""What `inspect` tells of each message of each operation, in the words of the document and of the package."""

from collections.abc import Sequence
from typing import assert_never

from eventwright.api import Action, Api, Message, Reference
from eventwright.options import Perspective
from eventwright.package import Told
from eventwright.plan.messages import payload_type
from eventwright.plan.routes import Use
from eventwright.plan.scope import Scope
from eventwright.plan.shapes import Shapes
from eventwright.plan.telling import Telling, describe


def told(
    api: Api,
    uses: Sequence[Use],
    tellings: Sequence[Telling],
    scope: Scope,
    shapes: Shapes,
    perspective: Perspective,
) -> tuple[Told, ...]:
    """Tell of all operations; `tellings` belong to the received ones, which come first in `uses`."""
    found: list[Told] = []
    for index, use in enumerate(uses):
        apart = describe(tellings[index]) if index < len(tellings) else ""
        found += [
            _told(api, use, api.messages[key], apart, scope, shapes, perspective) for key in use.operation.messages
        ]
    return tuple(found)


def _told(
    api: Api, use: Use, message: Message, apart: str, scope: Scope, shapes: Shapes, perspective: Perspective
) -> Told:
    return Told(
        channel=use.channel.address,
        action=use.operation.action.value,
        direction=_direction(use.operation.action, perspective),
        operation_id=use.operation.operation_id,
        message=message.name,
        message_class=scope.names[message.key],
        payload_class=scope.annotation(payload_type(message, shapes)),
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
