"""Positions: a `$ref` is a reference where the grammar has one, and a name or data elsewhere."""

import pytest

from eventwright.problems import Pointer
from eventwright.resolve.positions import is_reference, references
from eventwright.source import Json, parse


def found(text: str) -> list[tuple[Pointer, Json]]:
    """Return the references of a document, in which `REF` stands for one to `#/no`."""
    document = text.replace("REF", "{$ref: '#/no'}")
    return list(references(parse("a.yaml", document.encode()).value, (), set()))


@pytest.mark.parametrize(
    "text",
    [
        "one: REF",
        "allOf: [{}, REF]",
        "items: REF",
        "channels: {x-y: {subscribe: {message: REF}}}",
        "message: {headers: REF}",
        "properties: {headers: REF}",
        "properties: {default: REF}",
        "properties: {x-foo: REF}",
        "properties: {examples: {properties: {const: REF}}}",
        "properties: {$ref: REF}",
        "properties: {properties: REF}",
        "properties: {properties: {properties: {enum: REF}}}",
        "patternProperties: {'x-': REF}",
        "definitions: {default: REF}",
        "dependencies: {example: REF}",
        "components: {schemas: {default: REF}}",
        "components: {schemas: {properties: REF}}",
        "components: {headers: {const: REF}}",
        "components: {messages: {m: {payload: {properties: {x-a: REF}}}}}",
        "components: {messageTraits: {example: REF}}",
        "parameters: {default: {schema: REF}}",
        "servers: {default: {variables: {enum: REF}}}",
        "servers: [REF]",
        "not: {$ref: {a: 1}, x: REF}",
    ],
)
def test_a_reference_counts_where_the_grammar_has_one(text: str) -> None:
    assert [value for _, value in found(text)] == ["#/no"]


@pytest.mark.parametrize(
    "text",
    [
        "default: REF",
        "one: {default: {a: REF}}",
        "one: {const: REF, enum: [REF], example: REF, examples: [{payload: REF}]}",
        "x-one: REF",
        "info: {x-one: [REF]}",
        "components: {x-schemas: {a: REF}}",
        "properties: {$ref: {type: string}}",
        "one: {$ref: '#/two', properties: {a: REF}}\ntwo: {}",
        "channels: {a: {servers: [x, y]}}",
    ],
)
def test_data_names_and_siblings_of_a_reference_are_no_references(text: str) -> None:
    assert "#/no" not in [value for _, value in found(text)]


def test_references_come_in_the_order_of_the_document_with_their_pointers() -> None:
    text = (
        "channels: {/a: {publish: {message: REF}}, default: REF}\ncomponents: {schemas: {x: {items: [REF]}}}"
    )
    assert [pointer for pointer, _ in found(text)] == [
        ("channels", "/a", "publish", "message"),
        ("channels", "default"),
        ("components", "schemas", "x", "items", "0"),
    ]


def test_values_shared_by_aliases_are_visited_once() -> None:
    assert len(found("a: &a {items: REF}\nb: *a\nc: [*a, *a]")) == 1


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ({"$ref": "#/a"}, True),
        ({"$ref": 5}, True),
        ({"$ref": None}, True),
        ({"$ref": {"type": "string"}}, False),
        ({}, False),
        ("$ref", False),
        (["$ref"], False),
    ],
)
def test_a_mapping_with_a_ref_is_a_reference_unless_a_mapping_is_under_it(node: Json, expected: bool) -> None:
    assert is_reference(node) is expected
