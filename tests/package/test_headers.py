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


@pytest.mark.parametrize(
    ("came", "values"),
    [
        ({"X-A": "1"}, ("1", "1")),
        ({"x-a": "1"}, ("1", "1")),
        ({"X-a": "1"}, ("1", "1")),
        ({"X-A": "1", "x-a": "2"}, ("1", "2")),
        ({"x-a": "2", "X-A": "1"}, ("1", "2")),
    ],
)
def test_headers_that_differ_in_case_are_all_given_what_came(
    packages: Packages, came: dict[str, str], values: tuple[str, str]
) -> None:
    names = {"X-A": {"type": "string"}, "x-a": {"type": "string"}}
    headers = {"type": "object", "required": list(names), "properties": names}
    package = packages.of(document({"name": "both", "payload": {}, "headers": headers}), "spec.json", LENIENT)
    message = package.Router().decode("c", b"1", came)
    assert message.encode_headers() == dict(zip(names, values, strict=True))


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


TYPED = {
    "type": "object",
    "required": ["Id"],
    "properties": {
        "Id": {"type": "string"},
        "Count": {"type": "integer", "minimum": 1},
        "Ratio": {"type": "number"},
        "Last": {"type": "boolean"},
        "Level": {"type": "integer", "enum": [1, 2]},
        "At": {"type": "string", "format": "date-time"},
        "Trace": {"type": "object", "properties": {"span": {"type": "integer"}}},
        "Free": {},
    },
}
TEXTS = {
    "id": "7",
    "COUNT": "5",
    "ratio": "0.5",
    "Last": "false",
    "Level": "2",
    "At": "2020-02-03T04:05:06Z",
    "Trace": '{"span":3}',
    "Free": "12",
}


def typed(packages: Packages, **more: Any) -> Any:
    spec = document({"name": "typed", "payload": {"type": "object"}, "headers": TYPED, **more})
    return packages.of(spec, "spec.json", LENIENT)


def test_each_header_is_read_from_text_as_its_type_wants_and_written_as_text(packages: Packages) -> None:
    message = typed(packages).Router().decode("c", b"{}", TEXTS)
    headers = message.headers
    assert (headers.id, headers.count, headers.ratio, headers.last) == ("7", 5, 0.5, False)
    assert (headers.level, headers.at.year, headers.trace.span, headers.free) == (2, 2020, 3, "12")
    wanted = {name.lower(): text for name, text in TEXTS.items()}
    assert {name.lower(): text for name, text in message.encode_headers().items()} == wanted


@pytest.mark.parametrize("text", ["05", "+5", " 5", "5_0", "\u0665", "five", "", "5.5", "1e999", "0"])
def test_a_number_is_written_as_json_writes_it(packages: Packages, text: str) -> None:
    package = typed(packages)
    with pytest.raises(package.DecodeError, match=r"^header /Count: expected"):
        package.Router().decode("c", b"{}", {"Id": "7", "count": text})


def test_a_required_header_that_is_missing_is_told_as_a_header(packages: Packages) -> None:
    package = typed(packages)
    with pytest.raises(package.DecodeError) as caught:
        package.Router().decode("c", b"{}", {"other": "1"})
    [problem] = caught.value.problems
    assert problem.part == "header" and "Id" in problem.expected
    with pytest.raises(package.EncodeError, match="the header 'Id' is required"):
        package.Typed.decode({}).encode_headers()


def test_headers_that_are_not_known_are_no_missing_headers(packages: Packages) -> None:
    package = typed(packages)
    assert package.Router().decode("c", b"{}").headers is None


@pytest.mark.parametrize(
    ("location", "value"),
    [
        ("$message.header#/id", "7"),
        ("$message.header#/Count", 5),
        ("$message.header#/Trace/span", 3),
        ("$message.header#/Trace/none", None),
        ("$message.header#/x-other", "text"),
        ("$message.header#/x-json/a", 1),
        ("$message.payload#/a~1b/0/~0c", 9),
        ("$message.payload#/a~1b/7", None),
        ("$message.payload#/none", None),
        ("$message.payload", {"a/b": [{"~c": 9}]}),
        ("somewhere else", None),
    ],
)
def test_the_correlation_id_is_found_where_the_document_says(
    packages: Packages, location: str, value: Any
) -> None:
    package = typed(packages, correlationId={"location": location}, payload={"type": "object"})
    body = json.dumps({"a/b": [{"~c": 9}]})
    headers = {**TEXTS, "X-Other": "text", "X-Json": '{"a": 1}'}
    assert package.Router().decode("c", body, headers).correlation_id == value


def test_the_correlation_id_of_a_payload_is_typed(packages: Packages) -> None:
    payload = {
        "type": "object",
        "properties": {"user": {"type": "object", "properties": {"id": {"type": "integer"}}}},
    }
    package = typed(packages, correlationId={"location": "$message.payload#/user/id"}, payload=payload)
    assert package.Router().decode("c", b'{"user": {"id": 4}}').correlation_id == 4
    assert package.Router().decode("c", b"{}").correlation_id is None
    assert package.Typed.correlation_id.fget.__annotations__["return"] == "int | None"


@pytest.mark.parametrize("name", ["X\r\nSet-Cookie", ""])
def test_a_header_that_would_begin_another_is_not_sent(packages: Packages, name: str) -> None:
    routing = packages.part(typed(packages), "routing")
    package = typed(packages)
    message = package.Typed.decode({}, {"Id": "7"})
    for headers in ({name: "a"}, {"X": "a\r\nb: c"}):
        with pytest.raises(package.EncodeError, match="cannot be"):
            routing.outgoing(message, "c", headers=headers)
    assert routing.outgoing(message, "c", headers={"id": "8", "X": "1"}).headers == {"id": "8", "X": "1"}
