"""From a request to an answer: what is let in, in which order things are refused, and what is handled."""

import asyncio
import hashlib
import hmac
import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from tests.support import CASES, MESSAGEBIRD, Packages
from tests.test_golden import case_in

from eventwright.options import HandlerStyle, Models, PackageOptions
from eventwright.receiving import ReceiverOptions, VerifierKind, VerifierOptions

KEY = "signing-key"
NOW = 1_700_000_000
VERIFIER = VerifierOptions(kind=VerifierKind.MESSAGEBIRD_HMAC, environment=("TEST_SIGNING_KEY",))
CHOSEN = ReceiverOptions(
    verifiers=(("signatureAuth", VERIFIER),), duplicates=("type", "message.id", "/message/status")
)
OPTIONS = {style.value: PackageOptions(handler_style=style, receiver=CHOSEN) for style in HandlerStyle}
EVENT = {"type": "message.created", "message": {"id": "m1", "status": "received"}}
BODY = json.dumps(EVENT).encode()
NAMES = [
    *("message_created", "message_updated", "conversation_created", "conversation_updated"),
    *("voice_call_event", "sms_status_report", "unknown_message"),
]
JSON = {"Content-Type": "application/json"}


def signature(body: bytes, path: str = "", key: str = KEY, now: int = NOW) -> dict[str, str]:
    query = path.partition("?")[2]
    signed = f"{now}\n{query}\n".encode() + hashlib.sha256(body).digest()
    mac = b64encode(hmac.new(key.encode(), signed, "sha256").digest()).decode()
    return {"MessageBird-Signature": mac, "MessageBird-Request-Timestamp": str(now)}


class Kit:
    """A package with a receiver, and handlers that note what they are called with."""

    def __init__(self, packages: Packages, style: str, options: PackageOptions | None = None) -> None:
        self.style = style
        self.package = packages.of_file(MESSAGEBIRD, options or OPTIONS[style])
        self.receiver = packages.part(self.package, "receiver")
        self.duplicates = packages.part(self.package, "duplicates")
        self.security = packages.part(self.package, "security")
        self.calls: list[tuple[str, Any]] = []
        self.fails: list[Exception] = []

    def handlers(self, names: list[str] | None = None) -> Any:
        kit = self

        def method(name: str) -> Any:
            def called(_: object, message: Any) -> None:
                kit.calls.append((name, message))
                if kit.fails:
                    raise kit.fails.pop()

            async def awaited(own: object, message: Any) -> None:
                called(own, message)

            return awaited if kit.style == "async" else called

        methods = {name: method(name) for name in (NAMES if names is None else names)}
        return type("Noting", (self.package.Handlers,), methods)()

    def made(self, handlers: Any = None, **options: Any) -> Any:
        said = {"secrets": {"signatureAuth": KEY}, "clock": lambda: NOW} | options
        return self.receiver.Receiver(self.handlers() if handlers is None else handlers, **said)

    def answers(self, receiver: Any, *requests: Any) -> list[Any]:
        """What is answered, one after the other; afterwards the receiver is closed."""
        if self.style == "sync":
            with receiver:
                return [receiver.receive(request) for request in requests]

        async def received() -> list[Any]:
            async with receiver:
                return [await receiver.receive(request) for request in requests]

        return asyncio.run(received())

    def signed(self, body: bytes = BODY, path: str = "/webhook", **changed: Any) -> Any:
        said = {
            "method": "POST",
            "url": path,
            "headers": JSON | signature(body, path),
            "body": body,
        } | changed
        return self.receiver.Request(said["method"], said["url"], said["headers"], said["body"])


@pytest.fixture(params=list(OPTIONS))
def kit(packages: Packages, request: pytest.FixtureRequest) -> Kit:
    return Kit(packages, request.param)


