"""`verify`: what is said of a signature that does not hold, a row for each rule; where requests are read."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from hmac import digest
from pathlib import Path
from typing import Any

import jwt
import pytest
from tests.test_sending_signing import EVERYTHING, NOW, SCHEMES, SECRET, secret_of
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.problems import UnreadableError
from eventwright.receiving import VerifierKind
from eventwright.sending.capturing import absolute, captured
from eventwright.sending.clues import Clue
from eventwright.sending.judging import Question, findings
from eventwright.sending.request import Request
from eventwright.sending.schemes import Scheme
from eventwright.sending.signing import Moment, signed
from eventwright.sending.tokens import claims_of, token

BODY = b'{"id": "a/b", "name": "\xc3\xa4", "at": {"y": 1, "x": 2}}'
URL = "https://hooks.example.com/in?b=2&a=%20x&e="
Change = Callable[[Request], Request]


@dataclass(frozen=True)
class Signed:
    """How a request was signed by its sender, and what became of it before it was captured."""

    name: str
    clues: tuple[Clue, ...]
    sender: Change = lambda request: request
    later: Change = lambda request: request
    secret: Callable[[str], str] = lambda secret: secret
    known: str = ""
    scheme: Scheme | None = None
    seconds: int = NOW

    def question(self) -> Question:
        scheme = SCHEMES[self.name]
        request = Request("POST", URL, (("Content-Type", "application/json"), ("X-Id", "7")), BODY)
        before = self.sender(request)
        headers = signed(
            self.scheme or scheme, self.secret(secret_of(scheme)), before, Moment(self.seconds, "an-id")
        )
        return Question(
            scheme=scheme,
            secrets=(self.known or secret_of(scheme),),
            request=self.later(request.having(*headers)),
            at=NOW,
            others={"another": ("the other secret of 32 letters, or more",)},
        )


def body(written: bytes) -> Change:
    return lambda request: replace(request, body=written)


def url(written: str) -> Change:
    return lambda request: replace(request, url=written)


def compact(**options: Any) -> bytes:
    said: dict[str, Any] = {"separators": (",", ":"), "ensure_ascii": False} | options
    return json.dumps(json.loads(BODY), **said).encode()


def as_hex(text: str) -> str:
    return b64decode(text).hex()


def header(name: str, change: Callable[[str], str]) -> Change:
    return lambda request: request.having((name, change(request.values(name)[0])))


def without(name: str) -> Change:
    return lambda request: replace(
        request, headers=tuple(pair for pair in request.headers if pair[0] != name)
    )


def spelled(encoding: str) -> Scheme:
    return replace(SCHEMES["github"], settings={**SCHEMES["github"].settings, **{"encoding": encoding}})


MAC, JWT, BIRD, STANDARD = "messagebird-hmac", "messagebird-jwt", "bird-hmac", "standard-webhooks"
STAMP = "MessageBird-Request-Timestamp"
ROWS: dict[str, Signed] = {
    "it holds": Signed(MAC, ()),
    "no header": Signed(MAC, (Clue.HEADER_MISSING,), later=without("MessageBird-Signature")),
    "header twice": Signed(
        MAC,
        (Clue.HEADER_REPEATED,),
        later=lambda request: replace(request, headers=(*request.headers, ("messagebird-signature", "x"))),
    ),
    "no field": Signed(
        "stripe",
        (Clue.FIELD_MISSING,),
        later=header("Stripe-Signature", lambda text: text.replace("v1=", "v2=")),
    ),
    "bird in the header": Signed(MAC, (Clue.OTHER_KIND,), scheme=SCHEMES[BIRD]),
    "classic in the header": Signed(BIRD, (Clue.OTHER_KIND,), scheme=SCHEMES[MAC]),
    "token beside": Signed(MAC, (Clue.HEADER_MISSING,), scheme=SCHEMES[JWT]),
    "stale": Signed(MAC, (Clue.STALE,), seconds=NOW - 1000),
    "stale token": Signed(JWT, (Clue.STALE,), seconds=NOW - 1000),
    "ahead": Signed(STANDARD, (Clue.AHEAD,), seconds=NOW + 1000),
    "token ahead": Signed(JWT, (Clue.AHEAD,), seconds=NOW + 1000),
    "time is a word": Signed(
        MAC, (Clue.TIME_MALFORMED, Clue.UNEXPLAINED), later=header(STAMP, lambda _: "now")
    ),
    "time in milliseconds": Signed(MAC, (Clue.TIME_MILLISECONDS,), seconds=NOW * 1000),
    "time later in milliseconds": Signed(
        MAC, (Clue.TIME_MILLISECONDS, Clue.TIME_MILLISECONDS), later=header(STAMP, lambda text: text + "000")
    ),
    "id with a dot": Signed(STANDARD, (Clue.IDENTITY,), later=header("webhook-id", lambda text: text + ".1")),
    "url unknown": Signed(JWT, (Clue.URL_UNKNOWN,), later=url("/in")),
    "http": Signed(JWT, (Clue.URL_SCHEME,), sender=url(URL.replace("https", "http"))),
    "http for bird": Signed(BIRD, (Clue.URL_SCHEME,), sender=url(URL.replace("https", "http"))),
    "port": Signed(BIRD, (Clue.URL_PORT,), sender=url(URL.replace(".com", ".com:443"))),
    "port lost": Signed(JWT, (Clue.URL_PORT,), later=url(URL.replace(".com", ".com:8443"))),
    "slash": Signed(BIRD, (Clue.URL_SLASH,), sender=url(URL.replace("/in", "/in/"))),
    "no query": Signed(JWT, (Clue.URL_QUERY,), sender=url(URL.partition("?")[0])),
    "url with sorted query": Signed(
        JWT, (Clue.QUERY_SORTED,), sender=url("https://hooks.example.com/in?a=%20x&b=2&e=")
    ),
    "host in capitals": Signed(BIRD, (Clue.URL_CASE,), later=url(URL.replace("hooks", "Hooks"))),
    "path alone": Signed(
        "everything",
        (Clue.URL_PATH_ALONE,),
        scheme=replace(
            SCHEMES["everything"],
            settings={**EVERYTHING, "signed": "{method} /in?b=2&a=%20x&e= {header:X-Id}\n{body}"},
        ),
    ),
    "slash and http": Signed(
        BIRD,
        (Clue.URL_SCHEME, Clue.URL_SLASH),
        sender=url(URL.replace("https", "http").replace("/in", "/in/")),
    ),
    "another method": Signed(
        "everything", (Clue.METHOD,), sender=lambda request: replace(request, method="PUT")
    ),
    "compact": Signed(MAC, (Clue.BODY_REWRITTEN,), sender=body(compact())),
    "compact for a token": Signed(JWT, (Clue.BODY_REWRITTEN,), sender=body(compact())),
    "in order": Signed("github", (Clue.BODY_REWRITTEN,), sender=body(compact(sort_keys=True))),
    "escaped": Signed(BIRD, (Clue.BODY_REWRITTEN,), sender=body(compact(ensure_ascii=True))),
    "slashes": Signed("slack", (Clue.BODY_REWRITTEN,), sender=body(compact().replace(b"/", b"\\/"))),
    "indented": Signed(STANDARD, (Clue.BODY_REWRITTEN,), sender=body(compact(indent=2, separators=None))),
    "line feed": Signed(MAC, (Clue.BODY_END,), later=body(BODY + b"\n")),
    "no line feed": Signed("stripe", (Clue.BODY_END,), sender=body(BODY + b"\n")),
    "crlf": Signed("github", (Clue.BODY_LINES,), sender=body(b"a\r\nb"), later=body(b"a\nb")),
    "mark": Signed("github", (Clue.BODY_MARK,), later=body(b"\xef\xbb\xbf" + BODY)),
    "latin-1": Signed("github", (Clue.BODY_CHARACTERS,), later=body(BODY.decode("latin-1").encode())),
    "empty": Signed(MAC, (Clue.BODY_EMPTY,), sender=body(b"")),
    "hash of nothing": Signed(JWT, (Clue.BODY_EMPTY,), later=body(b"")),
    "unsorted, encoded anew": Signed(MAC, (Clue.QUERY_NOT_SORTED,)),
    "unsorted, raw": Signed(MAC, (Clue.QUERY_NOT_SORTED,)),
    "sorted, raw": Signed(MAC, (Clue.QUERY_NOT_ENCODED,)),
    "left out": Signed(MAC, (Clue.QUERY_LEFT_OUT,)),
    "another secret": Signed(
        MAC, (Clue.SECRET_OTHER,), secret=lambda _: "the other secret of 32 letters, or more"
    ),
    "another secret for a token": Signed(
        JWT, (Clue.SECRET_OTHER,), secret=lambda _: "the other secret of 32 letters, or more"
    ),
    "space around": Signed(MAC, (Clue.SECRET_SPACE,), known=f" {SECRET}\t"),
    "line feed behind": Signed("github", (Clue.SECRET_SPACE,), secret=lambda secret: f"{secret}\n"),
    "quotes": Signed("slack", (Clue.SECRET_QUOTED,), known=f'"{SECRET}"'),
    "prefix": Signed("stripe", (Clue.SECRET_PREFIX,), known=f"whsec_{SECRET}"),
    "base64": Signed("github", (Clue.SECRET_BASE64,), known=b64encode(SECRET.encode()).decode()),
    "hex": Signed("github", (Clue.SECRET_HEX,), known=SECRET.encode().hex()),
    "text": Signed(STANDARD, (Clue.SECRET_TEXT,), secret=lambda secret: b64encode(secret.encode()).decode()),
    "not base64": Signed(STANDARD, (Clue.SECRET_UNUSABLE, Clue.UNEXPLAINED), known="no base64!"),
    "sha512": Signed(
        "github",
        (Clue.ALGORITHM,),
        scheme=replace(SCHEMES["github"], settings={**SCHEMES["github"].settings, "algorithm": "sha512"}),
    ),
    "in base64": Signed("github", (Clue.ENCODING,), scheme=spelled("base64")),
    "in hex": Signed(MAC, (Clue.ENCODING,), later=header("MessageBird-Signature", as_hex)),
    "no prefix": Signed("slack", (Clue.ENCODING,), later=header("X-Slack-Signature", lambda text: text[3:])),
    "no padding": Signed(
        MAC, (Clue.ENCODING,), later=header("MessageBird-Signature", lambda text: text.rstrip("="))
    ),
    "compact and in hex": Signed(
        MAC,
        (Clue.BODY_REWRITTEN, Clue.ENCODING),
        sender=body(compact()),
        later=header("MessageBird-Signature", as_hex),
    ),
    "compact and another secret": Signed(
        MAC,
        (Clue.SECRET_OTHER, Clue.BODY_REWRITTEN),
        sender=body(compact()),
        secret=lambda _: "the other secret of 32 letters, or more",
    ),
    "compact and stale": Signed(
        MAC, (Clue.STALE, Clue.BODY_REWRITTEN), sender=body(compact()), seconds=NOW - 900
    ),
    "no token": Signed(
        JWT, (Clue.TOKEN_MALFORMED,), later=header("MessageBird-Signature-JWT", lambda _: "a.b")
    ),
    "tampered": Signed(MAC, (Clue.UNEXPLAINED,), later=body(BODY.replace(b"1", b"2"))),
    "tampered token": Signed(JWT, (Clue.CLAIM_WRONG,), later=body(BODY.replace(b"1", b"2"))),
    "token for another place": Signed(JWT, (Clue.CLAIM_WRONG,), later=url(URL.replace("/in", "/out"))),
    "a wrong credential": Signed("bearer", (Clue.CREDENTIAL,), secret=lambda _: "wrong"),
    "another way to authorize": Signed("bearer", (Clue.CREDENTIAL,), scheme=SCHEMES["basic"]),
    "space around a token": Signed("header-token", (Clue.SECRET_SPACE,), known=f"{SECRET} "),
    "the token of another": Signed(
        "header-token", (Clue.SECRET_OTHER,), secret=lambda _: "the other secret of 32 letters, or more"
    ),
}
QUERIES = {
    "unsorted, encoded anew": "b=2&a=+x&e=",
    "unsorted, raw": "b=2&a=%20x&e=",
    "sorted, raw": "a=%20x&b=2&e=",
    "left out": "",
}


def with_query(asked: Question, line: str) -> Question:
    """The question of a request for which this was signed in place of the sorted query."""
    lines = (str(NOW).encode(), line.encode(), sha256(BODY).digest())
    mac = b64encode(digest(SECRET.encode(), b"\n".join(lines), "sha256")).decode()
    return replace(asked, request=asked.request.having(("MessageBird-Signature", mac)))


def question(name: str) -> Question:
    asked = ROWS[name].question()
    return with_query(asked, QUERIES[name]) if name in QUERIES else asked


@pytest.mark.parametrize("name", ROWS)
def test_what_would_have_made_it_hold_is_told(name: str) -> None:
    assert tuple(finding.clue for finding in findings(question(name))) == ROWS[name].clues


def tampered_claims() -> dict[str, tuple[Any, tuple[Clue, ...]]]:
    good: Any = claims_of(Request("POST", URL, (), BODY), NOW, "an-id")
    missing: dict[str, tuple[Any, tuple[Clue, ...]]] = {
        name: ({k: v for k, v in good.items() if k != name}, (Clue.CLAIM_MISSING,)) for name in good
    }
    wrong = {
        "of another issuer": ({**good, "iss": "Other"}, (Clue.CLAIM_WRONG,)),
        "times as text": ({**good, "exp": "soon"}, (Clue.CLAIM_WRONG,)),
    }
    return missing | wrong


@pytest.mark.parametrize("name", tampered_claims())
def test_a_wrong_claim_is_named(name: str) -> None:
    claims, clues = tampered_claims()[name]
    request = Request("POST", URL, (("MessageBird-Signature-JWT", token(claims, SECRET)),), BODY)
    asked = Question(scheme=SCHEMES[JWT], secrets=(SECRET,), request=request, at=NOW)
    assert tuple(finding.clue for finding in findings(asked)) == clues


def test_a_token_without_a_signature_is_told_by_its_algorithm() -> None:
    claims = claims_of(Request("POST", URL, (), BODY), NOW, "an-id")
    unsigned = jwt.encode(dict(claims), None, algorithm="none")
    request = Request("POST", URL, (("MessageBird-Signature-JWT", unsigned),), BODY)
    asked = Question(scheme=SCHEMES[JWT], secrets=(SECRET,), request=request, at=NOW)
    assert [finding.clue for finding in findings(asked)] == [Clue.ALGORITHM]


def test_there_is_a_row_for_each_clue() -> None:
    told = {clue for row in ROWS.values() for clue in row.clues}
    told |= {clue for _, clues in tampered_claims().values() for clue in clues}
    assert told == set(Clue)


@pytest.mark.parametrize("name", ROWS)
def test_no_finding_holds_a_secret_or_what_was_expected(name: str) -> None:
    asked = question(name)
    text = " ".join(finding.text for finding in findings(asked))
    held = {secret.strip() for secret in (*asked.secrets, *asked.others["another"], SECRET)}
    assert not [secret for secret in held if secret in text]
    if asked.scheme.kind is VerifierKind.MESSAGEBIRD_HMAC:
        assert not any(
            value in text for _, value in signed(asked.scheme, SECRET, asked.request, Moment(NOW, "1"))[1:]
        )


RAW = b"POST /in?a=1 HTTP/1.1\r\nHost: hooks.example.com\r\nX-A: 1\r\nX-A: 2\r\n\r\n{}"
READ = Request("POST", "/in?a=1", (("Host", "hooks.example.com"), ("X-A", "1"), ("X-A", "2")), b"{}")
HAR_REQUEST = {
    "method": "POST",
    "url": "https://a/in",
    "headers": [{"name": "X-A", "value": "1"}],
    "postData": {"mimeType": "application/json", "text": "{}"},
}
FORMS: dict[str, tuple[bytes, Request]] = {
    "message": (RAW, READ),
    "message with line feeds": (RAW.replace(b"\r\n", b"\n"), READ),
    "message of a terminal": (RAW.replace(b" HTTP/1.1", b""), READ),
    "message without a body": (
        b"GET /in?a=1 HTTP/1.1\nHost: a\n\n",
        Request("GET", "/in?a=1", (("Host", "a"),)),
    ),
    "message that an editor has ended": (
        b"POST / HTTP/1.1\nContent-Length: 2\n\n{}\n",
        Request("POST", "/", (("Content-Length", "2"),), b"{}"),
    ),
    "chunks": (
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n",
        Request("POST", "/", (("Transfer-Encoding", "chunked"),), b"abcd"),
    ),
    "bytes that are no text": (
        b"POST / HTTP/1.1\r\n\r\n\xff\x00",
        Request("POST", "/", (), b"\xff\x00"),
    ),
    "object": (
        json.dumps(
            {"method": "PUT", "url": "/", "headers": {"A": "1", "B": ["2", "3"]}, "body": "ä"}
        ).encode(),
        Request("PUT", "/", (("A", "1"), ("B", "2"), ("B", "3")), "ä".encode()),
    ),
    "object with bytes": (
        json.dumps({"url": "/", "headers": [["A", "1"]], "body_base64": "/w=="}).encode(),
        Request("POST", "/", (("A", "1"),), b"\xff"),
    ),
    "har": (
        json.dumps({"log": {"entries": [{"request": HAR_REQUEST}]}}).encode(),
        Request("POST", "https://a/in", (("X-A", "1"),), b"{}"),
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_request_is_read_from_each_form(name: str) -> None:
    data, expected = FORMS[name]
    assert captured(data, "a").request == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "does not begin as a request"),
        (b"hello world, this is text", "does not begin as a request"),
        (b"POST / HTTP/1.1\nno header\n\n", "no header: 'no header'"),
        (b"POST / HTTP/1.1\nTransfer-Encoding: chunked\n\nzz", "not written in chunks"),
        (b"POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n", "ends before its last chunk"),
        (b"{", "begins as JSON, and is none"),
        (b"[" * 100_000, "does not begin as a request"),
        (b'{"a":' * 100_000, "begins as JSON, and is none"),
        (b"{}", "has no url"),
        (b'{"url": "/", "method": 1}', "method is not text"),
        (b'{"url": "/", "headers": 1}', "neither an object nor a list"),
        (b'{"url": "/", "headers": [1]}', "no name and value"),
        (b'{"url": "/", "headers": {"A": {}}}', "header 'A' is not text"),
        (b'{"url": "/", "body": {"a": 1}}', "its body is a value"),
        (b'{"url": "/", "body_base64": "?"}', "not base64"),
        (b'{"log": {"entries": []}}', "HAR file without an entry"),
        (b'{"log": {"entries": [{}, {}]}}', "with 2 entries: name one"),
        (b'{"log": {"entries": [1]}}', "entry 1 has no request"),
    ],
)
def test_what_holds_no_request_is_told(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match="captured-unreadable") as raised:
        captured(data, "a.txt")
    (problem,) = raised.value.problems
    assert words in problem.message


def test_a_body_shorter_than_it_says_is_remarked_on() -> None:
    found = captured(b"POST / HTTP/1.1\nContent-Length: 9\n\n{}", "a")
    assert (found.request.body, found.remarks) == (
        b"{}",
        ("the body has 2 bytes, and its Content-Length is 9",),
    )


@pytest.mark.parametrize(
    ("host", "base", "expected"),
    [
        ("a.example", "", "https://a.example/x?y"),
        ("127.0.0.1:8000", "", "http://127.0.0.1:8000/x?y"),
        ("localhost", "", "http://localhost/x?y"),
        ("[::1]:80", "", "http://[::1]:80/x?y"),
        ("a.example", "https://b.example/hooks/", "https://b.example/hooks/x?y"),
        ("", "", "/x?y"),
    ],
)
def test_the_whole_url_is_the_hosts_or_the_senders(host: str, base: str, expected: str) -> None:
    headers = (("Host", host),) if host else ()
    assert absolute(Request("GET", "/x?y", headers), base).url == expected


SPEC = """
asyncapi: 2.6.0
info: {title: Orders, version: "1"}
channels:
  /orders/{id}:
    parameters: {id: {schema: {type: string}}}
    publish: {security: [{classic: []}, {token: []}], message: {name: order, payload: {type: object}}}
  /open:
    publish: {message: {name: note, payload: {type: object}}}
