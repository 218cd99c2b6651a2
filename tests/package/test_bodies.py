"""Content types: how a body is read, which messages it can be, and how a payload is written."""

import json
from typing import Any

import pytest
from tests.package.test_addresses import sent
from tests.support import CASES, MODES, Packages

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
PNG = b"\x89PNG\r\n\x1a\n\xff"


@pytest.fixture(scope="module", params=MODES)
def package(packages: Packages, request: pytest.FixtureRequest) -> Any:
    return packages.of_file(CASES / "bodies" / "spec.yaml", MODES[request.param])


@pytest.mark.parametrize("body", [b"", b"\x08\x96\x01\xff", b"{}"])
def test_a_payload_in_another_language_stays_the_bytes_that_came(package: Any, body: bytes) -> None:
    message = package.Router().decode("single", body, {"content-type": "application/x-protobuf"})
    assert type(message) is package.Protobuf
    assert message.payload == body == message.encode()
    assert package.Router().decode("single", body).payload == body
    out = sent(package, "protobuf", message)
    assert (out.body, out.content_type) == (body, "application/x-protobuf")


@pytest.mark.parametrize("value", ["text", 1, None, {}])
def test_a_payload_of_bytes_is_nothing_else(package: Any, value: Any) -> None:
    with pytest.raises(package.DecodeError, match="expected bytes"):
        package.Protobuf.decode(value)
    with pytest.raises(package.EncodeError, match="must be bytes"):
        sent(package, "protobuf", package.Protobuf(value))


@pytest.mark.parametrize(
    ("body", "headers", "name"),
    [
        (b'{"event": "started"}', {}, "Started"),
        (b'{"event": "stopped"}', {"content-type": "application/json; charset=utf-8"}, "Stopped"),
        (b'{"event": "stopped"}', {"content-type": "application/vnd.other+json"}, "Stopped"),
        (b'{"event": "stopped"}', {"content-type": "application/x-www-unknown"}, "Stopped"),
        (b'{"event": "other"}', {}, "UnknownMessage"),
        (b"a line", TEXT, "Line"),
        (PNG, {"Content-Type": "image/png"}, "Picture"),
    ],
)
def test_the_content_type_says_which_messages_it_can_be(
    package: Any, body: bytes, headers: dict[str, str], name: str
) -> None:
    message = package.Router().decode("mixed", body, headers)
    assert type(message).__name__ == name
    assert message.context.body == body
    assert message.context.content_type == next(iter(headers.values()), message.context.content_type)


def test_text_is_decoded_by_its_character_set(package: Any) -> None:
    router = package.Router()
    assert router.decode("mixed", "é".encode(), TEXT).payload == "é"
    assert router.decode("mixed", b"\xe9", {"content-type": 'text/plain; charset="latin-1"'}).payload == "é"
    with pytest.raises(package.DecodeError, match="expected text in 'utf-8'"):
        router.decode("mixed", b"\xe9", {"content-type": "text/plain"})
    with pytest.raises(package.DecodeError, match="at most 80"):
        router.decode("mixed", b"a" * 81, TEXT)


@pytest.mark.parametrize(
    "name",
    ["none-such", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7", "hex", "undefined"],
)
def test_a_sender_cannot_choose_a_codec_that_is_no_character_set(package: Any, name: str) -> None:
    with pytest.raises(package.DecodeError, match=f"expected text in a known character set, got '{name}'"):
        package.Router().decode("mixed", rb"\x41", {"content-type": f"text/plain; charset={name}"})


def test_each_character_set_is_one_of_pythons(package: Any, packages: Packages) -> None:
    for name in packages.part(package, "_bodies")._CHARSETS:
        headers = {"content-type": f"text/plain; charset={name.upper()}"}
        assert package.Router().decode("mixed", "A b".encode(name), headers).payload == "A b"


def test_half_of_a_character_is_no_text(package: Any) -> None:
    came = [("a\ud800b", "utf-8"), (b"a\x00\x00\xd8", "utf-16le"), (b"a\xed\xa0\x80", "utf-8")]
    for body, name in came:
        with pytest.raises(package.DecodeError):
            package.Router().decode("mixed", body, {"content-type": f"text/plain; charset={name}"})


def test_text_is_sent_as_text(package: Any) -> None:
    out = sent(package, "line", package.Line("a é"))
    assert (out.body, out.content_type) == ("a é".encode(), "text/plain")


def test_another_content_type_needs_a_reader_and_a_writer(package: Any) -> None:
    headers = {"content-type": "application/xml"}
    with pytest.raises(package.DecodeError, match="a reader for the content type 'application/xml'"):
        package.Router().decode("mixed", b"<id>5</id>", headers)
    router = package.Router(readers={"application/xml": lambda body: {"id": int(body[4:-5])}})
    message = router.decode("mixed", b"<id>5</id>", headers)
    assert type(message) is package.Record and message.payload.id == 5
    with pytest.raises(package.DecodeError, match="a body that its reader reads"):
        router.decode("mixed", b"<id>x</id>", headers)
    with pytest.raises(package.EncodeError, match="no writer for the content type 'application/xml'"):
        sent(package, "record", message)


def test_a_content_type_tells_where_schemas_cannot(package: Any) -> None:
    router = package.Router()
    for name in ("first", "second"):
        headers = {"content-type": f"application/vnd.{name}+json"}
        assert type(router.decode("byType", b"{}", headers)).__name__ == name.title()
    assert type(router.decode("byType", b"{}")).__name__ == "First"


def test_bytes_of_the_same_content_type_are_what_is_no_other_message(package: Any) -> None:
    router = package.Router()
    assert type(router.decode("rest", b'{"event": "started"}')) is package.Started
    assert router.decode("rest", b"not json").payload == b"not json"


def test_a_property_of_a_property_tells_messages_apart(package: Any) -> None:
    router = package.Router()
    for kind in ("opened", "closed"):
        body = json.dumps({"header": {"kind": kind}})
        assert type(router.decode("nested", body)).__name__ == kind.title()
    others: list[Any] = [{"header": {}}, {"header": 1}, {}, [], {"header": {"kind": "other"}}]
    for other in others:
        assert type(router.decode("nested", json.dumps(other))).__name__ == "UnknownMessage"
