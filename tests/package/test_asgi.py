"""The receiver as an ASGI application: what becomes of scopes, bodies and the life of a server."""

import asyncio
import hashlib
import hmac
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from litestar import Litestar, asgi
from starlette.applications import Starlette
from starlette.routing import Mount
from tests.package.test_receiver import BODY, JSON, NOW, OPTIONS, Kit, signature
from tests.support import Packages

from eventwright.receiving import Integration, ReceiverOptions, VerifierKind, VerifierOptions

CALLED = {name: replace(options, integrations=(Integration.ASGI,)) for name, options in OPTIONS.items()}
LIMIT = 1_048_576
Event = dict[str, Any]


class Connection:
    """What a server hands to an application, and what it gets back."""

    def __init__(self, *events: Event) -> None:
        self.events = list(events)
        self.sent: list[Event] = []

    async def receive(self) -> Event:
        return self.events.pop(0)

    async def send(self, event: Any) -> None:
        self.sent.append(event)

    @property
    def answer(self) -> tuple[int, dict[bytes, bytes], bytes]:
        start, body = self.sent
        assert (start["type"], body["type"]) == ("http.response.start", "http.response.body")
        return start["status"], dict(start["headers"]), body["body"]


def part(body: bytes, more: bool = False) -> Event:
    return {"type": "http.request", "body": body, "more_body": more}


def scope(**changed: Any) -> Event:
    headers = {"host": "example.com", **JSON, **signature(BODY)}
    return {
        "type": "http",
        "method": "POST",
        "scheme": "https",
        "path": "/webhook",
        "raw_path": b"/webhook",
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", 8000),
    } | changed


@pytest.fixture(params=list(CALLED))
def kit(packages: Packages, request: pytest.FixtureRequest) -> Kit:
    return Kit(packages, request.param, CALLED[request.param])


def module(kit: Kit, packages: Packages) -> Any:
    return packages.part(kit.package, "integrations.asgi")


@pytest.fixture
def call(kit: Kit, packages: Packages) -> Callable[..., Connection]:
    """Call an application once."""
    made = module(kit, packages)

    def called(said: Event, *events: Event, receiver: Any = None) -> Connection:
        connection = Connection(*events)
        application = made.Application(receiver or kit.made())
        asyncio.run(application(said, connection.receive, connection.send))
        return connection

    return called


def test_a_signed_request_comes_to_its_handler(kit: Kit, call: Callable[..., Connection]) -> None:
    status, headers, body = call(scope(), part(BODY[:9], True), part(BODY[9:])).answer
    assert (status, body, headers[b"content-length"]) == (200, b"OK", b"2")
    assert [name for name, _ in kit.calls] == ["message_created"]


@pytest.mark.parametrize(
    ("status", "changed"),
    [
        (401, {"headers": [(b"content-type", b"application/json")]}),
        (404, {"path": "/other", "raw_path": b"/other"}),
        (404, {"path": "/webhook/", "raw_path": b"/webhook/"}),
        (404, {"path": "/%77ebhook", "raw_path": b"/%2577ebhook"}),
        (405, {"method": "GET"}),
        (405, {"method": "OPTIONS"}),
        (415, {"headers": []}),
        (415, {"headers": [(b"content-type", b"application/json")] * 2}),
    ],
)
def test_what_is_wrong_is_refused_by_the_receiver(
    kit: Kit, call: Callable[..., Connection], status: int, changed: Event
) -> None:
    assert call(scope(**changed), part(BODY)).answer[0] == status
    assert kit.calls == []


def test_an_answer_to_head_has_no_body(call: Callable[..., Connection]) -> None:
    status, headers, body = call(scope(method="HEAD"), part(b"")).answer
    assert (status, headers[b"content-length"], body) == (405, b"18", b"")


def test_a_body_that_is_too_long_is_read_no_further_than_it_takes_to_refuse_it(
    call: Callable[..., Connection],
) -> None:
    piece = b" " * 65536
    connection = call(scope(), *[part(piece, True) for _ in range(40)])
    assert connection.answer[0] == 413
    assert len(connection.events) == 40 - LIMIT // len(piece) - 1


def test_nothing_is_read_of_a_body_that_says_itself_that_it_is_too_long(
    call: Callable[..., Connection],
) -> None:
    headers = [*scope()["headers"], (b"content-length", str(LIMIT + 1).encode())]
    connection = call(scope(headers=headers), part(BODY))
    assert (connection.answer[0], len(connection.events)) == (413, 1)


