"""Requests whose message stands in a query or a form: which handler they come to, and with which types."""

import asyncio
import hmac
import json
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import CASES, Packages

from eventwright.options import PackageOptions
from eventwright.receiving import ReceiverOptions
from eventwright.sending.forms import pairs
from messagebird_conversations import (
    ConversationCreated,
    ConversationUpdated,
    Handlers,
    MessageCreated,
    MessageUpdated,
    SmsStatusReport,
    VoiceCallEvent,
)
from messagebird_conversations.receiver import Receiver, Request

SAMPLES = Path(__file__).parents[1] / "data" / "messagebird"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CASE = CASES / "requests" / "spec.yaml"


class Kit:
    """A receiver that notes what its handlers are called with."""

    def __init__(self, packages: Packages) -> None:
        self.package: ModuleType = packages.of_file(CASE, PackageOptions(receiver=ReceiverOptions()))
        self.receiver = packages.part(self.package, "receiver")
        self.calls: list[tuple[str, Any]] = []
        names = [name for name in dir(self.package.Handlers) if not name.startswith("_")]
        handlers = type("Noting", (self.package.Handlers,), {name: self._noted(name) for name in names})
        self.made = self.receiver.Receiver(handlers())

    def _noted(self, name: str) -> Any:
        async def called(_: object, message: Any) -> None:
            self.calls.append((name, message))

        return called

    def answer(self, method: str, url: str, headers: Any = (), body: bytes = b"") -> int:
        request = self.receiver.Request(method, url, headers, body)
        status: int = asyncio.run(self.made.receive(request)).status
        return status

    def put(self, text: str | bytes) -> int:
        body = text.encode() if isinstance(text, str) else text
        return self.answer("PUT", "/all?page=1", FORM, body)


@pytest.fixture(scope="module")
def made(packages: Packages) -> Kit:
    return Kit(packages)


@pytest.fixture
def kit(made: Kit) -> Kit:
    made.calls.clear()
    return made


def sample(name: str) -> Any:
    return json.loads(next(SAMPLES.glob(f"{name}-*.json")).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["22", "23", "25", "26", "27"])
def test_a_status_report_comes_by_get_with_the_types_of_the_schema(kit: Kit, name: str) -> None:
    query = sample(name)["query"]
    assert kit.answer("GET", f"/status?{query}") == 200
    [(handler, message)] = kit.calls
    assert handler == "status"
    assert message.payload.status_datetime.tzinfo == UTC
    if "price" in query:
        assert message.payload.price.amount == 0.0
        assert (message.payload.ported, message.payload.message_length) == (False, 4)
        assert message.payload.extras["mccmnc"] == "310010"
    assert message.context.query["id"] == message.payload.id


@pytest.mark.parametrize("name", ["28", "29"])
def test_inbound_messages_come_by_get(kit: Kit, name: str) -> None:
    assert kit.answer("GET", f"/inbound?{sample(name)['query']}") == 200
    [(handler, message)] = kit.calls
    assert handler == "inbound"
    assert message.payload.originator == 31080653008
    if name == "28":
        assert message.payload.createdDatetime == datetime(2016, 5, 3, 14, 26, 57, tzinfo=UTC)
        assert message.payload.extras["body"] == "This is an incoming message"


def test_inbound_messages_come_as_a_form_by_another_method_of_the_same_path(kit: Kit) -> None:
    assert kit.answer("POST", "/inbound", FORM, sample("32")["body"].encode()) == 200
    [(handler, message)] = kit.calls
    assert handler == "form"
    assert message.payload.media_urls == ["https://foo.bar/image.jpg"]
    assert message.payload.originator == 18862443112


def test_json_and_forms_come_by_one_channel(kit: Kit) -> None:
    assert kit.answer("POST", "/inbound", {"Content-Type": "application/json"}, b'{"originator": 5}') == 200
    [(handler, message)] = kit.calls
    assert (handler, message.payload.originator) == ("json", 5)


def test_a_path_with_several_methods_tells_them_all(kit: Kit) -> None:
    request = kit.receiver.Request("DELETE", "/inbound", ())
    answer = asyncio.run(kit.made.receive(request))
    assert (answer.status, ("allow", "GET, POST") in answer.headers) == (405, True)


def test_a_body_is_refused_where_the_query_is_the_payload(kit: Kit) -> None:
    assert kit.answer("GET", "/status?id=1", FORM, b"id=2") == 415


