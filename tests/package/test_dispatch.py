"""From bytes to a handler: which one is called, what happens without one, what an address and headers do."""

import asyncio
import json
from typing import Any

import pytest
from tests.package.samples import collected_bodies
from tests.support import KITCHEN_SINK, MESSAGEBIRD, Packages

from eventwright.options import HandlerStyle, PackageOptions, Perspective

SYNC = PackageOptions(handler_style=HandlerStyle.SYNC)
ASYNC = PackageOptions()
STYLES = {"async": ASYNC, "sync": SYNC}
EVENT = collected_bodies()[0][1]
UNKNOWN = b'{"type": "message.deleted",  "more": [1]}'


def recording(package: Any, base: type, style: str, names: list[str], calls: list[tuple[str, Any]]) -> Any:
    """An object of a subclass of `base` whose methods of these names note what they are called with."""

    def method(name: str) -> Any:
        def called(self: object, message: Any) -> None:
            calls.append((name, message))

        async def awaited(self: object, message: Any) -> None:
            called(self, message)

        return awaited if style == "async" else called

    return type("Recording", (base,), {name: method(name) for name in names})()


def dispatch(router: Any, style: str, channel: str, body: bytes, headers: Any = None) -> None:
    done = router.dispatch_address(channel, body, headers)
    if style == "async":
        asyncio.run(done)
    else:
        assert done is None


def handler_names(package: Any) -> list[str]:
    return [name for name in vars(package.Handlers) if not name.startswith("_")]


@pytest.mark.parametrize("style", STYLES)
def test_a_message_goes_to_its_handler(packages: Packages, style: str) -> None:
    package = packages.of_file(MESSAGEBIRD, STYLES[style])
    calls: list[tuple[str, Any]] = []
    handlers = recording(package, package.Handlers, style, ["message_created", "unknown_message"], calls)
    dispatch(package.Router(handlers), style, "/webhook", EVENT)
    [(name, message)] = calls
    assert name == "message_created" and type(message) is package.MessageCreated
    assert message.context.body == EVENT


@pytest.mark.parametrize("style", STYLES)
def test_an_unknown_message_goes_to_its_handler_with_the_raw_body(packages: Packages, style: str) -> None:
    package = packages.of_file(MESSAGEBIRD, STYLES[style])
    calls: list[tuple[str, Any]] = []
    handlers = recording(package, package.Handlers, style, ["unknown_message"], calls)
    dispatch(package.Router(handlers), style, "/webhook", UNKNOWN, {"a": "b"})
    [(name, message)] = calls
    assert name == "unknown_message" and message.body == UNKNOWN and message.channel == "/webhook"
    assert message.context.headers == {"a": "b"}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("body", [EVENT, UNKNOWN])
def test_a_handler_that_is_not_overridden_raises(packages: Packages, style: str, body: bytes) -> None:
    package = packages.of_file(MESSAGEBIRD, STYLES[style])
    for router in (package.Router(package.Handlers()), package.Router()):
        with pytest.raises(package.UnhandledMessage) as caught:
            dispatch(router, style, "/webhook", body)
        assert caught.value.message.context.body == body


@pytest.mark.parametrize("style", STYLES)
def test_complete_handlers_with_a_missing_method_cannot_be_made(packages: Packages, style: str) -> None:
    package = packages.of_file(MESSAGEBIRD, STYLES[style])
    names = [name for name in handler_names(package) if name != "unknown_message"]
    assert len(names) == 6
    for missing in names:
        with pytest.raises(TypeError, match=missing):
            recording(
                package, package.CompleteHandlers, style, [name for name in names if name != missing], []
            )
    calls: list[tuple[str, Any]] = []
    complete = recording(package, package.CompleteHandlers, style, names, calls)
    dispatch(package.Router(complete), style, "/webhook", EVENT)
    assert [name for name, _ in calls] == ["message_created"]
    with pytest.raises(package.UnhandledMessage):
        dispatch(package.Router(complete), style, "/webhook", UNKNOWN)


def test_an_address_gives_its_parameters(lenient_sink: Any) -> None:
    body = json.dumps({"id": "a", "requiredNullable": None, "anything": 1})
    message = lenient_sink.Router().decode_address("orders/o-1/notes/me", body)
    assert type(message) is lenient_sink.Note
    assert message.context.parameters == {"orderId": "o-1", "from": "me"}
    assert message.context.channel == "orders/{orderId}/notes/{from}"


@pytest.mark.parametrize("address", ["orders/a/notes", "orders//notes/b", "orders/a/notes/b/c", "", "Orders"])
def test_an_address_of_no_channel_is_told(lenient_sink: Any, address: str) -> None:
    with pytest.raises(lenient_sink.UnknownChannel, match="no channel"):
        lenient_sink.Router().decode_address(address, b"{}")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"kind": "placed", "amount": 1}, "OrderPlaced"),
        ({"kind": "cancelled"}, "OrderCancelled"),
        ({"kind": "other"}, "UnknownMessage"),
        ({"kind": None}, "UnknownMessage"),
        ({}, "UnknownMessage"),
    ],
)
def test_a_const_tells_messages_apart(lenient_sink: Any, body: Any, name: str) -> None:
    assert type(lenient_sink.Router().decode("orders", json.dumps(body))).__name__ == name


def test_declared_headers_are_read_whatever_their_case(lenient_sink: Any) -> None:
    headers = {"x-request-id": "7", "X-ATTEMPT": "2", "Host": "example.com"}
    message = lenient_sink.Router().decode("orders", b'{"kind": "placed", "amount": 1}', headers)
    assert (message.headers.x_request_id, message.headers.x_attempt) == ("7", "2")
    assert message.context.headers == headers
    assert message.content_type == "application/vnd.order+json" == message.context.content_type
    assert lenient_sink.OrderPlaced.decode({"kind": "placed", "amount": 1}).headers is None


@pytest.mark.parametrize("style", STYLES)
def test_a_publisher_sends_encoded_messages(packages: Packages, style: str) -> None:
    package = packages.of_file(KITCHEN_SINK, STYLES[style])
    sent: list[Any] = []

    async def send_later(outgoing: Any) -> None:
        sent.append(outgoing)

    publisher = package.Publisher(send_later if style == "async" else sent.append)
    note = package.Everything(id="a", required_nullable=None, anything=[1])
    done = publisher.note(package.Note(note), order_id="o-1", from_="me")
    if style == "async":
        asyncio.run(done)
    [outgoing] = sent
    assert (outgoing.address, outgoing.content_type) == ("orders/o-1/notes/me", "application/json")
    assert json.loads(outgoing.body) == {"id": "a", "requiredNullable": None, "anything": [1]}


def test_the_client_receives_what_the_application_sends(packages: Packages) -> None:
    options = PackageOptions(perspective=Perspective.CLIENT)
    package = packages.of_file(KITCHEN_SINK, options)
    assert handler_names(package) == ["order_placed", "note", "unknown_message"]
    assert {"tree_grown", "ping", "measurements", "order_cancelled"} <= vars(package.Publisher).keys()