def test_a_length_that_is_not_the_bodys_is_refused(kit: Kit, call: Callable[..., Connection]) -> None:
    headers = [*scope()["headers"], (b"content-length", b"7")]
    assert call(scope(headers=headers), part(BODY)).answer[0] == 400
    assert call(scope(headers=headers), *[part(b" " * LIMIT, True), part(b"  ")]).answer[0] == 413
    assert kit.calls == []


def test_nobody_is_answered_who_goes_in_the_middle_of_a_body(
    kit: Kit, call: Callable[..., Connection]
) -> None:
    assert call(scope(), part(BODY, True), {"type": "http.disconnect"}).sent == []
    assert kit.calls == []


def test_a_websocket_is_refused(call: Callable[..., Connection]) -> None:
    connection = call({"type": "websocket", "path": "/webhook"}, {"type": "websocket.connect"})
    assert [event["type"] for event in connection.sent] == ["websocket.close"]


def test_a_connection_of_another_kind_is_an_error(call: Callable[..., Connection]) -> None:
    with pytest.raises(ValueError, match="none of HTTP"):
        call({"type": "mail"})


def test_the_life_of_a_server_ends_with_that_of_the_receiver(
    kit: Kit, call: Callable[..., Connection]
) -> None:
    receiver = kit.made(mode="background")
    connection = call(
        {"type": "lifespan"},
        *({"type": f"lifespan.{word}"} for word in ("startup", "shutdown")),
        receiver=receiver,
    )
    assert [event["type"].rpartition("lifespan.")[2] for event in connection.sent] == [
        *("startup.complete", "shutdown.complete")
    ]
    assert call(scope(), part(BODY), receiver=receiver).answer[0] == 503
    assert kit.calls == []


def test_what_was_answered_is_handled_before_the_server_stops(kit: Kit, packages: Packages) -> None:
    application = module(kit, packages).Application(kit.made(mode="background"))
    life = Connection({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})

    async def lived() -> list[int]:
        found: list[int] = []
        for _ in range(20):
            connection = Connection(part(BODY))
            await application(scope(), connection.receive, connection.send)
            found.append(connection.answer[0])
        await application({"type": "lifespan"}, life.receive, life.send)
        return found

    # The second message is a duplicate of the first, whose handling may not have ended yet.
    found = asyncio.run(lived())
    assert found[0] == 200 and set(found) <= {200, 503}
    assert len(kit.calls) == 1


URLS: dict[str, tuple[Event, str, str]] = {
    "as it is": ({}, "https://example.com/webhook", "/webhook"),
    "a query": ({"query_string": b"b=%20&a=+"}, "https://example.com/webhook?b=%20&a=+", "/webhook"),
    "a port": ({"headers": [(b"host", b"example.com:8443")]}, "https://example.com:8443/webhook", "/webhook"),
    "no host": ({"headers": []}, "https://127.0.0.1:8000/webhook", "/webhook"),
    "no host, the usual port": (
        {"headers": [], "server": ("::1", 443)},
        "https://[::1]/webhook",
        "/webhook",
    ),
    "a socket without a name": ({"headers": [], "server": ("/run/x", None)}, "/webhook", "/webhook"),
    "percent signs": (
        {"path": "/a b/é", "raw_path": b"/a%20b/%c3%a9"},
        "https://example.com/a%20b/%c3%a9",
        "/a%20b/%c3%a9",
    ),
    "no raw path": (
        {"path": "/a b/é", "raw_path": None},
        "https://example.com/a%20b/%C3%A9",
        "/a%20b/%C3%A9",
    ),
    "no raw path and a root": (
        {"path": "/webhook", "raw_path": None, "root_path": "/a b"},
        "https://example.com/a%20b/webhook",
        "/webhook",
    ),
    "mounted": (
        {"path": "/hooks/webhook", "raw_path": b"/hooks/webhook", "root_path": "/hooks"},
        "https://example.com/hooks/webhook",
        "/webhook",
    ),
    "mounted below an odd path": (
        {"path": "/a b/c/d/x", "raw_path": b"/a%20b/%63/d/%78", "root_path": "/a b/c"},
        "https://example.com/a%20b/%63/d/%78",
        "/d/%78",
    ),
    "mounted and called itself": (
        {"path": "/hooks", "raw_path": b"/hooks", "root_path": "/hooks"},
        "https://example.com/hooks",
        "",
    ),
    "a root with a slash": (
        {"path": "/hooks/webhook", "raw_path": b"/hooks/webhook", "root_path": "/hooks/"},
        "https://example.com/hooks/webhook",
        "/webhook",
    ),
    "a path that only begins like the root": (
        {"path": "/hooksandmore", "raw_path": b"/hooksandmore", "root_path": "/hooks"},
        "https://example.com/hooks/hooksandmore",
        "/hooksandmore",
    ),
    "a path without its root": (
        {"path": "/webhook", "raw_path": b"/hooks/webhook", "root_path": "/hooks"},
        "https://example.com/hooks/webhook",
        "/webhook",
    ),
    "a root that a proxy took away": (
        {"path": "/webhook", "raw_path": b"/webhook", "root_path": "/hooks"},
        "https://example.com/hooks/webhook",
        "/webhook",
    ),
    "the rest of a path with a slash more": (
        {"path": "/webhook/", "raw_path": b"/hooks/webhook"},
        "https://example.com/hooks/webhook",
        "/webhook",
    ),
    "bytes that are no text": (
        {"path": "/\ufffd", "raw_path": b"/%ff"},
        "https://example.com/%ff",
        "/%ff",
    ),
}


