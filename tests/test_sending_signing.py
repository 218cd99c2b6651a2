"""Signed requests: what is signed is what verifiers of packages take, and what providers have published."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import CASES, ROOT, importable_packages
from tests.test_golden import case_in

from eventwright.receiving import Setting, VerifierKind
from eventwright.sending.judging import Question, findings
from eventwright.sending.request import Request
from eventwright.sending.schemes import Scheme, UnsignableError
from eventwright.sending.signing import Moment, signed

VECTORS = json.loads(
    (ROOT / "tests" / "data" / "signatures" / "messagebird.json").read_text(encoding="utf-8")
)
NOW = 1_700_000_000
SECRET = "a secret of the tests, 32 letters"
CLASSES = {
    VerifierKind.MESSAGEBIRD_HMAC: ("_verify_messagebird_hmac", "MessageBirdHmac"),
    VerifierKind.MESSAGEBIRD_JWT: ("_verify_messagebird_jwt", "MessageBirdJwt"),
    VerifierKind.BIRD_HMAC: ("_verify_bird_hmac", "BirdHmac"),
    VerifierKind.STANDARD_WEBHOOKS: ("_verify_standard_webhooks", "StandardWebhooks"),
    VerifierKind.HMAC: ("_verify_hmac", "Hmac"),
    VerifierKind.HEADER_TOKEN: ("_verify_header_token", "HeaderToken"),
    VerifierKind.BASIC: ("_verify_basic", "Basic"),
    VerifierKind.BEARER: ("_verify_bearer", "Bearer"),
}
SLACK: dict[str, Setting] = {
    "header": "X-Slack-Signature",
    "prefix": "v0=",
    "signed": "v0:{timestamp}:{body}",
    "timestamp_header": "X-Slack-Request-Timestamp",
}
STRIPE: dict[str, Setting] = {
    "header": "Stripe-Signature",
    "field": "v1",
    "timestamp_field": "t",
    "signed": "{timestamp}.{body}",
}
EVERYTHING: dict[str, Setting] = {
    "header": "X-Signature",
    "algorithm": "sha512",
    "encoding": "base64",
    "prefix": "hash:",
    "signed": "{method} {url} {header:X-Id}\n{body}",
}
SCHEMES: dict[str, Scheme] = {
    "messagebird-hmac": Scheme(name="a", kind=VerifierKind.MESSAGEBIRD_HMAC),
    "messagebird-jwt": Scheme(name="a", kind=VerifierKind.MESSAGEBIRD_JWT),
    "bird-hmac": Scheme(name="a", kind=VerifierKind.BIRD_HMAC),
    "standard-webhooks": Scheme(name="a", kind=VerifierKind.STANDARD_WEBHOOKS),
    "github": Scheme(
        name="a", kind=VerifierKind.HMAC, settings={"header": "X-Hub-Signature-256", "prefix": "sha256="}
    ),
    "slack": Scheme(name="a", kind=VerifierKind.HMAC, settings=SLACK),
    "stripe": Scheme(name="a", kind=VerifierKind.HMAC, settings=STRIPE),
    "everything": Scheme(name="a", kind=VerifierKind.HMAC, settings=EVERYTHING),
    "header-token": Scheme(name="a", kind=VerifierKind.HEADER_TOKEN, settings={"header": "X-Token"}),
    "basic": Scheme(name="a", kind=VerifierKind.BASIC),
    "bearer": Scheme(name="a", kind=VerifierKind.BEARER),
}
SIGNING = [name for name, scheme in SCHEMES.items() if scheme.signs]


def secret_of(scheme: Scheme) -> str:
    match scheme.kind:
        case VerifierKind.STANDARD_WEBHOOKS:
            return "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="
        case VerifierKind.BASIC:
            return f"user:{SECRET}"
        case _:
            return SECRET


def sent(scheme: Scheme, request: Request, seconds: int = NOW) -> Request:
    return request.having(*signed(scheme, secret_of(scheme), request, Moment(seconds, "an-id")))


REQUEST = Request(
    "POST",
    "https://hooks.example.com:8443/in?b=2&a=1&b=1&c=%20x",
    (("Content-Type", "application/json"), ("X-Id", "7")),
    '{"id": "ä", "n": 0}'.encode(),
)


@pytest.fixture(scope="module")
def package() -> Iterator[Any]:
    """A package with all verifiers."""
    case = case_in(CASES / "receiver")
    with importable_packages() as packages:
        imported = packages.of_file(case.document, case.options)
        yield lambda module: packages.part(imported, module)


def verdict(package: Any, scheme: Scheme, request: Request, now: float = NOW) -> str:
    """What the verifier of a generated package says: `verified`, or the reason why not."""
    security = package("security")
    module, name = CLASSES[scheme.kind]
    clock = {"clock": lambda: now} if scheme.signs else {}
    verifier = getattr(package(module), name)(secret_of(scheme), **scheme.settings, **clock)
    came = security.Request(request.method, request.url, request.headers, request.body)
    try:
        return "verified" if verifier.verify(came) is security.VERIFIED else "nothing"
    except security.Refused as error:
        return str(error.reason)


@pytest.mark.parametrize("name", SCHEMES)
def test_what_is_signed_is_verified_by_the_package(package: Any, name: str) -> None:
    scheme = SCHEMES[name]
    assert verdict(package, scheme, sent(scheme, REQUEST)) == "verified"
    assert verdict(package, scheme, REQUEST) == "header-missing"


@pytest.mark.parametrize("name", SIGNING)
def test_a_request_without_a_body_is_signed_too(package: Any, name: str) -> None:
    scheme = SCHEMES[name]
    assert verdict(package, scheme, sent(scheme, replace(REQUEST, method="GET", body=b""))) == "verified"


@pytest.mark.parametrize("name", SIGNING)
def test_one_byte_changed_after_signing_is_refused(package: Any, name: str) -> None:
    scheme = SCHEMES[name]
    request = sent(scheme, REQUEST)
    for position, byte in enumerate(request.body):
        body = request.body[:position] + bytes([byte ^ 1]) + request.body[position + 1 :]
        assert verdict(package, scheme, replace(request, body=body)) != "verified"


@pytest.mark.parametrize("name", SIGNING)
def test_an_old_time_signed_right_is_too_old(package: Any, name: str) -> None:
    scheme = SCHEMES[name]
    old = verdict(package, scheme, sent(scheme, REQUEST, NOW - 10_000))
    assert old == ("too-old" if scheme.timed else "verified")


@given(
    body=st.binary(max_size=60),
    query=st.text(
        st.characters(codec="ascii", exclude_characters="#", exclude_categories=["Cc"]), max_size=30
    ),
    name=st.sampled_from(sorted(SCHEMES)),
)
@settings(max_examples=150, deadline=None)
def test_the_package_and_verify_agree_on_any_request(
    package: Any, body: bytes, query: str, name: str
) -> None:
    scheme = SCHEMES[name]
    request = sent(scheme, Request("POST", f"http://127.0.0.1:80/in?{query}", (("X-Id", "7"),), body))
    assert verdict(package, scheme, request) == "verified"
    question = Question(scheme=scheme, secrets=(secret_of(scheme),), request=request, at=NOW)
    assert findings(question) == ()


def published() -> Iterator[tuple[str, Question, bool]]:
    for case in VECTORS["messagebird-hmac"]:
        yield (
            "messagebird-hmac",
            question(case, f"/webhook?{case['query_string']}", case["signing_key"]),
            case["expected_valid"],
        )
    for case in VECTORS["messagebird-jwt"]:
        yield (
            "messagebird-jwt",
            question(case, case["url"], case.get("secret", "any")),
            case["expected_valid"],
        )
    for case in VECTORS["standard-webhooks"]:
        yield "standard-webhooks", question(case, "/", case["secret"]), case["expected_valid"]


def question(case: Any, url: str, secret: str) -> Question:
    headers = case["headers"]
    times = (headers.get("MessageBird-Request-Timestamp"), headers.get("webhook-timestamp"))
    at = next((float(each) for each in times if each), 0.0)
    if "timestamp" in case:
        at = datetime.fromisoformat(case["timestamp"]).timestamp()
    body = case.get("body", case.get("payload", ""))
    request = Request(case.get("method", "POST"), url, tuple(headers.items()), body.encode())
    names = {"MessageBird-Signature-JWT": "messagebird-jwt", "webhook-id": "standard-webhooks"}
    kind = next((kind for header, kind in names.items() if header in headers), "messagebird-hmac")
    return Question(scheme=SCHEMES[kind], secrets=(secret,), request=request, at=at)


@pytest.mark.parametrize("case", list(published()), ids=lambda case: case[0])
def test_each_published_case_is_judged_as_its_provider_does(case: tuple[str, Question, bool]) -> None:
    _, asked, expected = case
    assert (findings(asked) == ()) is expected


@pytest.mark.parametrize(
    "case",
    [case for case in published() if case[2] and case[0] != "messagebird-jwt"],
    ids=lambda case: case[0],
)
def test_each_good_published_case_is_signed_to_the_same_text(case: tuple[str, Question, bool]) -> None:
    _, asked, _ = case
    request, scheme = asked.request, asked.scheme
    identity = (*request.values("webhook-id"), "")[0]
    made = signed(scheme, asked.secrets[0], request, Moment(int(asked.at), identity))
    assert {name: request.values(name) for name, _ in made} == {name: [value] for name, value in made}


def test_what_cannot_be_signed_says_so_without_the_secret() -> None:
    nowhere = replace(REQUEST, url="/in")
    for name in ("bird-hmac", "messagebird-jwt", "everything"):
        with pytest.raises(UnsignableError, match="whole URL"):
            sent(SCHEMES[name], nowhere)
    with pytest.raises(UnsignableError, match="'X-Id'"):
        sent(SCHEMES["everything"], replace(REQUEST, headers=()))
    with pytest.raises(UnsignableError, match=r"^it is not base64$"):
        signed(SCHEMES["standard-webhooks"], "no base64!", REQUEST, Moment(NOW, "1"))
