"""References by `$id` and `$anchor`, as Draft-07 joins them with what is written around them."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator

from eventwright.documents import MemoryDocuments
from eventwright.problems import Pointer, parse_pointer
from eventwright.resolve import Location, Resolved, resolve

SCHEMA: dict[str, Any] = {
    "$id": "http://example.com/root.json",
    "definitions": {
        "A": {"$id": "#anchor", "type": "integer"},
        "B": {
            "$id": "folder/other.json",
            "definitions": {
                "X": {"$id": "#inner", "type": "string"},
                "Y": {"$id": "deep.json", "type": "boolean"},
                "A": {"type": "null"},
            },
            "properties": {
                "own": {"$ref": "#/definitions/A"},
                "ownAnchor": {"$ref": "#inner"},
                "sibling": {"$ref": "deep.json"},
                "root": {"$ref": "../root.json#/definitions/A"},
            },
        },
        "C": {"$id": "urn:example:c", "type": "array"},
        "a b%c": {"type": "object"},
        "e~/": {"type": "number"},
    },
    "properties": {
        "anchor": {"$ref": "#anchor"},
        "wholeAnchor": {"$ref": "http://example.com/root.json#anchor"},
        "relative": {"$ref": "folder/other.json"},
        "absolute": {"$ref": "http://example.com/folder/other.json#/definitions/X"},
        "otherAnchor": {"$ref": "folder/other.json#inner"},
        "deep": {"$ref": "folder/deep.json"},
        "urn": {"$ref": "urn:example:c"},
        "escaped": {"$ref": "#/definitions/a%20b%25c"},
        "tilde": {"$ref": "#/definitions/e~0~1"},
        "pointer": {"$ref": "#/definitions/B/definitions/A"},
    },
}
VALUES: list[Any] = [None, True, 1, 1.5, "a", [], {}, {"own": 1}]


def resolved(text: str) -> Resolved:
    return resolve(MemoryDocuments({"a.yaml": text.encode()}), "a.yaml")


def target(result: Resolved, pointer: str) -> Pointer:
    found = result.reference(Location("a.yaml", parse_pointer(pointer)))
    assert found is not None, pointer
    return found.pointer


PLACES = [
    *(("/properties/" + name) for name in SCHEMA["properties"]),
    *(f"/definitions/B/properties/{name}" for name in ("own", "ownAnchor", "sibling", "root")),
]


@pytest.mark.parametrize("place", PLACES)
def test_the_judge_finds_the_same_schema_behind_a_reference(place: str) -> None:
    result = resolved(json.dumps(SCHEMA))
    assert result.problems == ()
    schema: Any = result.node(Location("a.yaml", target(result, place)))
    ours = Draft7Validator(schema)
    root = "definitions/B/" if "definitions" in place else ""
    judge = Draft7Validator({**SCHEMA, "allOf": [{"$ref": f"#/{root}properties/{place.rpartition('/')[2]}"}]})
    assert [ours.is_valid(value) for value in VALUES] == [judge.is_valid(value) for value in VALUES]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x: {$ref: '#n'}\ny: {$anchor: n}", "/y"),
        ("x: {$ref: '#n'}\ny: {$id: '#n'}\nz: {$id: '#n'}", "/y"),
        # A name in the data of an example, and one beside a reference, name no schema.
        ("x: {$ref: '#n'}\na: {example: {$id: '#n'}}\nb: {$ref: '#/y', $id: '#n'}\ny: {$id: '#n'}", "/y"),
        # Documents write pointers from the file on even inside of a schema that has an `$id`.
        ("a: {$id: 'http://e.com/s', x: {$ref: '#/y'}}\ny: {}", "/y"),
        ("a: {$id: 'http://e.com/s', x: {$ref: '#/y'}, y: {}}\ny: {}", "/a/y"),
        ("x: {$ref: 'http://[broken'}\ny: {$id: 'http://[broken'}", "/y"),
    ],
)
def test_a_name_in_a_document_is_found(text: str, expected: str) -> None:
    result = resolved(text)
    assert result.problems == ()
    place = "/a/x" if text.startswith("a:") else "/x"
    assert target(result, place) == parse_pointer(expected)


def test_a_name_that_no_schema_has_is_unknown() -> None:
    problems = resolved("x: {$ref: '#no'}\ny: {$id: '#yes'}").problems
    assert [problem.code for problem in problems] == ["unknown-reference"]
