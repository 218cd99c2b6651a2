"""Which requests verifiers take for their sender's: cases of providers, and every change of one byte."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import CASES, ROOT, Packages, importable_packages
from tests.test_golden import case_in

VECTORS = json.loads(
    (ROOT / "tests" / "data" / "signatures" / "messagebird.json").read_text(encoding="utf-8")
)
SLACK_BODY = (
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
STANDARD = "v1,ug/FBgIyF1qhrxEvxM9yJNw3vmgpHRG2P6VKBUx5grA="


@dataclass(frozen=True)
class Signed:
    """A request, who verifies it with which secret at what time; the class is made from its module's."""

    module: str
    name: str
    secret: str
    now: float
    url: str
    headers: dict[str, str]
    body: bytes
    options: tuple[tuple[str, str], ...] = ()
    method: str = "POST"


def hmac_case(secret: str, headers: dict[str, str], body: str, now: float = 0, **options: str) -> Signed:
    return Signed("_verify_hmac", "Hmac", secret, now, "/", headers, body.encode(), tuple(options.items()))


# GitHub's and Slack's are the examples of their documentation; the others were made with openssl.
GENERIC = {
    "github": hmac_case(
        "It's a Secret to Everybody",
        {
            "X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        },
        "Hello, World!",
        header="x-hub-signature-256",
        prefix="sha256=",
    ),
    "slack": hmac_case(
        "8f742231b10e8888abcd99yyyzzz85a5",
        {
            "X-Slack-Signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            "X-Slack-Request-Timestamp": "1531420618",
        },
        SLACK_BODY,
        1531420618,
        header="X-Slack-Signature",
        prefix="v0=",
        signed="v0:{timestamp}:{body}",
        timestamp_header="X-Slack-Request-Timestamp",
    ),
    "stripe": hmac_case(
        "whsec_test",
        {
            "Stripe-Signature": "t=1700000000,"
            "v1=c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925"
        },
        '{"id":"evt_1"}',
        1700000000,
        header="Stripe-Signature",
        field="v1",
        timestamp_field="t",
        signed="{timestamp}.{body}",
    ),
    "shopify": hmac_case(
        "shpss_test",
        {"X-Shopify-Hmac-Sha256": "1GxccvotnkOedTjSm8S0m/VA3yAUKshyqT52ccNYHj4="},
        '{"id":1}',
        header="X-Shopify-Hmac-Sha256",
        encoding="base64",
    ),
    "bird-hmac": Signed(
        "_verify_bird_hmac",
        "BirdHmac",
        "bird-key",
        1700000000,
        "https://hooks.example.com/either?b=2&a=1",
        {
            "MessageBird-Signature": "e/Wi7t4si4kJNQHFD/yEaVooBQt6tA+tVScl4wmwqJs=",
            "MessageBird-Request-Timestamp": "1700000000",
        },
        b'{"id":"a"}',
    ),
}


def classic(case: Any) -> Signed:
    return Signed(
        "_verify_messagebird_hmac",
        "MessageBirdHmac",
        case["signing_key"],
        float(case["headers"]["MessageBird-Request-Timestamp"]),
        f"/webhook?{case['query_string']}",
        case["headers"],
        case["body"].encode(),
    )


def token(case: Any) -> Signed:
    return Signed(
        "_verify_messagebird_jwt",
        "MessageBirdJwt",
        case.get("secret", "any"),
        datetime.fromisoformat(case["timestamp"]).timestamp(),
        case["url"],
        case["headers"],
        case.get("payload", "").encode(),
        method=case["method"],
    )


def standard(case: Any) -> Signed:
    return Signed(
        "_verify_standard_webhooks",
        "StandardWebhooks",
        case["secret"],
        float(case["headers"]["webhook-timestamp"]),
        "/",
        case["headers"],
        case["body"].encode(),
    )


MADE: dict[str, Callable[[Any], Signed]] = {
    "messagebird-hmac": classic,
    "messagebird-jwt": token,
    "standard-webhooks": standard,
}
PUBLISHED = [(kind, index) for kind in MADE for index in range(len(VECTORS[kind]))]


def published(kind: str, index: int) -> Signed:
    return MADE[kind](VECTORS[kind][index])


# Of each kind one that is good, with a query and a body as far as these are signed.
GOOD = GENERIC | {
    "messagebird-hmac": published("messagebird-hmac", 10),
    "messagebird-jwt": published("messagebird-jwt", 5),
    "standard-webhooks": published("standard-webhooks", 0),
}


@pytest.fixture(scope="module")
def package() -> Iterator[Any]:
    """A package with all verifiers."""
    case = case_in(CASES / "receiver")
    with importable_packages() as packages:
        imported = packages.of_file(case.document, case.options)
        yield lambda module: packages.part(imported, module)


def verdict(package: Any, signed: Signed, secrets: Any = None, **options: Any) -> str:
    """What becomes of the request: `verified`, or the reason why not."""
    security = package("security")
    verifier = getattr(package(signed.module), signed.name)(
        signed.secret if secrets is None else secrets,
        **dict(signed.options),
        **{"clock": lambda: signed.now} | options,
    )
    request = security.Request(signed.method, signed.url, signed.headers, signed.body)
    try:
        return "verified" if verifier.verify(request) is security.VERIFIED else "nothing"
    except security.Refused as error:
        return str(error.reason)


@pytest.mark.parametrize(("kind", "index"), PUBLISHED)
def test_each_published_case_is_decided_as_its_provider_does(package: Any, kind: str, index: int) -> None:
    expected = VECTORS[kind][index]["expected_valid"]
    assert (verdict(package, published(kind, index)) == "verified") is expected


def test_there_are_thirty_six_published_cases_of_either_outcome() -> None:
    outcomes = [VECTORS[kind][index]["expected_valid"] for kind, index in PUBLISHED]
    assert (len(outcomes), outcomes.count(False)) == (36, 14)


@pytest.mark.parametrize("name", GENERIC)
def test_each_documented_way_to_sign_is_verified(package: Any, name: str) -> None:
    assert verdict(package, GENERIC[name]) == "verified"


def changes(signed: Signed) -> Iterator[tuple[str, Signed]]:
    """Every request that differs in a byte of what is signed, by the part that does."""
    for position, byte in enumerate(signed.body):
        for other in {byte ^ 1, byte ^ 32, 0, 255} - {byte}:
            changed = signed.body[:position] + bytes([other]) + signed.body[position + 1 :]
            yield "body", replace(signed, body=changed)
    for name, value in signed.headers.items():
        for text in spelled_otherwise(value):
            yield name, replace(signed, headers=signed.headers | {name: text})
    if signed.name in ("BirdHmac", "MessageBirdJwt"):
        for text in spelled_otherwise(signed.url):
            yield "url", replace(signed, url=text)
    if signed.name == "MessageBirdHmac":
        path, _, query = signed.url.partition("?")
        for text in spelled_otherwise(query):
            # `%2B` and `%2b` are the same parameters, which is what is signed.
            if sorted(parse_qsl(text, True, encoding="latin-1")) != sorted(parse_qsl(query, True)):
                yield "query", replace(signed, url=f"{path}?{text}")


def spelled_otherwise(text: str) -> Iterator[str]:
    for position, character in enumerate(text):
        for other in {chr(ord(character) ^ 1), chr(ord(character) ^ 32), "A", "=", " "} - {character}:
            yield text[:position] + other + text[position + 1 :]


@pytest.mark.parametrize("name", GOOD)
def test_every_change_of_one_byte_is_refused(package: Any, name: str) -> None:
    signed = GOOD[name]
    assert verdict(package, signed) == "verified"
    let_in = [(part, other) for part, other in changes(signed) if verdict(package, other) == "verified"]
    assert let_in == []


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_other_body_is_refused(package: Any, data: st.DataObject) -> None:
    signed = GOOD[data.draw(st.sampled_from(sorted(GOOD)))]
    body = data.draw(st.binary(max_size=40).filter(lambda drawn: drawn != signed.body))
    assert verdict(package, replace(signed, body=body)) != "verified"


@pytest.mark.parametrize("name", GOOD)
def test_a_header_that_is_missing_empty_or_repeated_is_refused(package: Any, name: str) -> None:
    signed = GOOD[name]
    for header in signed.headers:
        rest = {key: value for key, value in signed.headers.items() if key != header}
        assert verdict(package, replace(signed, headers=rest)) == "header-missing"
        assert verdict(package, replace(signed, headers={**rest, header: ""})) == "header-missing"
        twice: Any = [*signed.headers.items(), (header, signed.headers[header])]
        assert verdict(package, replace(signed, headers=twice)) == "header-repeated"


@pytest.mark.parametrize(
    "name", ["slack", "stripe", "bird-hmac", "messagebird-hmac", "standard-webhooks", "messagebird-jwt"]
)
def test_what_is_too_old_or_ahead_of_time_is_refused(package: Any, name: str) -> None:
    signed = GOOD[name]
    assert verdict(package, replace(signed, now=signed.now + 301)) == "too-old"
    assert verdict(package, replace(signed, now=signed.now - 301)) == "too-new"


def test_the_window_is_chosen_and_its_edges_belong_to_it(package: Any) -> None:
    signed = GOOD["messagebird-hmac"]
    for away, expected in [(10, "verified"), (11, "too-old"), (-10, "verified"), (-11, "too-new")]:
        assert verdict(package, replace(signed, now=signed.now + away), window=10) == expected


@pytest.mark.parametrize("name", GOOD)
def test_each_of_several_secrets_is_good_and_another_is_not(package: Any, name: str) -> None:
    signed = GOOD[name]
    other = (
        "whsec_b3RoZXI=" if name == "standard-webhooks" else "another secret that is as long as need be " * 2
    )
    assert verdict(package, signed, [other, signed.secret]) == "verified"
    assert verdict(package, signed, [signed.secret, other]) == "verified"
    assert verdict(package, signed, [other]) == "mismatch"


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("secrets", ["", " \n", [], ["good", ""]])
def test_an_empty_secret_is_an_error(package: Any, name: str, secrets: Any) -> None:
    with pytest.raises(ValueError, match=r"empty|no secret|no base64"):
        verdict(package, GOOD[name], secrets)


@pytest.mark.parametrize("name", ["bird-hmac", "messagebird-jwt"])
def test_a_signed_url_that_is_not_known_is_refused(package: Any, name: str) -> None:
    assert verdict(package, replace(GOOD[name], url="/either?b=2&a=1")) == "url-unknown"


def test_one_good_signature_among_several_suffices(package: Any) -> None:
    signed = GOOD["standard-webhooks"]
    several = f"v1,{'A' * 44} v1a,{STANDARD[3:]} {STANDARD}"
    assert (
        verdict(package, replace(signed, headers=signed.headers | {"webhook-signature": several}))
        == "verified"
    )
    wrong = f"v1a,{STANDARD[3:]} v2,{STANDARD[3:]}"
    assert (
        verdict(package, replace(signed, headers=signed.headers | {"webhook-signature": wrong})) == "mismatch"
    )


@pytest.mark.parametrize(
    ("module", "name", "header", "good", "options"),
    [
        ("_verify_header_token", "HeaderToken", "X-Token", "user:pass", {"header": "x-token"}),
        ("_verify_bearer", "Bearer", "Authorization", "bearer user:pass", {}),
        ("_verify_basic", "Basic", "Authorization", "Basic dXNlcjpwYXNz", {}),
    ],
)
def test_tokens_are_compared_as_they_stand(
    package: Any, module: str, name: str, header: str, good: str, options: Any
) -> None:
    signed = Signed(module, name, "user:pass", 0, "/", {header: good}, b"", tuple(options.items()))
    security = package("security")
    verifier = getattr(package(module), name)(["user:pass", "user:new"], **options)

    def let_in(value: str) -> bool:
        try:
            request = security.Request("POST", "/", {header: value}, signed.body)
            return verifier.verify(request) is security.VERIFIED
        except security.Refused:
            return False

    assert let_in(good)
    # The name of a scheme has no case.
    scheme = len(good.partition(" ")[0]) if " " in good else 0
    others = [text for text in spelled_otherwise(good) if text[:scheme].lower() != good[:scheme].lower()]
    others += [text for text in spelled_otherwise(good) if text[scheme:] != good[scheme:]]
    assert others
    assert not [text for text in [*others, "", " ", "é", "\ud800", good + good] if let_in(text)]


def test_secrets_do_not_show(package: Any) -> None:
    for signed in GOOD.values():
        verifier = getattr(package(signed.module), signed.name)(signed.secret, **dict(signed.options))
        assert signed.secret not in repr(verifier)


def test_pyjwt_is_imported_only_where_tokens_are_verified(packages: Packages) -> None:
    case = case_in(CASES / "receiver")
    files = case.files()
    assert [name for name, text in files.items() if "import jwt" in text] == ["_verify_messagebird_jwt.py"]