@pytest.mark.parametrize(("kind", "value"), [("one", 5), ("two", "5")])
def test_each_message_has_the_types_of_its_own_schema(kit: Kit, kind: str, value: object) -> None:
    assert kit.answer("GET", f"/kinds?type={kind}&value=5") == 200
    [(handler, message)] = kit.calls
    assert (handler, message.payload.value) == (kind, value)


QUERIES: list[tuple[str, int]] = [
    ("page=1", 200),
    ("page=1&tags=a&tags=b&x=y&since=2016-05-03T14:26:57+00:00", 200),
    ("", 400),
    ("page=0", 400),
    ("page=one", 400),
    ("page=1&page=2", 400),
    ("page=1&since=today", 400),
    ("page=%ff", 400),
]


@pytest.mark.parametrize(("query", "status"), QUERIES)
def test_a_query_beside_a_body_is_judged_by_its_own_schema(kit: Kit, query: str, status: int) -> None:
    assert kit.answer("PUT", f"/all?{query}", FORM, b"text=x") == status
    if "tags" in query:
        assert kit.calls[0][1].context.query == {
            "page": 1,
            "tags": ["a", "b"],
            "x": "y",
            "since": "2016-05-03T14:26:57+00:00",
        }


READ: list[tuple[str, dict[str, Any]]] = [
    ("text=1&integer=1&number=1.5&flag=1", {"text": "1", "integer": 1, "number": 1.5, "flag": True}),
    ("maybe=&number=2", {"maybe": None, "number": 2}),
    ("flag=false&nothing=&integer=1.0", {"flag": False, "nothing": None, "integer": 1}),
    ("numbers=1", {"numbers": [1]}),
    ("numbers=1&numbers=2", {"numbers": [1, 2]}),
    ("numbers[]=1&numbers%5B%5D=2", {"numbers": [1, 2]}),
    ("numbers[1]=2&numbers[0]=1", {"numbers": [1, 2]}),
    ("either=1", {"either": 1}),
    ("either=1&either=2", {"either": [1, 2]}),
    ("pair=1&pair=2", {"pair": ["1", 2]}),
    (
        "many[0][name]=a&many[1][name]=b&many[1][count]=2",
        {"many": [{"name": "a"}, {"name": "b", "count": 2}]},
    ),
    (
        "item[name]=a&item[item][name]=b&item[x][y]=z",
        {"item": {"name": "a", "item": {"name": "b"}, "x": {"y": "z"}}},
    ),
    ('item={"name":"a"}', {"item": {"name": "a"}}),
    ("amounts[a]=1.5&amounts[b]=2", {"amounts": {"a": 1.5, "b": 2}}),
    ("a[b]=5", {"a[b]": 5}),
    ("integer=1&integer=1", {"integer": 1}),
    ("x=1&x=1", {"x": ["1", "1"]}),
    ("y[a]=1&y[b]=2", {"y": {"a": "1", "b": "2"}}),
    ("y[]=1", {"y": ["1"]}),
    ("__proto__[x]=1&constructor=2&extras=3", {"__proto__": {"x": "1"}, "constructor": "2", "extras": "3"}),
    ("a=1&a[c]=2", {"a": "1", "a[c]": "2"}),
    ("a[c]=2&a=1", {"a": "1", "a[c]": "2"}),
    ("x[=1&]=2&[q]=3", {"x[": "1", "]": "2", "[q]": "3"}),
    ("text=%zz&x=100%", {"text": "%zz", "x": "100%"}),
    ("=1&&text=a+b", {"": "1", "text": "a b"}),
    ("anything=1&text", {"anything": "1", "text": ""}),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_texts_are_read_as_the_schema_wants_them(kit: Kit, text: str, expected: dict[str, Any]) -> None:
    assert kit.put(text) == 200
    assert kit.calls[0][1].encode() == expected


REFUSED: list[tuple[str | bytes, str]] = [
    ("integer=x", "/integer"),
    ("integer=1&integer=2", "/integer"),
    ("integer[]=1", "/integer"),
    ("integer[a]=1", "/integer"),
    ("integer=1e999", "/integer"),
    ("integer=" + "9" * 5000, "/integer"),
    ("number=NaN", "/number"),
    ("flag=yes", "/flag"),
    ("item=a", "/item"),
    ("item=1&item[name]=2", "/item"),
    ("item[item][count]=x&item[name]=a&item[item][name]=b", "/item/item/count"),
    ("numbers[1]=2", "/numbers"),
    ("numbers[a]=2", "/numbers"),
    ("numbers=a", "/numbers/0"),
    ("many[0]=a&many[0][name]=b", "/many/0"),
    ("text" + "[a]" * 33 + "=1", ""),
    ("[" * 100_000 + "=1", ""),
    ("&".join(f"k{number}=" for number in range(1001)), ""),
    (b"text=%ff", ""),
    (b"text=\xff", ""),
    (b"%ed%a0%80=1", ""),
    ("item=" + "{" * 5000, "/item"),
]


@pytest.mark.parametrize(("text", "pointer"), REFUSED, ids=[str(text)[:30] for text, _ in REFUSED])
def test_what_does_not_fit_is_refused_with_the_place_in_the_log(
    kit: Kit, text: str | bytes, pointer: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert kit.put(text) == 400
    assert kit.calls == []
    assert f"[{pointer!r}]" in caplog.text


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
NAMES_INSIDE = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="[]"), min_size=1, max_size=4
)
INTEGERS = st.integers(-(2**70), 2**70)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
ITEMS = st.recursive(
    st.fixed_dictionaries({"name": TEXTS}, optional={"count": INTEGERS}),
    lambda inner: st.fixed_dictionaries({"name": TEXTS, "item": inner}, optional={"count": INTEGERS}),
    max_leaves=4,
)
PAYLOADS = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXTS,
        "integer": INTEGERS,
        "number": NUMBERS,
        "flag": st.booleans(),
        "nothing": st.none(),
        "maybe": st.none() | INTEGERS,
        "numbers": st.lists(INTEGERS, min_size=1, max_size=3),
        "either": INTEGERS | st.lists(INTEGERS, min_size=2, max_size=3),
        "pair": st.tuples(TEXTS, INTEGERS).map(list),
        "many": st.lists(ITEMS, min_size=1, max_size=12),
        "item": ITEMS,
        "amounts": st.dictionaries(NAMES_INSIDE, NUMBERS, min_size=1, max_size=3),
        "a[b]": INTEGERS,
        "anything": TEXTS,
        "unknown": TEXTS
        | st.lists(TEXTS, min_size=2, max_size=3)
        | st.dictionaries(NAMES_INSIDE, TEXTS, min_size=1),
    },
)


