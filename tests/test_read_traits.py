"""Traits: merged in order, as JSON Merge Patch, over what they stand on, wherever they are kept."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from eventwright.api import Api, Constant, KeywordSchema, Message
from eventwright.documents import MemoryDocuments
from eventwright.load import inspect_document

VERSIONS = ("2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0", "2.5.0", "2.6.0")


def api_of(channels: Any, files: Mapping[str, Any] | None = None, **more: Any) -> Api:
    document = {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}, "channels": channels, **more}
    texts = {"spec.json": document, **(files or {})}
    files_read = MemoryDocuments({name: json.dumps(text).encode() for name, text in texts.items()})
    # What the grammar thinks of a form is tested elsewhere: it is read all the same.
    return inspect_document(files_read, "spec.json").api


def message_of(message: Any, files: Mapping[str, Any] | None = None, **more: Any) -> Message:
    api = api_of({"c": {"publish": {"message": message}}}, files, **more)
    [found] = api.messages.values()
    return found


def headers_of(message: Message) -> dict[str, str]:
    """The declared headers and the description of each."""
    assert isinstance(message.headers, KeywordSchema)
    return {
        item.name: item.schema.annotations.description if isinstance(item.schema, KeywordSchema) else ""
        for item in message.headers.object.properties
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_a_trait_wins_over_what_it_stands_on(version: str) -> None:
    message = {"contentType": "text/plain", "traits": [{"contentType": "application/json"}]}
    assert message_of(message, asyncapi=version).content_type == "application/json"


def test_a_later_trait_wins_over_an_earlier_one() -> None:
    traits = [{"summary": "first", "title": "first"}, {"summary": "second"}]
    found = message_of({"traits": traits}).notes
    assert (found.title, found.summary) == ("first", "second")


def test_null_takes_a_field_away() -> None:
    message = {"title": "a", "summary": "b", "bindings": {"mqtt": {"x": 1, "y": 2}}}
    trait = {"title": None, "bindings": {"mqtt": {"x": None}}}
    found = message_of({**message, "traits": [trait]})
    assert (found.notes.title, found.notes.summary) == ("", "b")
    assert found.bindings == {"mqtt": {"y": 2}}


def test_mappings_are_merged_and_lists_replaced() -> None:
    first = {"type": "object", "required": ["a"], "properties": {"a": {"description": "own"}, "b": {}}}
    second = {"required": ["b"], "properties": {"a": {"description": "trait"}, "c": {}}}
    found = message_of({"headers": first, "traits": [{"headers": second}]})
    assert headers_of(found) == {"a": "trait", "b": "", "c": ""}
    assert isinstance(found.headers, KeywordSchema) and found.headers.object.required == ("b",)


HEADERS = {"own": {"properties": {"a": {}}}, "shared": {"properties": {"b": {"description": "shared"}}}}


@pytest.mark.parametrize(
    ("own", "trait"),
    [
        ({"$ref": "#/components/schemas/own"}, HEADERS["shared"]),
        (HEADERS["own"], {"$ref": "#/components/schemas/shared"}),
        ({"$ref": "#/components/schemas/own"}, {"$ref": "#/components/schemas/shared"}),
    ],
)
def test_what_references_stand_for_is_merged(own: Any, trait: Any) -> None:
    found = message_of({"headers": own, "traits": [{"headers": trait}]}, components={"schemas": HEADERS})
    assert headers_of(found) == {"a": "", "b": "shared"}


def test_circles_of_references_on_both_sides_come_to_an_end() -> None:
    schemas = {
        name: {"properties": {"next": {"$ref": f"#/components/schemas/{name}"}, name: {}}}
        for name in ("first", "second")
    }
    message = {
        "headers": {"$ref": "#/components/schemas/first"},
        "traits": [{"headers": {"$ref": "#/components/schemas/second"}}],
    }
    assert set(headers_of(message_of(message, components={"schemas": schemas}))) == {
        "next",
        "first",
        "second",
    }


def test_traits_may_lie_in_other_files_and_refer_to_their_neighbours() -> None:
    files = {
        "shared/traits.json": {
            "common": {
                "headers": {"$ref": "./headers.json#/Common"},
                "correlationId": {"$ref": "headers.json#/id"},
            }
        },
        "shared/headers.json": {
            "Common": {"properties": {"b": {"$ref": "#/B"}}},
            "B": {"type": "string"},
            "id": {"location": "$message.header#/b"},
        },
    }
    own: dict[str, Any] = {"properties": {"a": {}}}
    found = message_of({"headers": own, "traits": [{"$ref": "shared/traits.json#/common"}]}, files)
    assert list(headers_of(found)) == ["a", "b"]
    assert found.correlation_id is not None and found.correlation_id.location == "$message.header#/b"


@pytest.mark.parametrize(
    ("trait", "names"),
    [
        ("https://h/shared/traits.json#/common", "https://h/shared/{}.json"),
        ("shared%20here/traits.json#/common", "shared here/{}.json"),
        ("shared%2525/traits.json#/common", "shared%25/{}.json"),
        ("a%3Ab/traits.json#/common", "a:b/{}.json"),
    ],
)
@pytest.mark.parametrize("pointer", ["#/h", "#/h%2525", "#/h~1~0"])
def test_references_of_traits_lead_to_the_same_from_wherever_they_are_written(
    trait: str, names: str, pointer: str
) -> None:
    key = {"#/h": "h", "#/h%2525": "h%25", "#/h~1~0": "h/~"}[pointer]
    files = {
        names.format("traits"): {"common": {"headers": {"$ref": f"headers.json{pointer}"}}},
        names.format("headers"): {key: {"properties": {"a": {"$ref": "#/A"}}}, "A": {"type": "integer"}},
    }
    owns: list[dict[str, Any]] = [{}, {"headers": {"properties": {"b": {}}}}]
    for own in owns:
        message = {"title": "t", "payload": {}, "traits": [{"$ref": trait}], **own}
        api = api_of({"c": {"publish": {"message": message}}}, files)
        [found] = api.messages.values()
        assert found.headers is not None
        headers = api.schema(found.headers)
        assert isinstance(headers, KeywordSchema)
        declared = {each.name: api.schema(each.schema) for each in headers.object.properties}
        assert isinstance(declared["a"], KeywordSchema) and declared["a"].types == ("integer",)
        assert ("b" in declared) == bool(own)


def test_a_reference_below_an_id_means_the_same_once_it_is_merged() -> None:
    headers = {
        "$id": "https://h/headers",
        "properties": {"a": {"$ref": "#/definitions/A"}},
        "definitions": {"A": {"type": "integer"}},
    }
    api = api_of({"c": {"publish": {"message": {"traits": [{"headers": headers}]}}}})
    [found] = api.messages.values()
    assert isinstance(found.headers, KeywordSchema)
    declared = api.schema(found.headers.object.properties[0].schema)
    assert isinstance(declared, KeywordSchema) and declared.types == ("integer",)


def test_data_of_a_trait_that_looks_like_a_reference_stays_as_it_is() -> None:
    example = {"payload": {"$ref": "#/x", "more": 1}}
    files = {"shared/traits.json": {"common": {"examples": [example]}}}
    [found] = message_of({"traits": [{"$ref": "shared/traits.json#/common"}]}, files).examples
    assert found.payload is not None and found.payload.value == example["payload"]


def test_operations_have_traits_too() -> None:
    traits = [
        {"$ref": "#/components/operationTraits/kafka"},
        {"bindings": {"kafka": {"groupId": {"enum": ["b"]}}}, "tags": [{"name": "t"}]},
    ]
    kafka = {"bindings": {"kafka": {"groupId": {"enum": ["a"]}, "clientId": {"enum": ["c"]}}}}
    api = api_of(
        {"c": {"subscribe": {"operationId": "own", "traits": traits, "message": {}}}},
        components={"operationTraits": {"kafka": kafka}},
    )
    [operation] = api.channels[0].operations
    assert operation.operation_id == "own"
    assert operation.bindings == {"kafka": {"groupId": {"enum": ["b"]}, "clientId": {"enum": ["c"]}}}
    assert [tag.name for tag in operation.notes.tags] == ["t"]


@pytest.mark.parametrize(
    ("examples", "found"),
    [
        ([{"payload": {"a": 1}, "headers": {"h": "x"}}], [("", {"a": 1}, {"h": "x"})]),
        ([{"name": "one", "payload": None}], [("one", None, "absent")]),
        (
            [{"one": {"payload": {"a": 1}}}, {"two": {"headers": {}}}],
            [("one", {"a": 1}, "absent"), ("two", "absent", {})],
        ),
        ([{"payload": {"payload": 1}}], [("", {"payload": 1}, "absent")]),
    ],
)
def test_examples_have_the_forms_of_each_version(examples: Any, found: Any) -> None:
    def value(constant: Constant | None) -> Any:
        return "absent" if constant is None else constant.value

    read = message_of({"examples": examples}).examples
    assert [(each.name, value(each.payload), value(each.headers)) for each in read] == found
