"""No adapter lets a forged request reach a handler; a good one comes to it, whatever calls the receiver."""

import asyncio
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from tests.package.test_asgi import Connection, part, scope
from tests.package.test_receiver import BODY, JSON, NOW, OPTIONS, Kit, signature
from tests.support import Packages
from waitress import wasyncore  # type: ignore[import-untyped]  # waitress has no types
from waitress.server import create_server  # type: ignore[import-untyped]  # waitress has no types
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from eventwright.receiving import Integration, ReceiverOptions, VerifierKind, VerifierOptions

CALLED = {name: replace(options, integrations=tuple(Integration)) for name, options in OPTIONS.items()}
GOOD = {**JSON, **signature(BODY)}
Call = Callable[..., int]


@pytest.fixture(params=list(CALLED))
def kit(packages: Packages, request: pytest.FixtureRequest) -> Kit:
    return Kit(packages, request.param, CALLED[request.param])


def environ(method: str, path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    said: dict[str, Any] = {
        f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()
    }
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if f"HTTP_{name}" in said:
            said[name] = said.pop(f"HTTP_{name}")
    plain, _, query = path.partition("?")
    return {
        "CONTENT_LENGTH": str(len(body)),
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": plain,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
    } | said


def event(method: str, path: str, headers: dict[str, str], body: bytes, version: int) -> dict[str, Any]:
    plain, _, query = path.partition("?")
    said: dict[str, Any] = {"headers": headers, "body": b64encode(body).decode(), "isBase64Encoded": True}
    if version == 2:
        context = {"http": {"method": method}, "stage": "$default"}
        return said | {"version": "2.0", "rawPath": plain, "rawQueryString": query, "requestContext": context}
    pairs = dict(each.split("=") for each in query.split("&") if each)
    return said | {
        "httpMethod": method,
        "path": plain,
        "queryStringParameters": pairs or None,
        "requestContext": {"path": f"/prod{plain}", "stage": "prod"},
    }


class Adapters:
    """Each adapter of a package as a function from a request to the status of its answer."""

    def __init__(self, kit: Kit, packages: Packages) -> None:
        self._kit, self._packages = kit, packages

    def call(self, name: str, method: str, path: str, headers: dict[str, str], body: bytes) -> int:
        receiver = self._kit.made()
        module = self._packages.part(self._kit.package, f"integrations.{name.partition(' ')[0]}")
        if name == "asgi":
            return self._asgi(module.Application(receiver), method, path, headers, body)
        if name == "wsgi":
            return self._wsgi(module.Application(receiver), environ(method, path, headers, body))
        handler = module.Handler(receiver)
        answer = handler(event(method, path, headers, body, 2 if name.endswith("2") else 1), None)
        handler.close()
        status: int = answer["statusCode"]
        return status

    def _asgi(self, application: Any, method: str, path: str, headers: dict[str, str], body: bytes) -> int:
        plain, _, query = path.partition("?")
        connection = Connection(part(body))
        said = scope(
            method=method,
            path=plain,
            raw_path=plain.encode(),
            query_string=query.encode(),
            headers=[(key.lower().encode(), value.encode()) for key, value in headers.items()],
        )
        asyncio.run(application(said, connection.receive, connection.send))
        return connection.answer[0]

    def _wsgi(self, application: Any, said: dict[str, Any]) -> int:
        seen: list[str] = []
        b"".join(application(said, lambda status, headers: seen.append(status)))
        application.close()
        return int(seen[0][:3])


NAMES = ["asgi", "wsgi", "aws_lambda 1", "aws_lambda 2"]
FORGED: dict[str, tuple[int, str, str, dict[str, str], bytes]] = {
    "no signature": (401, "POST", "/webhook", JSON, BODY),
    "another key": (401, "POST", "/webhook", {**JSON, **signature(BODY, key="other")}, BODY),
    "another body": (401, "POST", "/webhook", GOOD, BODY + b" "),
    "a byte less": (401, "POST", "/webhook", GOOD, BODY[:-1]),
    "an old time": (401, "POST", "/webhook", {**JSON, **signature(BODY, now=NOW - 301)}, BODY),
    "a query": (401, "POST", "/webhook?a=1", GOOD, BODY),
    "an empty signature": (401, "POST", "/webhook", {**GOOD, "MessageBird-Signature": ""}, BODY),
    "another path": (404, "POST", "/webhook/", GOOD, BODY),
    "a path twice escaped": (404, "POST", "/%2577ebhook", GOOD, BODY),
    "a method": (405, "PUT", "/webhook", GOOD, BODY),
    "HEAD": (405, "HEAD", "/webhook", GOOD, b""),
    "OPTIONS": (405, "OPTIONS", "/webhook", GOOD, b""),
    "a length": (400, "POST", "/webhook", {**GOOD, "Content-Length": str(len(BODY) + 1)}, BODY),
    "a length that is none": (400, "POST", "/webhook", {**GOOD, "Content-Length": "x"}, BODY),
    "too long": (413, "POST", "/webhook", GOOD, b" " * 1_048_577),
    "too long by what it says": (413, "POST", "/webhook", {**GOOD, "Content-Length": "1048577"}, BODY),
    "a type": (415, "POST", "/webhook", {**GOOD, "Content-Type": "text/html"}, BODY),
}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_signed_comes_to_its_handler(kit: Kit, packages: Packages, name: str) -> None:
    assert Adapters(kit, packages).call(name, "POST", "/webhook", GOOD, BODY) == 200
    assert [called for called, _ in kit.calls] == ["message_created"]
    signed = {**JSON, **signature(BODY, "/webhook?a=1&b=2")}
    assert Adapters(kit, packages).call(name, "POST", "/webhook?a=1&b=2", signed, BODY) == 200


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("what", FORGED)
def test_what_is_forged_reaches_no_handler(kit: Kit, packages: Packages, name: str, what: str) -> None:
    status, method, path, headers, body = FORGED[what]
    assert Adapters(kit, packages).call(name, method, path, headers, body) == status
    assert kit.calls == []


def test_every_integration_is_walked() -> None:
    assert {name.partition(" ")[0] for name in NAMES} == {each.value for each in Integration}


@pytest.mark.parametrize(
    "malformed",
    [
        *(None, [], 1, {}, {"version": "2.0"}, {"httpMethod": "POST"}, {"httpMethod": 1, "path": "/webhook"}),
        event("POST", "/webhook", {}, BODY, 2) | {"body": "no base64"},
        event("POST", "/webhook", {}, BODY, 2) | {"body": 1},
        event("POST", "/webhook", {}, BODY, 2) | {"body": "\ud800", "isBase64Encoded": False},
        event("POST", "/webhook", {}, BODY, 2) | {"headers": [1]},
        event("POST", "/webhook", {}, BODY, 2) | {"headers": {"a": 1}},
        event("POST", "/webhook", {}, BODY, 2) | {"cookies": 1},
        event("POST", "/webhook", {}, BODY, 2) | {"requestContext": 1},
        event("POST", "/webhook", {}, BODY, 2) | {"rawPath": "/\ud800"},
        event("POST", "/webhook", {}, BODY, 1) | {"multiValueHeaders": {"a": "b"}},
    ],
)
def test_an_event_that_is_no_request_is_answered_400(kit: Kit, packages: Packages, malformed: Any) -> None:
    handler = packages.part(kit.package, "integrations.aws_lambda").Handler(kit.made())
    answer = handler(malformed, None)
    handler.close()
    assert (answer["statusCode"], answer["isBase64Encoded"]) == (400, False)


@contextmanager
def served(application: Any) -> Iterator[int]:
    """Run a WSGI server, and return its port."""
    sockets: dict[int, Any] = {}
    server: Any = create_server(application, map=sockets, host="127.0.0.1", port=0, threads=2)
    stopped = threading.Event()

    def run() -> None:
        # The thread that waits for connections closes them: one that is closed under it is an error.
        while not stopped.is_set():
            wasyncore.loop(timeout=0.05, map=sockets, count=1)
        server.close()
        wasyncore.close_all(sockets)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        application.close()
        stopped.set()
        thread.join(timeout=10)
    assert not thread.is_alive()


def test_a_real_server_calls_the_wsgi_application(kit: Kit, packages: Packages) -> None:
    def status(method: str, path: str, headers: dict[str, str], body: Any) -> int:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request(method, path, body, headers)
            return connection.getresponse().status
        finally:
            connection.close()

    with served(packages.part(kit.package, "integrations.wsgi").Application(kit.made())) as port:
        assert status("POST", "/webhook", GOOD, BODY) == 200
        assert len(kit.calls) == 1
        assert status("POST", "/webhook", GOOD, iter([BODY[:5], BODY[5:]])) == 200
        assert status("POST", "/webhook", GOOD, iter([BODY[:5], b"x", BODY[5:]])) == 401
        assert status("POST", "/webhook", JSON, BODY) == 401
        assert status("GET", "/webhook", GOOD, None) == 405
        assert status("POST", "/nowhere", GOOD, BODY) == 404
        # What came in chunks was the same message, and a duplicate.
        assert len(kit.calls) == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (VerifierKind.BASIC, ['Basic realm="messages", charset="UTF-8"']),
        (VerifierKind.BEARER, ["Bearer"]),
        (VerifierKind.MESSAGEBIRD_HMAC, []),
    ],
)
def test_who_is_refused_is_told_how_to_show_who_it_is(
    packages: Packages, kind: VerifierKind, said: list[str]
) -> None:
    chosen = ReceiverOptions(verifiers=(("signatureAuth", VerifierOptions(kind=kind)),))
    kit = Kit(packages, "sync", replace(CALLED["sync"], receiver=chosen))
    receiver = kit.made(secrets={"signatureAuth": "user:password"})
    [answer] = kit.answers(receiver, kit.signed(headers=JSON))
    assert answer.status == 401
    assert [value for name, value in answer.headers if name == "www-authenticate"] == said