@pytest.mark.parametrize("what", URLS)
def test_the_url_is_what_the_sender_wrote_and_the_path_what_follows_the_mount(
    kit: Kit, packages: Packages, what: str
) -> None:
    changed, url, path = URLS[what]
    request = module(kit, packages).request_of(scope(**changed))
    assert (request.url, request.path) == (url, path)


def test_a_base_url_stands_before_the_path_of_the_channel(kit: Kit, packages: Packages) -> None:
    request = module(kit, packages).request_of(
        scope(path="/in/webhook", raw_path=b"/in/webhook", root_path="/in")
    )
    assert request.seen_at("https://hooks.example.com/out/").url == "https://hooks.example.com/out/webhook"


def test_headers_are_handed_over_one_by_one(kit: Kit, packages: Packages) -> None:
    headers = [(b"x-a", b"1"), (b"x-b", "ü".encode("latin-1")), (b"x-a", b"2")]
    request = module(kit, packages).request_of(scope(headers=headers))
    assert request.headers == (("x-a", "1"), ("x-b", "ü"), ("x-a", "2"))


def bird(url: str) -> list[tuple[bytes, bytes]]:
    signed = f"{NOW}\n{url}\n".encode() + hashlib.sha256(BODY).digest()
    mac = b64encode(hmac.new(b"key", signed, "sha256").digest())
    return [
        (b"host", b"testserver"),
        (b"content-type", b"application/json"),
        (b"messagebird-signature", mac),
        (b"messagebird-request-timestamp", str(NOW).encode()),
    ]


def starlette(application: Any) -> Any:
    return Starlette(routes=[Mount("/hooks", Starlette(routes=[Mount("/my birds", application)]))])


def fastapi(application: Any) -> Any:
    outer, inner = FastAPI(), FastAPI()
    outer.mount("/hooks", inner)
    inner.mount("/my birds", application)
    return outer


def litestar(application: Any) -> Any:
    async def mounted(scope: Any, receive: Any, send: Any) -> None:
        await application(scope, receive, send)

    return Litestar([asgi("/hooks/my birds", is_mount=True, copy_scope=True)(mounted)])


@pytest.mark.parametrize("framework", [starlette, fastapi, litestar], ids=lambda each: each.__name__)
def test_a_framework_mounts_it_and_the_whole_url_is_what_is_signed(
    packages: Packages, framework: Callable[[Any], Any]
) -> None:
    kind = VerifierOptions(kind=VerifierKind.BIRD_HMAC)
    options = replace(CALLED["async"], receiver=ReceiverOptions(verifiers=(("signatureAuth", kind),)))
    kit = Kit(packages, "async", options)
    receiver = kit.made(secrets={"signatureAuth": "key"})
    mounted = framework(module(kit, packages).Application(receiver))

    def status(signed: str, path: str = "/hooks/my%20birds/webhook") -> int:
        decoded = path.replace("%20", " ")
        said = scope(
            path=decoded,
            raw_path=path.encode(),
            headers=bird(signed),
            scheme="http",
            http_version="1.1",
            client=None,
        )
        connection = Connection(part(BODY))
        asyncio.run(mounted(said, connection.receive, connection.send))
        status: int = connection.answer[0]
        return status

    assert status("http://testserver/hooks/my%20birds/webhook") == 200
    assert status("http://testserver/webhook") == 401
    assert status("http://testserver/hooks/my%20birds/webhooks", "/hooks/my%20birds/webhooks") == 404
    assert [name for name, _ in kit.calls] == ["message_created"]
