"""What tells the messages of a channel apart, rule by rule, and what the user says of it."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from tests.support import MODES, Packages

from eventwright.documents import MemoryDocuments
from eventwright.load import load
from eventwright.options import PackageOptions
from eventwright.plan.asked import problems_of_telling
from eventwright.plan.build import plan


def document(messages: Sequence[dict[str, Any]], **more: Any) -> bytes:
    channels = {"c": {"publish": {"message": {"oneOf": list(messages)}}}}
    return json.dumps(
        {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}, "channels": channels, **more}
    ).encode()


def message(name: str, *required: str, **properties: Any) -> dict[str, Any]:
    return {
        "name": name,
        "payload": {"type": "object", "required": list(required), "properties": properties},
    }


def inner(kind: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"meta": {"type": "object", "properties": {"kind": kind}}}}


def told(spec: bytes, **said: str) -> str:
    options = PackageOptions(tell_apart=tuple(sorted(said.items())))
    return (
        plan(load(MemoryDocuments({"spec.json": spec}), "spec.json"), options).package.told[0].told_apart_by
    )


TEXT = {"type": "string"}
NAMES = {"type": "string", "enum": ["a", "b", "c"]}


@pytest.mark.parametrize(
    ("messages", "how"),
    [
        ([message("a", k={"const": 1}), message("b", k={"enum": [2, 3]})], "property 'k'"),
        ([message("a", k=NAMES, x=TEXT), message("b", k=NAMES, x=TEXT)], "property 'k'"),
        (
            [message("a", k=inner({"const": "x"})), message("b", k=inner({"const": "y"}))],
            "property '/k/meta/kind'",
        ),
        ([message("a", k=inner(NAMES)), message("b", k=inner(NAMES))], "property '/k/meta/kind'"),
        ([message("a", "x", x=TEXT), message("b", "y", y=TEXT)], "required properties"),
        ([message("a", "x"), message("b", "y")], "required properties"),
        ([message("a", "id"), message("b", "id")], "first schema that fits"),
        ([message("a", "id", "x", x=TEXT), message("b", "id", "y", y=TEXT)], "required properties"),
        ([message("a", "id", "x"), message("b", "id", "y", x=TEXT)], "first schema that fits"),
        ([message("a", "x"), message("b", "x", "y", x=TEXT)], "first schema that fits"),
        ([message("a", x=TEXT), message("b", x=TEXT)], "first schema that fits"),
        ([message("a", k={"const": True}), message("b", k={"const": False})], "first schema that fits"),
        ([message("a", k={"enum": [1, 2]}), message("b", k={"enum": [2, 3]})], "first schema that fits"),
        (
            [
                message("a", k={"const": "x"}, h=inner({"const": "x"})),
                message("b", k={"const": "y"}, h=inner({"const": "y"})),
            ],
            "property 'k'",
        ),
    ],
)
def test_the_first_rule_that_tells_them_apart_holds(messages: list[dict[str, Any]], how: str) -> None:
    assert told(document(messages)) == how


def test_no_order_of_the_messages_matters(packages: Packages) -> None:
    messages = [message("a", k=NAMES), message("b", k=NAMES), message("c", k=NAMES)]
    for ordered in (messages, messages[::-1]):
        router = packages.of(document(ordered), "spec.json").Router()
        found = [type(router.decode("c", json.dumps({"k": name}))).__name__ for name in ("a", "b", "c", "d")]
        assert found == ["A", "B", "C", "UnknownMessage"]


@pytest.mark.parametrize(
    ("messages", "found"),
    [
        ([message("a", "id"), message("b", "id")], {'{"id": 1}': "A"}),
        (
            [message("a", "id", "x"), message("b", "id", "y", x=TEXT)],
            {'{"id": 1, "x": "1"}': "A", '{"id": 1, "y": 1}': "B"},
        ),
        (
            [message("a", "id", "x", x=TEXT), message("b", "id", "y", y=TEXT)],
            {
                '{"id": 1, "x": "1"}': "A",
                '{"id": 1, "y": "1"}': "B",
                '{"id": 1, "x": "1", "y": 1}': "A",
                '{"id": 1, "x": 1, "y": "1"}': "B",
                '{"id": 1}': "UnknownMessage",
            },
        ),
    ],
)
def test_required_properties_choose_a_message_whatever_others_say_of_them(
    packages: Packages, messages: list[dict[str, Any]], found: dict[str, str]
) -> None:
    for options in MODES.values():
        router = packages.of(document(messages), "spec.json", options).Router()
        assert {body: type(router.decode("c", body)).__name__ for body in found} == found


@pytest.mark.parametrize(
    ("messages", "found"),
    [
        # Only `b` may come without it.
        (
            [message("a", "k", k={"const": "a"}), message("b", k={"const": "b"}, n={"type": "integer"})],
            {
                '{"k": "a"}': "A",
                '{"k": "b"}': "B",
                "{}": "B",
                '{"n": 1}': "B",
                '{"n": "1"}': "UnknownMessage",
                '{"k": "c"}': "UnknownMessage",
                "[]": "UnknownMessage",
            },
        ),
        # What both allow is no message of either.
        (
            [message("a", "x", k={"const": 1}), message("b", "y", k={"enum": [2, 3]})],
            {'{"x": 1}': "A", '{"y": 1}': "B", '{"x": 1, "y": 1}': "UnknownMessage", "{}": "UnknownMessage"},
        ),
        # A property inside of another may be missing with it.
        (
            [
                message("a", "h", h={"required": ["k"], "properties": {"k": {"const": "a"}}}),
                message("b", h={"required": ["k"], "properties": {"k": {"const": "b"}}}),
            ],
            {'{"h": {"k": "b"}}': "B", "{}": "B", '{"h": {}}': "UnknownMessage"},
        ),
        # Where each schema has all names, none of them says whose a body without one is.
        (
            [message("a", "k", k=NAMES), message("b", k=NAMES)],
            {'{"k": "a"}': "A", "{}": "UnknownMessage"},
        ),
    ],
)
def test_a_body_without_what_tells_belongs_to_the_only_message_that_allows_it(
    packages: Packages, messages: list[dict[str, Any]], found: dict[str, str]
) -> None:
    for options in MODES.values():
        router = packages.of(document(messages), "spec.json", options).Router()
        assert {body: type(router.decode("c", body)).__name__ for body in found} == found


@pytest.mark.parametrize(
    ("required", "warned"), [((), True), (("a",), False), (("b",), False), (("a", "b"), False)]
)
def test_several_messages_that_may_lack_what_tells_are_warned_of(
    required: tuple[str, ...], warned: bool
) -> None:
    messages = [message(name, *(["k"] if name in required else []), k={"const": name}) for name in "ab"]
    api = load(MemoryDocuments({"spec.json": document(messages)}), "spec.json")
    found = plan(api, PackageOptions()).warnings
    assert [problem.code for problem in found] == ["telling-not-required"] * warned
    assert all(problem.hint == "require it in 'a', 'b'" for problem in found)


@pytest.mark.parametrize(
    ("named", "how", "body", "headers"),
    [
        ("type", "property 'type'", {"type": "b"}, {}),
        ("/head/type", "property '/head/type'", {"head": {"type": "b"}}, {}),
        ("$message.payload#/head/type", "property '/head/type'", {"head": {"type": "b"}}, {}),
        ("$message.header#/X-Type", "header 'X-Type'", {}, {"x-type": "b"}),
    ],
)
def test_the_user_may_say_what_the_document_does_not(
    packages: Packages, named: str, how: str, body: Any, headers: dict[str, str]
) -> None:
    spec = document([message("a", x=TEXT), message("b", x=TEXT)])
    assert told(spec, c=named) == how
    options = PackageOptions(tell_apart=(("c", named),))
    router = packages.of(spec, "spec.json", options).Router()
    assert type(router.decode("c", json.dumps(body), headers)).__name__ == "B"


def test_the_user_goes_before_the_document() -> None:
    messages = [
        message("a", k={"const": 1}, other={"const": "x"}),
        message("b", k={"const": 2}, other={"const": "y"}),
    ]
    assert told(document(messages), c="other") == "property 'other'"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"d": "type"}, "configuration-unknown-channel"),
        ({"c": "x"}, "configuration-not-telling"),
        ({"c": "$message.payload"}, "configuration-not-telling"),
    ],
)
def test_what_the_user_says_has_to_hold(said: dict[str, str], code: str) -> None:
    spec = document([message("same", x=TEXT), message("same", x=TEXT)])
    api = load(MemoryDocuments({"spec.json": spec}), "spec.json")
    [problem] = problems_of_telling(api, PackageOptions(tell_apart=tuple(said.items())))
    assert problem.code == code


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("evnt", "event"),
        ("/evnt/meta/kind", "event"),
        ("/event/mta/kind", "meta"),
        ("/event/meta/knd", "kind"),
    ],
)
def test_what_is_nearly_declared_tells_nothing_and_gets_a_hint(named: str, meant: str) -> None:
    spec = document([message("a", event=inner(TEXT)), message("b", event=inner(TEXT))])
    api = load(MemoryDocuments({"spec.json": spec}), "spec.json")
    [problem] = problems_of_telling(api, PackageOptions(tell_apart=(("c", named),)))
    assert (problem.code, problem.hint) == ("configuration-not-telling", f"did you mean '{meant}'?")


def test_values_of_the_schemas_stay_where_one_message_has_none(packages: Packages) -> None:
    spec = document([message("a", type={"enum": ["Welcome"]}), message("b", type=TEXT)])
    options = PackageOptions(tell_apart=(("c", "type"),))
    router = packages.of(spec, "spec.json", options).Router()
    found = [
        type(router.decode("c", json.dumps({"type": value}))).__name__ for value in ("Welcome", "b", "a")
    ]
    assert found == ["A", "B", "UnknownMessage"]


def test_an_unknown_channel_gets_the_channels_there_are() -> None:
    spec = document([message("a", x=TEXT), message("b", x=TEXT)])
    api = load(MemoryDocuments({"spec.json": spec}), "spec.json")
    [problem] = problems_of_telling(api, PackageOptions(tell_apart=(("/orders", "x"),)))
    assert problem.hint == "the channels are 'c'"


def test_a_message_that_says_nothing_of_its_payload_takes_what_no_other_takes(packages: Packages) -> None:
    spec = document([{"name": "any"}, message("some", "x", x={"type": "integer"})])
    router = packages.of(spec, "spec.json").Router()
    assert type(router.decode("c", b'{"x": 1}')).__name__ == "Some"
    assert type(router.decode("c", b"[]")).__name__ == "Any_"