@given(payload=PAYLOADS)
def test_what_is_sent_is_what_is_read(made: Kit, payload: dict[str, Any]) -> None:
    made.calls.clear()
    assert made.put(urlencode(pairs(payload))) == 200
    assert made.calls[0][1].encode() == payload


@given(body=st.binary(max_size=40) | st.text("ab[]=&%+1{}\x00/~", max_size=40).map(str.encode))
def test_no_form_is_more_than_a_form_can_be(made: Kit, body: bytes) -> None:
    assert made.put(body) in (200, 400)
    assert made.answer("GET", f"/kinds?{body.decode('latin-1')}") in (200, 400)


def signed(query: str, key: str = "key", now: int = 1_700_000_000) -> dict[str, str]:
    ordered = urlencode(sorted(parse_qsl(query, keep_blank_values=True)))
    text = f"{now}\n{ordered}\n".encode() + sha256(b"").digest()
    mac = b64encode(hmac.new(key.encode(), text, "sha256").digest()).decode()
    return {"MessageBird-Signature": mac, "MessageBird-Request-Timestamp": str(now)}


@pytest.mark.parametrize("name", ["22", "23", "25", "26", "27"])
def test_signed_status_reports_come_to_the_handler_of_the_shipped_package_once(name: str) -> None:
    calls: list[SmsStatusReport] = []

    class Support(Handlers):
        async def sms_status_report(self, message: SmsStatusReport) -> None:
            calls.append(message)

    others = [MessageCreated, MessageUpdated, ConversationCreated, ConversationUpdated, VoiceCallEvent]
    receiver = Receiver(
        Support(), secrets={"signatureAuth": "key"}, clock=lambda: 1_700_000_000, ignore=others
    )
    query = sample(name)["query"]

    def answer(query: str, headers: dict[str, str]) -> int:
        return asyncio.run(receiver.receive(Request("GET", f"/sms-status-webhook?{query}", headers))).status

    assert answer(query, {}) == 401
    assert answer(f"{query}&ported=x", signed(query)) == 401
    assert answer(f"{query}&ported=x", signed(f"{query}&ported=x")) == 400
    assert (answer(query, signed(query)), answer(query, signed(query))) == (200, 200)
    [message] = calls
    assert (message.payload.id, message.payload.status) == (
        dict(parse_qsl(query))["id"],
        dict(parse_qsl(query))["status"],
    )
    assert message.payload.price is None or message.payload.price.amount == "0.000"
    assert message.payload.message_length in (None, 4)
