"""Headers come as text and in any case; what the document wants of them is read from that."""

import json
from typing import Any

import pytest
from tests.support import LENIENT, Packages


def document(*messages: dict[str, Any]) -> bytes:
    return json.dumps(
        {
            "asyncapi": "2.6.0",
            "info": {"title": "t", "version": "1"},
            "channels": {"c": {"publish": {"message": {"oneOf": list(messages)}}}},
        }
    ).encode()


def message(name: str, **headers: Any) -> dict[str, Any]:
    return {"name": name, "payload": {}, "headers": {"type": "object", "properties": headers}}


def test_numbers_and_booleans_are_read_from_text(packages: Packages) -> None:
    spec = document(
        message("plain", Count={"type": "integer"}, share={"type": "number"}, last={"type": "boolean"})
    )
    package = packages.of(spec, "spec.json", LENIENT)
    headers = package.Router().decode("c", b"1", {"count": "5", "SHARE": "0.5", "Last": "true"}).headers
    assert (headers.count, headers.share, headers.last) == (5, 0.5, True)
    with pytest.raises(package.DecodeError, match="/Count: expected integer, got 'five'"):
        package.Router().decode("c", b"1", {"count": "five"})


def test_a_header_with_a_number_tells_messages_apart(packages: Packages) -> None:
    spec = document(message("first", v={"const": 1}), message("second", v={"const": 2}))
    package = packages.of(spec, "spec.json", LENIENT)
    router = package.Router()
    assert type(router.decode("c", b"{}", {"V": "1"})) is package.First
    assert type(router.decode("c", b"{}", {"v": "2"})) is package.Second
    assert type(router.decode("c", b"{}", {"v": "3"})) is package.UnknownMessage


def test_a_message_that_is_decoded_alone_keeps_its_headers(packages: Packages) -> None:
    package = packages.of(document({"name": "bare", "payload": {}}), "spec.json", LENIENT)
    assert package.Bare.decode({}, {"a": "b"}).context.headers == {"a": "b"}


def test_an_integer_written_as_a_fraction_tells_messages_apart(packages: Packages) -> None:
    def kind(name: str, value: int) -> dict[str, Any]:
        schema = {"type": "object", "required": ["k"], "properties": {"k": {"const": value}}}
        return {"name": name, "payload": schema}

    package = packages.of(document(kind("first", 1), kind("second", 2)), "spec.json", LENIENT)
    assert type(package.Router().decode("c", b'{"k": 1.0}')) is package.First
    assert type(package.Router().decode("c", b'{"k": true}')) is package.UnknownMessage