components:
  securitySchemes:
    classic: {type: httpApiKey, name: MessageBird-Signature, in: header}
    token: {type: http, scheme: bearer}
"""
CONFIGURATION = """
spec = "spec.yaml"
[receiver.verifiers]
classic = { kind = "messagebird-hmac", environment = "KEY" }
token = { kind = "bearer", environment = "TOKEN" }
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("spec.yaml").write_text(SPEC)
    Path("eventwright.toml").write_text(CONFIGURATION)
    request = Request("POST", "http://127.0.0.1/orders/7", (("Host", "127.0.0.1"),), b"{}")
    made = request.having(*signed(SCHEMES[MAC], SECRET, request, Moment(NOW, "1")))
    head = "".join(f"{name}: {value}\r\n" for name, value in made.headers)
    Path("captured.http").write_bytes(f"POST /orders/7 HTTP/1.1\r\n{head}\r\n{{}}".encode())
    return tmp_path


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["verify", *arguments], env=environment)


def test_a_signature_that_holds_ends_with_0(folder: Path) -> None:
    result = run("captured.http", "--at", "2023-11-14T22:13:20Z", KEY=SECRET)
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "classic (messagebird-hmac): holds",
            "note: 1 sets of verifiers were not tried, as their secrets are not given",
            "POST http://127.0.0.1/orders/7 (/orders/{id}): the signature holds",
        ],
    )