def test_a_framework_mounts_the_wsgi_application(kit: Kit, packages: Packages) -> None:
    application = packages.part(kit.package, "integrations.wsgi").Application(kit.made())
    flask = Flask(__name__)
    flask.wsgi_app = DispatcherMiddleware(flask.wsgi_app, {"/hooks": application})  # type: ignore[method-assign]  # as Flask says
    client = flask.test_client()
    assert client.post("/hooks/webhook", data=BODY, headers=GOOD).status_code == 200
    assert client.post("/hooks/webhook", data=BODY, headers=JSON).status_code == 401
    assert client.post("/webhook", data=BODY, headers=GOOD).status_code == 404
    application.close()
    assert client.post("/hooks/webhook", data=BODY, headers=GOOD).status_code == 503
    application.close()
    assert len(kit.calls) == 1


@pytest.mark.parametrize(
    ("changed", "url", "path"),
    [
        ({"PATH_INFO": "/a b/\u00c3\u00a9"}, "http://localhost/a%20b/%C3%A9", "/a%20b/%C3%A9"),
        ({"PATH_INFO": "/a b", "RAW_URI": "/%61%20b?x=1"}, "http://localhost/%61%20b", "/%61%20b"),
        ({"PATH_INFO": "/rewritten", "REQUEST_URI": "/other"}, "http://localhost/rewritten", "/rewritten"),
        ({"SCRIPT_NAME": "/in", "PATH_INFO": "/w", "REQUEST_URI": "/in/w"}, "http://localhost/in/w", "/w"),
        ({"HTTP_HOST": "example.com:81", "QUERY_STRING": "a=%20"}, "http://example.com:81/w?a=%20", "/w"),
        ({"PATH_INFO": "/%2577"}, "http://localhost/%252577", "/%252577"),
    ],
)
def test_no_path_is_decoded_twice_below_wsgi(
    kit: Kit, packages: Packages, changed: dict[str, str], url: str, path: str
) -> None:
    made = packages.part(kit.package, "integrations.wsgi").request_of(
        environ("POST", "/w", GOOD, BODY) | changed
    )
    assert (made.url, made.path) == (url, path)


