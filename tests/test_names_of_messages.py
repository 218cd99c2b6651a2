"""What messages are called, above all those that have no name; and messages that lie in other files."""

import json
from collections.abc import Mapping
from typing import Any

from tests.support import LENIENT, Packages

from eventwright.documents import MemoryDocuments
from eventwright.load import load
from eventwright.options import PackageOptions
from eventwright.plan.build import plan
from eventwright.render import render


def files_of(channels: Any, files: Mapping[str, Any] | None = None, **more: Any) -> MemoryDocuments:
    document = {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}, "channels": channels, **more}
    texts = {"spec.json": document, **(files or {})}
    return MemoryDocuments({name: json.dumps(text).encode() for name, text in texts.items()})


def classes(channels: Any, files: Mapping[str, Any] | None = None, **more: Any) -> list[str]:
    told = plan(load(files_of(channels, files, **more), "spec.json"), PackageOptions()).package.told
    return [each.message_class for each in told]


def kind(value: str, **more: Any) -> dict[str, Any]:
    return {"payload": {"type": "object", "properties": {"kind": {"const": value}}, **more}}


def test_a_message_without_a_name_is_called_after_its_operation() -> None:
    channels = {
        "a": {"publish": {"operationId": "receiveOrder", "message": {}}, "subscribe": {"message": {}}},
    }
    assert classes(channels) == ["ReceiveOrder", "ASubscribe"]


def test_one_of_several_without_a_name_is_called_after_its_payload_else_after_its_place() -> None:
    several = [kind("a"), kind("b", title="Second one"), {"payload": {"$ref": "#/components/schemas/Third"}}]
    nested = {"oneOf": [kind("d"), {"messageId": "fourth", **kind("e")}]}
    channels = {"c": {"publish": {"operationId": "receive", "message": {"oneOf": [*several, nested]}}}}
    found = classes(channels, components={"schemas": {"Third": kind("c")["payload"]}})
    assert found == ["ReceiveOption0", "SecondOne", "Third", "ReceiveOption3Option0", "Fourth"]


def test_messages_of_one_name_are_told_by_where_they_pass() -> None:
    channels = {
        "c": {"publish": {"message": {"name": "same"}}, "subscribe": {"message": {"name": "same"}}},
        "d": {"publish": {"operationId": "other", "message": {"name": "same"}}},
    }
    assert classes(channels) == ["CPublishSame", "DSame", "CSubscribeSame"]


def test_a_message_may_go_both_ways() -> None:
    both = {"message": {"$ref": "#/components/messages/Both"}}
    channels = {"a": {"publish": both, "subscribe": both}}
    assert classes(channels, components={"messages": {"Both": kind("a")}}) == ["Both", "Both"]


def test_several_messages_may_share_a_schema() -> None:
    shared = {"payload": {"$ref": "#/components/schemas/Shared"}}
    channels = {
        "a": {"publish": {"message": {"oneOf": [{"name": "one", **shared}, {"name": "two", **shared}]}}}
    }
    schema = {"type": "object", "properties": {"type": {"enum": ["one", "two"]}}}
    assert classes(channels, components={"schemas": {"Shared": schema}}) == ["One", "Two"]


FILES: dict[str, Any] = {
    "messages/all.json": {
        "UserCreated": {
            "headers": {"$ref": "../schemas.json#/Headers"},
            "payload": {"$ref": "../schemas.json#/User"},
            "traits": [{"$ref": "../traits.json#/common"}],
        }
    },
    "messages/gone.json": {"payload": {"type": "object", "properties": {"kind": {"const": "gone"}}}},
    "schemas.json": {
        "User": {"type": "object", "properties": {"kind": {"const": "user"}, "id": {"$ref": "#/Id"}}},
        "Id": {"type": "integer", "minimum": 1},
        "Headers": {"type": "object", "properties": {"Trace": {"$ref": "#/Id"}}},
    },
    "traits.json": {"common": {"correlationId": {"location": "$message.header#/trace"}}},
    "parameters.json": {"id": {"schema": {"$ref": "schemas.json#/Id"}}},
}
MANY = {
    "users/{id}": {
        "parameters": {"id": {"$ref": "parameters.json#/id"}},
        "publish": {
            "message": {"oneOf": [{"$ref": "messages/all.json#/UserCreated"}, {"$ref": "messages/gone.json"}]}
        },
    }
}


def test_messages_of_other_files_are_called_after_their_key_or_file() -> None:
    assert classes(MANY, FILES) == ["UserCreated", "Gone"]


def test_a_document_of_many_files_works_as_a_whole(packages: Packages) -> None:
    package = packages.imported(render(plan(load(files_of(MANY, FILES), "spec.json"), LENIENT).package))
    message = package.Router().decode_address("users/7", b'{"kind": "user", "id": 3}', {"trace": "5"})
    assert isinstance(message, package.UserCreated)
    assert (message.parameters.id, message.payload.id, message.headers.trace) == (7, 3, 5)
    assert message.correlation_id == 5
    assert isinstance(package.Router().decode_address("users/7", b'{"kind": "gone"}'), package.Gone)