def test_one_that_does_not_hold_ends_with_1_in_each_format(folder: Path) -> None:
    result = run("captured.http", "--at", str(NOW + 1000), KEY=SECRET, TOKEN="x")
    assert result.exit_code == 1
    assert "stale: it was signed 17 minutes before the time by which it is judged" in result.stdout
    told = run("captured.http", "--at", str(NOW + 1000), "--output-format", "json", KEY=SECRET, TOKEN="x")
    value = json.loads(told.stdout)
    assert (told.exit_code, value["format"], value["holds"], value["channel"]) == (
        1,
        1,
        False,
        "/orders/{id}",
    )
    first, second = value["alternatives"]
    assert (first[0]["scheme"], first[0]["kind"], first[0]["findings"][0]["clue"]) == (
        "classic",
        "messagebird-hmac",
        "stale",
    )
    assert second[0]["findings"][0]["clue"] == "header-missing"
    assert SECRET not in told.stdout + result.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "code"),
    [
        (["none.http"], {"KEY": SECRET}, "file-not-read"),
        (["spec.yaml"], {"KEY": SECRET}, "captured-unreadable"),
        (["captured.http"], {}, "secret-missing"),
        (["captured.http", "--channel", "/ordres"], {"KEY": SECRET}, "send-channel-unknown"),
        (["captured.http", "--channel", "/open"], {"KEY": SECRET}, "verifier-missing"),
        (["captured.http", "--secret-file", "clasic=key.txt"], {}, "secret-unknown"),
        (["captured.http", "--secret-file", "key.txt"], {}, "secret-unusable"),
        (["captured.http", "--secret-file", "classic=empty.txt"], {}, "secret-unusable"),
        (["captured.http", "--secret-file", "classic=nowhere.txt"], {}, "file-not-read"),
    ],
)
def test_a_question_that_cannot_be_answered_ends_with_2(
    folder: Path, arguments: list[str], environment: dict[str, str], code: str
) -> None:
    Path("key.txt").write_text(SECRET)
    Path("empty.txt").write_text("\n")
    result = run(*arguments, **environment)
    assert (result.exit_code, code in result.stderr, result.stdout) == (2, True, ""), result.output
    assert SECRET not in result.output


def test_secrets_of_a_file_are_one_on_each_line(folder: Path) -> None:
    Path("key.txt").write_text(f"another\n{SECRET}\n")
    result = run("captured.http", "--at", str(NOW), "--secret-file", "classic=key.txt")
    assert result.exit_code == 0, result.output


def test_a_time_that_is_none_is_told(folder: Path) -> None:
    result = run("captured.http", "--at", "yesterday", KEY=SECRET)
    assert result.exit_code == 2
    assert "is no time" in result.output


def test_a_document_without_verifiers_is_told_of(folder: Path) -> None:
    Path("eventwright.toml").write_text('spec = "spec.yaml"\n')
    result = run("captured.http")
    assert (result.exit_code, "verifier-missing" in result.stderr) == (2, True)
