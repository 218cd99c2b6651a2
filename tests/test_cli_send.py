"""`send` against a real server: what arrives, how it is changed, and whom nothing is sent to."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sending import SECRETS, Noting, configured, run, served
from tests.support import Packages

from eventwright.problems import UnreadableError
from eventwright.sending.editing import edited
from eventwright.sending.peers import is_loopback, peer_of

MESSAGES = ["order.placed", "order.gone", "status", "command", "domain.event"]
MESSAGES += ["token", "stripe", "both", "bearer", "basic", "open"]
UNTIMED = ("both", "bearer", "basic")
UNSIGNED = ("bearer", "basic", "open")
"""What shows a secret or nothing, so that a change of the body is not seen."""


@pytest.fixture
def noting(tmp_path: Path, packages: Packages, monkeypatch: pytest.MonkeyPatch) -> Noting:
    configured(tmp_path, monkeypatch)
    return Noting(packages, monkeypatch)


@pytest.fixture
def url(noting: Noting) -> Iterator[str]:
    with noting.served() as found:
        yield found


@pytest.mark.parametrize("message", MESSAGES)
def test_a_sample_of_each_kind_is_signed_sent_and_handled(noting: Noting, url: str, message: str) -> None:
    result = run(message, url)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert result.stdout.splitlines()[-1] == "sent 1: 1 x 200"
    ((handler, came),) = noting.calls
    assert handler == message.replace(".", "_")
    assert not [secret for secret in SECRETS.values() if secret in result.output]
    assert type(came).__name__.lower() == handler.replace("_", "")


@pytest.mark.parametrize("message", MESSAGES)
def test_what_is_forged_is_refused_and_never_handled(noting: Noting, url: str, message: str) -> None:
    if message != "open":
        assert run(message, url, "--unsigned", "--expect", "401").exit_code == 0
    if message not in UNSIGNED:
        assert run(message, url, "--tamper", "--expect", "401").exit_code == 0
    if message not in (*UNTIMED, "open"):
        assert run(message, url, "--stale", "--expect", "401").exit_code == 0
    else:
        refused = run(message, url, "--stale")
        assert (refused.exit_code, "send-not-stale" in refused.stderr) == (2, True)
    assert noting.calls == []


def test_values_are_set_and_headers_sent(noting: Noting, url: str) -> None:
    said = ["--set", "total=7.5", "--set", "/lines=[]", "--set", "lines.0.sku=a b", "--set", "id=x"]
    result = run("order.placed", url, *said, "--header", "X-Trace: 1 2")
    assert result.exit_code == 0, result.output
    ((_, came),) = noting.calls
    assert (came.payload.total, came.payload.lines[0].sku, came.payload.id) == (7.5, "a b", "x")
    assert came.context.headers["x-trace"] == "1 2"


def test_a_file_is_sent_byte_by_byte_unless_it_is_changed(noting: Noting, url: str) -> None:
    Path("body.json").write_bytes(b'{ "type":"order.gone" , "id":"\xc3\xa4" }\n')
    assert run("order.gone", url, "--payload", "body.json").exit_code == 0
    assert run("order.gone", url, "--payload", "body.json", "--set", "id=b").exit_code == 0
    bodies = [came.context.body for _, came in noting.calls]
    assert bodies == [b'{ "type":"order.gone" , "id":"\xc3\xa4" }\n', b'{"type":"order.gone","id":"b"}']


def test_a_file_is_written_as_the_query_where_the_channel_has_it_there(noting: Noting, url: str) -> None:
    Path("body.json").write_text('{"id": "a&b", "count": 2, "price": {"amount": 1.5, "currency": "EUR"}}')
    assert run("status", url, "--payload", "body.json").exit_code == 0
    ((_, came),) = noting.calls
    assert (came.payload.id, came.payload.count, came.payload.price.amount) == ("a&b", 2, 1.5)


def test_a_url_with_a_path_is_taken_as_it_is(noting: Noting, url: str) -> None:
    assert run("open", f"{url}/nowhere", "--expect", "404").exit_code == 0
    assert run("open", f"{url}/open?x=1").exit_code == 0
    assert len(noting.calls) == 1


def test_the_parameters_of_an_address_are_given_or_made(noting: Noting, url: str) -> None:
    assert run("domain.event", url, "--parameter", "domain=abc").exit_code == 0
    assert run("domain.event", url, "--set", "id=other").exit_code == 0
    given, made = (came.context.address for _, came in noting.calls)
    assert given == "domains/abc/events"
    assert made != given


def test_the_same_again_is_answered_and_not_handled(noting: Noting, url: str) -> None:
    result = run("order.placed", url, "--duplicate", "--output-format", "json")
    assert result.exit_code == 0
    value = json.loads(result.stdout)
    assert (value["format"], value["good"], value["statuses"]) == (1, True, {"200": 2})
    assert [each["again"] for each in value["sent"]] == [False, True]
    assert value["sent"][0]["body"] == "OK"
    assert len(noting.calls) == 1


def test_many_are_sent_several_at_a_time_each_another_sample(noting: Noting, url: str) -> None:
    result = run("order.placed", url, "--repeat", "60", "--concurrency", "8")
    assert result.exit_code == 0, result.output
    assert result.stdout == "0 of 60 requests were not answered as expected\nsent 60: 60 x 200\n"
    assert len({str(came.payload) for _, came in noting.calls}) > 10


def test_equal_seeds_send_equal_payloads(noting: Noting, url: str) -> None:
    run("token", url, "--seed", "4")
    run("token", url, "--seed", "4")
    run("token", url, "--seed", "5")
    assert len(noting.calls) == 2


def test_an_answer_that_is_not_expected_ends_with_1_and_none_with_2(noting: Noting, url: str) -> None:
    assert run("open", url, "--expect", "401").exit_code == 1
    assert run("order.gone", url, "--unsigned").exit_code == 1
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = run("open", f"http://127.0.0.1:{free.getsockname()[1]}")
    assert (nowhere.exit_code, "nothing listens there" in nowhere.stdout) == (2, True)


def test_what_a_file_says_is_the_secret(noting: Noting, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("key.txt").write_text(SECRETS["CLASSIC_KEY"] + "\n")
    monkeypatch.delenv("CLASSIC_KEY")
    missing = run("order.gone", url)
    assert (missing.exit_code, "set CLASSIC_KEY, or name a file" in missing.stderr) == (2, True)
    assert run("order.gone", url, "--secret-file", "classic=key.txt").exit_code == 0


def test_retries_wait_as_long_as_the_answer_says(noting: Noting, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("eventwright.sending.delivering.sleep", waits.append)
    answers = [(503, b"7"), (500, b"999"), (502, b""), (200, b"")]
    bodies: list[Any] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        bodies.append((await receive())["body"])
        status, wait = answers.pop(0)
        headers = [(b"retry-after", wait)] if wait else []
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    with served(application) as url:
        result = run("open", url, "--retries", "5", "--output-format", "json")
    assert result.exit_code == 0
    assert (json.loads(result.stdout)["sent"][0]["attempts"], waits) == (4, [7.0, 30.0, 2.0])
    assert len(set(bodies)) == 1


def test_a_redirect_is_not_followed(noting: Noting) -> None:
    paths: list[str] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        paths.append(scope["path"])
        headers = [(b"location", b"/elsewhere")]
        await send({"type": "http.response.start", "status": 307, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    with served(application) as url:
        assert run("open", url, "--expect", "307").exit_code == 0
    assert paths == ["/open"]


def test_behind_a_proxy_the_url_of_the_sender_is_signed(
    tmp_path: Path, packages: Packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(tmp_path, monkeypatch)
    base = "https://hooks.example.com/in"
    noting = Noting(packages, monkeypatch, base_url=base)
    with noting.served() as url:
        assert run("token", url, "--expect", "401").exit_code == 0
        assert run("token", url, "--base-url", base).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["opn", "http://127.0.0.1:1"], "message-unknown"),
        (["open", "127.0.0.1:8000"], "send-url"),
        (["open", "ftp://127.0.0.1"], "send-url"),
        (["open", "http://"], "send-url"),
        (["open", "http://127.0.0.1:99999"], "send-url"),
        (["open", "http://user:pass@127.0.0.1"], "send-url"),
        (["open", "http://127.0.0.1/a b"], "send-url"),
        (["open", "http://127.0.0.1/\r\nX: y"], "send-url"),
        (["open", "http://192.0.2.1"], "send-not-loopback"),
        (["open", "http://0.0.0.0"], "send-not-loopback"),
        (["open", "http://[::ffff:192.0.2.1]"], "send-not-loopback"),
        (["open", "http://nowhere.invalid"], "send-host-unknown"),
        (["open", "http://127.0.0.1:1", "--channel", "/opn"], "send-channel-unknown"),
        (["open", "http://127.0.0.1:1", "--set", "id"], "send-set"),
        (["open", "http://127.0.0.1:1", "--set", "id.a.b=1"], "send-set"),
        (["open", "http://127.0.0.1:1", "--header", "no header"], "send-header"),
        (["open", "http://127.0.0.1:1", "--header", "A: b\nC: d"], "send-header"),
        (["open", "http://127.0.0.1:1", "--payload", "none.json"], "file-not-read"),
        (["status", "http://127.0.0.1:1", "--payload", "spec.yaml"], "send-payload"),
        (["status", "http://127.0.0.1:1", "--payload", "list.json"], "send-payload"),
        (["domain.event", "http://127.0.0.1:1", "--parameter", "domain="], "send-parameter"),
        (["basic", "http://127.0.0.1:1", "--secret-file", "other=list.json"], "secret-unknown"),
    ],
)
def test_what_cannot_be_sent_is_told_and_ends_with_2(noting: Noting, arguments: list[str], code: str) -> None:
    Path("list.json").write_text("[1]")
    result = run(*arguments)
    assert (result.exit_code, f"{code} " in result.stderr, result.stdout) == (2, True, "")


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("fe80::1%eth0", False),
    ],
)
def test_only_addresses_of_this_machine_are_its_own(address: str, own: bool) -> None:
    assert is_loopback(address) is own


def test_a_name_with_any_address_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", ("127.0.0.1", 80)), (0, 0, 0, "", ("192.0.2.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(UnreadableError, match="send-not-loopback"):
        peer_of("http://both.example")
    assert peer_of("http://both.example", remote=True).address == "127.0.0.1"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["a=1"], {"a": 1, "b": [1]}),
        (["a=x"], {"a": "x", "b": [1]}),
        (["a=NaN"], {"a": "NaN", "b": [1]}),
        (['a="1"'], {"a": "1", "b": [1]}),
        (["c.d=null"], {"b": [1], "c": {"d": None}}),
        (["b.0=2"], {"b": [2]}),
        (["b.1=2"], {"b": [1, 2]}),
        (["/a~1b/c=1"], {"b": [1], "a/b": {"c": 1}}),
        (["a=b=c"], {"a": "b=c", "b": [1]}),
    ],
)
def test_values_are_set_by_path(said: list[str], expected: Any) -> None:
    assert edited({"b": [1]}, said) == expected
