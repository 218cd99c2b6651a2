"""What all messages and routers share: delivery facts, unknown messages, how a message is chosen."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, Self, TypeVar

from ._json import parse_json, write_json
from ._record import WireObject

H = TypeVar("H", bound=WireObject)


@dataclass(frozen=True, slots=True)
class Context:
    """How a message came: the channel's address in the document, its parameters, headers and raw body."""

    channel: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    content_type: str = ""


NO_CONTEXT = Context()


class Message:
    """A message of the document."""

    __slots__ = ()

    name: ClassVar[str] = ""
    content_type: ClassVar[str] = ""

    @classmethod
    def decode(
        cls, payload: object, headers: Mapping[str, Any] | None = None, *, context: Context = NO_CONTEXT
    ) -> Self:
        """Decode an already parsed payload of any JSON type; raises DecodeError."""
        raise NotImplementedError

    def encode(self) -> object:
        """Return the payload as a JSON value; raises EncodeError."""
        raise NotImplementedError


@dataclass(slots=True)
class UnknownMessage:
    """What came on a channel and is none of the messages that the document has there."""

    channel: str
    body: bytes
    context: Context = field(default=NO_CONTEXT, repr=False, compare=False)


class UnhandledMessage(Exception):
    """A message came for which no handler was written."""

    def __init__(self, message: Message | UnknownMessage) -> None:
        self.message = message
        super().__init__(f"no handler for {type(message).__name__}")


class UnknownChannel(LookupError):
    """An address that is none of the channels that this package receives from."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(f"no channel has the address {address!r}")


class Choice(Protocol):
    """Tells the messages of one channel apart."""

    def __call__(self, payload: Any, headers: Mapping[str, str]) -> type[Message] | None:
        """Return the class of the message; None where it is none of the channel's."""
        ...


@dataclass(frozen=True, slots=True)
class Only:
    """The channel has one message."""

    message: type[Message]

    def __call__(self, payload: Any, headers: Mapping[str, str]) -> type[Message] | None:
        return self.message


@dataclass(frozen=True, slots=True)
class ByProperty:
    """A property of the payload says which message it is."""

    property: str
    messages: Mapping[str | int | bool, type[Message]]

    def __call__(self, payload: Any, headers: Mapping[str, str]) -> type[Message] | None:
        if type(payload) is not dict:
            return None
        return _look_up(self.messages, payload.get(self.property))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]  # parsed JSON


@dataclass(frozen=True, slots=True)
class ByHeader:
    """A header says which message it is; `header` is in lower case."""

    header: str
    messages: Mapping[str | int | bool, type[Message]]

    def __call__(self, payload: Any, headers: Mapping[str, str]) -> type[Message] | None:
        found = [value for name, value in headers.items() if name.lower() == self.header]
        return _look_up(self.messages, found[-1]) if found else None


@dataclass(frozen=True, slots=True)
class ByRequired:
    """Only one message has all these properties."""

    messages: tuple[tuple[frozenset[str], type[Message]], ...]

    def __call__(self, payload: Any, headers: Mapping[str, str]) -> type[Message] | None:
        if type(payload) is not dict:
            return None
        fitting = [message for required, message in self.messages if required <= payload.keys()]
        return fitting[0] if len(fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class FirstValid:
    """Only their schemas tell the messages apart: the first that a test accepts, strict tests first."""

    tests: tuple[tuple[Callable[[Any], bool], type[Message]], ...]

    def __call__(self, payload: Any, headers: Mapping[str, str]) -> type[Message] | None:
        return next((message for accepts, message in self.tests if accepts(payload)), None)


def _look_up(messages: Mapping[str | int | bool, type[Message]], value: object) -> type[Message] | None:
    # True and 1.0 would find the entry of 1.
    if type(value) is str or type(value) is int:
        return messages.get(value)
    return None


@dataclass(frozen=True, slots=True)
class Route:
    """A channel that is received from. `pattern` is None where the address has no parameters."""

    address: str
    operation_id: str
    choose: Choice
    pattern: re.Pattern[str] | None = None
    parameters: tuple[str, ...] = ()

    def match(self, address: str) -> Mapping[str, str] | None:
        """Return the parameters when the address is one of this channel's, else None."""
        if self.pattern is None:
            return {} if address == self.address else None
        found = self.pattern.fullmatch(address)
        return None if found is None else dict(zip(self.parameters, found.groups(), strict=True))

    def decode(
        self, body: bytes | str, headers: Mapping[str, str] | None, parameters: Mapping[str, str]
    ) -> Message | UnknownMessage:
        """Parse the body once and decode it as the message it is; raises DecodeError."""
        payload = parse_json(body)
        raw = body.encode() if isinstance(body, str) else bytes(body)
        known: Mapping[str, str] = {} if headers is None else headers
        message = self.choose(payload, known)
        kind = "" if message is None else message.content_type
        context = Context(self.address, parameters, known, raw, kind)
        if message is None:
            return UnknownMessage(self.address, raw, context)
        return message.decode(payload, known, context=context)


def find(routes: Mapping[str, Route], address: str) -> tuple[Route, Mapping[str, str]]:
    """Return the channel with this address, and its parameters; raises UnknownChannel."""
    exact = routes.get(address)
    if exact is not None and exact.pattern is None:
        return exact, {}
    for route in routes.values():
        parameters = route.match(address)
        if parameters is not None:
            return route, parameters
    raise UnknownChannel(address)


def pattern(expression: str) -> re.Pattern[str]:
    """The regular expression for addresses with parameters, with one group for each."""
    return re.compile(expression)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An encoded message on its way out."""

    channel: str
    address: str
    body: bytes
    content_type: str
    name: str


def outgoing(message: Message, channel: str, parameters: Mapping[str, str]) -> Outgoing:
    """Encode a message for a channel whose parameters have these values; raises EncodeError."""
    address = re.sub(r"\{([^{}]*)\}", lambda found: parameters[found[1]], channel)
    return Outgoing(channel, address, write_json(message.encode()), message.content_type, message.name)


def headers_as(kind: type[H], headers: Mapping[str, Any] | None) -> H | None:
    """The declared headers, decoded, under the document's names; HTTP knows no case (RFC 9110, 5.1)."""
    if headers is None:
        return None
    names = {name.lower(): name for name in kind.declared()}
    return kind.from_dict(
        {names[key.lower()]: value for key, value in headers.items() if key.lower() in names}
    )