def test_a_signed_message_comes_to_its_handler(kit: Kit) -> None:
    [answer] = kit.answers(kit.made(), kit.signed())
    assert (answer.status, answer.body) == (200, b"OK")
    [(name, message)] = kit.calls
    assert (name, message.payload.message.id) == ("message_created", "m1")
    assert message.context.headers["messagebird-request-timestamp"] == str(NOW)


BAD: dict[str, tuple[int, dict[str, Any]]] = {
    "a body that is too long": (413, {"body": b" " * 1_048_577}),
    "a length that is too long": (413, {"headers": {"Content-Length": "1048577"}}),
    "a length that is not the body's": (400, {"headers": {"Content-Length": "1"}}),
    "a length that is no number": (400, {"headers": {"Content-Length": "-1"}}),
    "an unknown path": (404, {"url": "/webhooks"}),
    "a path with a slash behind": (404, {"url": "/webhook/"}),
    "another method": (405, {"method": "GET"}),
    "another content type": (415, {"headers": {"Content-Type": "text/xml"}}),
    "no content type": (415, {"headers": {}}),
    "two content types": (415, {"headers": [*JSON.items(), *JSON.items()]}),
    "an encoding": (415, {"headers": {**JSON, "Content-Encoding": "gzip"}}),
    "no signature": (401, {"headers": JSON}),
    "another key": (401, {"headers": JSON | signature(BODY, key="other")}),
    "another time": (401, {"headers": JSON | signature(BODY, now=NOW - 301)}),
    "another body": (401, {"body": BODY + b" ", "headers": JSON | signature(BODY)}),
    "another query": (401, {"url": "/webhook?a=1"}),
    "a query with odd characters": (401, {"url": "/webhook?ä=\ud800"}),
    "no JSON": (400, {"body": b"{", "headers": JSON | signature(b"{")}),
    "no body": (400, {"body": b"", "headers": JSON | signature(b"")}),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_wrong_is_refused_and_never_handled(kit: Kit, what: str) -> None:
    status, changed = BAD[what]
    [answer] = kit.answers(kit.made(), kit.signed(**changed))
    assert answer.status == status
    assert kit.calls == []
    assert answer.body.decode() in {
        *("Bad Request", "Unauthorized", "Not Found", "Method Not Allowed", "Content Too Large"),
        "Unsupported Media Type",
    }


def test_an_unknown_value_of_what_tells_messages_apart_makes_an_unknown_message(kit: Kit) -> None:
    body = b'{"type":1}'
    [answer] = kit.answers(kit.made(), kit.signed(body=body, headers=JSON | signature(body)))
    assert (answer.status, kit.calls[0][0]) == (200, "unknown_message")


def test_a_request_with_several_faults_gets_the_first_answer_of_the_order(kit: Kit) -> None:
    faults: list[dict[str, Any]] = [
        {"body": b"x" * 1_048_577},
        {"url": "/nowhere"},
        {"method": "PUT"},
        {"headers": {"Content-Type": "text/xml"}},
        {"headers": JSON, "body": b"{"},
    ]
    expected = [413, 404, 405, 415, 401]
    for index, status in enumerate(expected):
        together: dict[str, Any] = {}
        for fault in reversed(faults[index:]):
            together |= fault
        [answer] = kit.answers(kit.made(), kit.signed(**together))
        assert answer.status == status
    assert kit.calls == []


def test_a_method_that_is_refused_is_told_which_one_is_not(kit: Kit) -> None:
    [answer] = kit.answers(kit.made(), kit.signed(method="GET"))
    assert ("allow", "POST") in answer.headers


def test_a_handler_that_fails_has_the_sender_try_again_and_then_handles_it(kit: Kit) -> None:
    kit.fails.append(RuntimeError("secret detail"))
    first, second, third = kit.answers(kit.made(retry_after=7), *[kit.signed() for _ in range(3)])
    assert (first.status, first.body) == (500, b"Internal Server Error")
    assert ("retry-after", "7") in first.headers
    assert (second.status, third.status) == (200, 200)
    assert len(kit.calls) == 2


@pytest.mark.parametrize("store", ["memory", "sqlite"])
def test_a_message_that_came_before_is_answered_and_not_handled_again(
    kit: Kit, store: str, tmp_path: Any
) -> None:
    stores = kit.duplicates
    made = stores.MemoryDeduplicator() if store == "memory" else stores.SqliteDeduplicator(tmp_path / "seen")
    other = json.dumps(EVENT | {"message": {"id": "m1", "status": "read"}}).encode()
    requests = [kit.signed(), kit.signed(), kit.signed(other), kit.signed()]
    answers = kit.answers(kit.made(deduplicator=made), *requests)
    assert [answer.status for answer in answers] == [200] * 4
    assert len(kit.calls) == 2


@pytest.mark.parametrize(
    "message", [{"id": "m1"}, {"id": "m1", "status": None}, {"id": "", "status": "sent"}]
)
def test_a_message_that_lacks_a_part_of_its_key_is_no_duplicate(kit: Kit, message: Any) -> None:
    body = json.dumps(EVENT | {"message": message}).encode()
    answers = kit.answers(kit.made(), kit.signed(body), kit.signed(body))
    assert [answer.status for answer in answers] == [200, 200]
    assert len(kit.calls) == 2


def test_equal_messages_to_two_addresses_of_a_channel_are_two(packages: Packages) -> None:
    document = b"""
asyncapi: 2.6.0
info: {title: Shops, version: 1.0.0}
channels:
  /shops/{id}:
    parameters: {id: {schema: {type: string}}}
    publish:
      message: {name: Sold, payload: {type: object, properties: {id: {type: string}}}}
"""
    chosen = ReceiverOptions(duplicates=("id",))
    options = PackageOptions(handler_style=HandlerStyle.SYNC, receiver=chosen)
    package = packages.of(document, options=options)
    receiver = packages.part(package, "receiver")
    calls: list[str] = []

    class Shops(package.Handlers):  # type: ignore[misc,name-defined]  # imported at run time
        def sold(self, message: Any) -> None:
            calls.append(message.context.address)

    made = receiver.Receiver(Shops())
    for path in ("/shops/1", "/shops/2", "/shops/1"):
        assert made.receive(receiver.Request("POST", path, JSON, b'{"id":"a"}')).status == 200
    assert calls == ["/shops/1", "/shops/2"]


def test_a_handler_that_is_not_async_has_run_all_the_same(packages: Packages) -> None:
    kit = Kit(packages, "async")
    methods = {"message_created": lambda _, message: kit.calls.append(("message_created", message))}
    handlers = type("Plain", (type(kit.handlers()),), methods)()
    answers = kit.answers(kit.made(handlers), kit.signed(), kit.signed())
    assert [answer.status for answer in answers] == [200, 200]
    assert len(kit.calls) == 1


def test_a_message_that_is_being_handled_is_to_be_sent_later(kit: Kit) -> None:
    seen: list[int] = []
    receiver: Any = None

    def again() -> Any:
        return receiver.receive(kit.signed())

    if kit.style == "sync":

        class Slow(type(kit.handlers())):  # type: ignore[misc]  # made at run time
            def message_created(self, message: Any) -> None:
                seen.append(again().status)
    else:

        class Slow(type(kit.handlers())):  # type: ignore[misc,no-redef]  # made at run time
            async def message_created(self, message: Any) -> None:
                seen.append((await again()).status)

    receiver = kit.made(Slow())
    answers = kit.answers(receiver, kit.signed(), kit.signed())
    assert seen == [503]
    assert [answer.status for answer in answers] == [200, 200]


def test_unknown_and_ignored_messages_are_answered_and_handed_on(kit: Kit) -> None:
    unknown = b'{"type":"message.deleted"}'
    call = b'{"id":"call"}'
    receiver = kit.made(kit.handlers([name for name in NAMES if name != "voice_call_event"]),
                        ignore=[kit.package.VoiceCallEvent])  # fmt: skip
    answers = kit.answers(receiver, kit.signed(unknown), kit.signed(call, "/voice-webhook"))
    assert [answer.status for answer in answers] == [200, 200]
    assert [(name, message.body) for name, message in kit.calls] == [
        ("unknown_message", unknown),
        ("unknown_message", call),
    ]


def test_an_unknown_message_that_nobody_wants_is_answered_too(kit: Kit) -> None:
    receiver = kit.made(kit.handlers([name for name in NAMES if name != "unknown_message"]))
    [answer] = kit.answers(receiver, kit.signed(b'{"type":"message.deleted"}'))
    assert (answer.status, kit.calls) == (200, [])


def problems(kit: Kit, handlers: Any = None, **options: Any) -> tuple[str, ...]:
    with pytest.raises(kit.receiver.ReceiverError) as error:
        kit.made(handlers, **options)
    found: tuple[str, ...] = error.value.problems
    return found


def test_a_receiver_that_would_not_be_safe_is_not_made(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_SIGNING_KEY", raising=False)
    missing = problems(kit, kit.handlers(["message_created"]), ignore=[kit.package.VoiceCallEvent])
    assert [text.split()[0] for text in missing] == [
        *("MessageUpdated", "ConversationCreated", "ConversationUpdated", "SmsStatusReport"),
    ]
    unset = (
        "the secrets 'signatureAuth' cannot be used: "
        "they are not given in secrets, nor is TEST_SIGNING_KEY set"
    )
    assert problems(kit, secrets={}) == (unset,)
    assert problems(kit, secrets={"signatureAuth": ""})[0].endswith("a secret is empty")
    assert problems(kit, secrets={"signatureAuth": KEY, "signatureOath": KEY}) == (
        "no verifier takes the secrets 'signatureOath'",
    )
    assert problems(kit, limit=0, mode="later") == (
        "limit must be a whole number from 1 on",
        "mode must be 'direct' or 'background'",
    )
    monkeypatch.setenv("TEST_SIGNING_KEY", " ")
    assert problems(kit, secrets={})[0].endswith("a secret is empty")
    monkeypatch.setenv("TEST_SIGNING_KEY", KEY)
    assert [answer.status for answer in kit.answers(kit.made(secrets={}), kit.signed())] == [200]


def test_a_document_with_security_and_no_verifier_makes_no_receiver(packages: Packages) -> None:
    package = packages.of_file(MESSAGEBIRD, PackageOptions(receiver=ReceiverOptions()))
    receiver = packages.part(package, "receiver")
    with pytest.raises(receiver.ReceiverError, match="'signatureAuth' has no verifier"):
        receiver.Receiver(package.Handlers(), ignore=[])


class Own:
    """A verifier of the user's, with whatever it does."""

    def __init__(self, does: Any) -> None:
        self.does = does

    def verify(self, request: Any) -> Any:
        return self.does(request)


async def forgotten(_: Any) -> bool:
    return True


def failing(_: Any) -> Any:
    raise RuntimeError("no connection")


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited")
@pytest.mark.parametrize("does", [lambda _: None, lambda _: True, forgotten, failing, lambda _: Own])
def test_a_verifier_that_says_anything_but_yes_lets_nothing_in(kit: Kit, does: Any) -> None:
    receiver = kit.made(verifiers={"signatureAuth": Own(does)}, secrets={})
    [answer] = kit.answers(receiver, kit.signed())
    assert (answer.status, kit.calls) == (401, [])


def test_a_verifier_of_the_users_own_is_asked(kit: Kit) -> None:
    asked: list[Any] = []

    def yes(request: Any) -> Any:
        asked.append(request.url)
        return kit.security.VERIFIED

    receiver = kit.made(
        verifiers={"signatureAuth": Own(yes)}, secrets={}, base_url="https://example.com/hooks/"
    )
    answers = kit.answers(receiver, kit.signed(path="http://10.0.0.1:80/webhook?a=1", headers=JSON))
    assert [answer.status for answer in answers] == [200]
    assert asked == ["https://example.com/hooks/webhook?a=1"]


def test_background_handlers_run_after_the_answer_and_none_is_lost_at_the_end(kit: Kit) -> None:
    bodies = [json.dumps(EVENT | {"message": {"id": f"m{n}", "status": "sent"}}).encode() for n in range(20)]
    receiver = kit.made(mode="background", capacity=50)
    answers = kit.answers(receiver, *[kit.signed(body) for body in bodies])
    assert [answer.status for answer in answers] == [200] * 20
    assert sorted(message.payload.message.id for _, message in kit.calls) == sorted(
        f"m{n}" for n in range(20)
    )
    [late] = kit.answers(receiver, kit.signed())
    assert late.status == 503


def test_a_full_queue_has_the_sender_try_again(kit: Kit) -> None:
    def event(number: int) -> Any:
        return kit.signed(json.dumps(EVENT | {"message": {"id": f"m{number}", "status": "sent"}}).encode())

    if kit.style == "async":
        # No worker runs before the loop has a turn, which an answer without a store does not give it.
        answers = kit.answers(kit.made(mode="background", capacity=2, workers=1), *map(event, range(3)))
        assert [answer.status for answer in answers] == [200, 200, 503]
        assert len(kit.calls) == 2
        return
    started, free = threading.Event(), threading.Event()

    class Waiting(type(kit.handlers())):  # type: ignore[misc]  # made at run time
        def message_created(self, message: Any) -> None:
            started.set()
            assert free.wait(10)
            kit.calls.append(("message_created", message))

    with kit.made(Waiting(), mode="background", capacity=2, workers=1) as receiver:
        statuses = [receiver.receive(event(0)).status]
        assert started.wait(10)
        statuses += [receiver.receive(event(number)).status for number in (1, 2, 3)]
        free.set()
    assert statuses == [200, 200, 200, 503]
    assert len(kit.calls) == 3


def test_what_an_event_loop_left_in_the_queue_is_handled_by_the_next_one(packages: Packages) -> None:
    kit = Kit(packages, "async")

    class Waiting(type(kit.handlers())):  # type: ignore[misc]  # made at run time
        async def message_created(self, message: Any) -> None:
            if message.payload.message.id == "m1" and not kit.fails:
                kit.fails.append(RuntimeError())
                await asyncio.sleep(60)
            kit.calls.append(("message_created", message))

    receiver = kit.made(Waiting(), mode="background", workers=1)

    def event(number: int) -> Any:
        return kit.signed(json.dumps(EVENT | {"message": {"id": f"m{number}", "status": "sent"}}).encode())

    async def several(*numbers: int) -> list[int]:
        return [(await receiver.receive(event(number))).status for number in numbers]

    assert asyncio.run(several(1, 2)) == [200, 200]
    assert kit.calls == []
    assert asyncio.run(several(3, 1)) == [200, 200]
    asyncio.run(receiver.close())
    assert [message.payload.message.id for _, message in kit.calls] == ["m2", "m3", "m1"]


def test_a_handler_that_stops_its_worker_leaves_the_queue_another_one(kit: Kit) -> None:
    def stop(_: object, message: Any) -> None:
        if message.payload.message.id == "m0":
            raise SystemExit
        kit.calls.append(("message_created", message))

    async def later(own: object, message: Any) -> None:
        if message.payload.message.id == "m0":
            raise asyncio.CancelledError
        stop(own, message)

    methods = {"message_created": later if kit.style == "async" else stop}
    handlers = type("Stopping", (type(kit.handlers()),), methods)()
    receiver = kit.made(handlers, mode="background", workers=1)
    bodies = [json.dumps(EVENT | {"message": {"id": f"m{n}", "status": "sent"}}).encode() for n in range(3)]
    answers: list[Any] = []
    if kit.style == "sync":
        with receiver:
            answers += [receiver.receive(kit.signed(body)) for body in bodies]
    else:

        async def received() -> None:
            async with receiver:
                for body in bodies:
                    answers.append(await receiver.receive(kit.signed(body)))
                    await asyncio.sleep(0.01)

        asyncio.run(received())
    assert [answer.status for answer in answers] == [200] * 3
    assert [message.payload.message.id for _, message in kit.calls] == ["m1", "m2"]


@pytest.mark.parametrize("models", list(Models))
def test_a_key_is_found_in_models_of_every_kind(packages: Packages, models: Models) -> None:
    chosen = ReceiverOptions(
        verifiers=(("signatureAuth", VERIFIER),),
        duplicates=("message.id", "/message/createdDatetime", "header:X-Id", "more"),
    )
    style = HandlerStyle.SYNC
    kit = Kit(packages, "sync", PackageOptions(handler_style=style, receiver=chosen, models=models))
    when = {"message": {"id": "m1", "createdDatetime": "2024-01-01T00:00:00.123456789Z"}, "more": 7}
    body = json.dumps(EVENT | when).encode()
    headers = JSON | signature(body) | {"x-id": "1"}
    later = json.dumps(EVENT | when | {"more": 8}).encode()
    requests = [kit.signed(body, headers=headers), kit.signed(body, headers=headers)]
    kit.answers(kit.made(), *requests, kit.signed(later, headers=headers | signature(later)))
    assert len(kit.calls) == 2


def test_a_body_in_chunks_is_read_no_further_than_it_may_be(kit: Kit) -> None:
    taken: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(1000):
            taken.append(number)
            yield b"x" * 1000

    async def later() -> Any:
        for chunk in chunks():
            yield chunk

    receiver = kit.made(limit=4500)
    body = receiver.read(chunks()) if kit.style == "sync" else asyncio.run(receiver.read(later()))
    assert (len(body), len(taken)) == (4501, 5)
    [answer] = kit.answers(receiver, kit.signed(body))
    assert answer.status == 413


def test_either_set_of_schemes_suffices_and_nothing_is_never_one(packages: Packages) -> None:
    case = case_in(CASES / "receiver")
    package = packages.of_file(case.document, case.options)
    receiver = packages.part(package, "receiver")
    calls: list[Any] = []

    class Noting(package.Handlers):  # type: ignore[misc,name-defined]  # imported at run time
        def note(self, message: Any) -> None:
            calls.append(message)

    names = ["basic", "bearer", "bird", "jwt", "messagebird", "slack", "token", "stripe", "github", "shopify"]
    secrets = {name: "user:password" for name in names} | {"standard": "whsec_YQ==", "orders": "whsec_Yg=="}
    made = receiver.Receiver(
        Noting(),
        ignore=[package.OrderPlaced, package.OrderGone],
        secrets=secrets,
        clock=lambda: NOW,
        base_url="https://example.com",
    )
    body = b'{"text":"a"}'
    signed = f"{NOW}\nhttps://example.com/either\n".encode() + hashlib.sha256(body).digest()
    mac = b64encode(hmac.new(b"user:password", signed, "sha256").digest()).decode()
    bird = {"MessageBird-Signature": mac, "MessageBird-Request-Timestamp": str(NOW)}
    basic = {"Authorization": "Basic " + b64encode(b"user:password").decode()}

    def status(headers: dict[str, str]) -> int:
        answered: int = made.receive(receiver.Request("POST", "/either", JSON | headers, body)).status
        return answered

    assert [status(each) for each in ({}, bird, basic)] == [401, 401, 401]
    assert [status(each) for each in (bird | basic, {"x-token": "user:password"})] == [200, 200]
    assert len(calls) == 2
    hub = {"X-Hub-Signature-256": "sha256=" + hmac.new(b"user:password", body, "sha256").hexdigest()}
    assert made.receive(receiver.Request("POST", "/github", JSON | hub, body)).status == 200
    assert made.receive(receiver.Request("POST", "/github", JSON, body)).status == 401
    assert made.receive(receiver.Request("POST", "/shopify", JSON, body)).status == 405