V1: dict[str, Any] = {"httpMethod": "POST", "path": "/w"}
V2: dict[str, Any] = {"version": "2.0", "requestContext": {"http": {"method": "POST"}, "stage": "prod"}}


@pytest.mark.parametrize(
    ("said", "url", "path"),
    [
        (V2 | {"rawPath": "/prod/w"}, "/prod/w", "/w"),
        (V1 | {"requestContext": {"path": "/prod/w"}}, "/prod/w", "/w"),
        (V1 | {"requestContext": {"elb": {}}, "queryStringParameters": {"a": "%20"}}, "/w?a=%20", "/w"),
        (V1 | {"multiValueQueryStringParameters": {"a": ["1", "&"]}}, "/w?a=1&a=%26", "/w"),
    ],
)
def test_events_of_all_kinds_have_the_path_that_was_called(
    kit: Kit, packages: Packages, said: dict[str, Any], url: str, path: str
) -> None:
    event = said | {"multiValueHeaders": {"Host": ["example.com"], "A": ["1", "2"]}}
    made = packages.part(kit.package, "integrations.aws_lambda").request_of(event)
    assert (made.url, made.path) == (f"https://example.com{url}", path)
    assert made.values("a") == ["1", "2"]


def test_lambda_takes_no_receiver_that_handles_after_the_answer(kit: Kit, packages: Packages) -> None:
    made = packages.part(kit.package, "integrations.aws_lambda")
    with pytest.raises(kit.receiver.ReceiverError, match="direct"):
        made.Handler(kit.made(mode="background"))
