"""How much is compared: what is the same to the letter is not looked at, however large the documents are."""

import json
from typing import Any

import pytest
from tests.support import calls

from eventwright.diff import Document, compare
from eventwright.documents import MemoryDocuments
from eventwright.load import inspect_document

MESSAGES = 200
SHAPE = "eventwright.diff.shapes.keywords.keyword_shape"


def large() -> dict[str, Any]:
    """A document of many messages, whose payloads share a schema."""
    schemas: dict[str, Any] = {"Address": {"type": "object", "properties": {"city": {"type": "string"}}}}
    messages, channels = {}, {}
    for number in range(MESSAGES):
        schemas[f"Order{number}"] = {
            "type": "object",
            "properties": {
                "kind": {"const": f"order{number}"},
                "total": {"type": "number", "minimum": 0},
                "address": {"$ref": "#/components/schemas/Address"},
            },
            "required": ["kind"],
        }
        messages[f"Order{number}"] = {"payload": {"$ref": f"#/components/schemas/Order{number}"}}
    for number in range(0, MESSAGES, 10):
        named = [{"$ref": f"#/components/messages/Order{number + index}"} for index in range(10)]
        channels[f"orders{number}"] = {"publish": {"message": {"oneOf": named}}}
    return {
        "asyncapi": "2.6.0",
        "info": {"title": "Orders", "version": "1.0.0"},
        "channels": channels,
        "components": {"schemas": schemas, "messages": messages},
    }


def document(value: Any) -> Document:
    loaded = inspect_document(MemoryDocuments({"spec.json": json.dumps(value).encode()}), "spec.json")
    return Document(loaded.api, loaded.resolved)


def test_nothing_is_looked_at_where_nothing_changed() -> None:
    old, new = document(large()), document(large())
    assert calls(lambda: compare(old, new))[SHAPE] == 0


@pytest.mark.parametrize("edits", [1, 5])
def test_the_work_grows_with_what_changed(edits: int) -> None:
    value = large()
    for number in range(edits):
        value["components"]["schemas"][f"Order{number * 20}"]["properties"]["total"]["minimum"] = 1
    old, new = document(large()), document(value)
    # Two schemas of four parts each, and what tells the changed message from the nine beside it.
    assert 0 < calls(lambda: compare(old, new))[SHAPE] <= edits * 60
    assert [change.rule for change in compare(old, new).changes] == ["minimum-tightened"] * edits


def test_what_all_share_is_compared_once_and_told_with_all_that_it_reaches() -> None:
    value = large()
    value["components"]["schemas"]["Address"]["properties"]["city"]["maxLength"] = 20
    old, new = document(large()), document(value)
    assert calls(lambda: compare(old, new))[SHAPE] <= MESSAGES * 4
    [change] = compare(old, new).changes
    assert change.rule == "max-length-tightened"
    assert len(change.operations) == MESSAGES // 10
    assert sum(len(reached.messages) for reached in change.operations) == MESSAGES


def test_schemas_that_contain_themselves_come_to_an_end() -> None:
    def tree(least: int) -> Any:
        node: dict[str, Any] = {
            "type": "object",
            "properties": {"name": {"type": "string", "minLength": least}},
        }
        node["properties"] |= {"parts": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}
        node["additionalProperties"] = {"$ref": "#/components/schemas/Tree"}
        node["not"] = {"required": ["x"], "properties": {"x": {"$ref": "#/components/schemas/Tree"}}}
        channel = {"publish": {"message": {"payload": {"$ref": "#/components/schemas/Tree"}}}}
        return {**large(), "channels": {"trees": channel}, "components": {"schemas": {"Tree": node}}}

    changes = compare(document(tree(1)), document(tree(2))).changes
    assert "min-length-tightened" in [change.rule for change in changes]
