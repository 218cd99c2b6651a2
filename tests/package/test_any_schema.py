"""Payload schemas of every shape, each in a package of its own: the judge's verdict, and nothing lost."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from tests.codec.test_conformance import cases
from tests.support import LENIENT, STRICT, Packages, same
from tests.values import SLOW_BY_NATURE, judge_of

VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    1,
    2.5,
    "",
    "abc",
    [],
    [1],
    ["a", "b"],
    {},
    {"a": 1},
    {"a": "b", "c": None},
)

TABLE: Mapping[str, Any] = {
    "true": True,
    "false": False,
    "an empty schema": {},
    "properties without a type": {"properties": {"a": {"type": "integer"}}},
    "required properties without a type": {"properties": {"a": {"type": "integer"}}, "required": ["a"]},
    "required without properties": {"required": ["a"]},
    "properties and items without a type": {"properties": {"a": {"type": "integer"}}, "items": {}},
    "branches that speak of properties and of items": {
        "allOf": [{"properties": {"a": {"type": "integer"}}}, {"items": {"type": "integer"}}]
    },
    "no additional properties without a type": {"additionalProperties": False},
    "typed additional properties without a type": {"additionalProperties": {"type": "integer"}},
    "items without a type": {"items": {"type": "integer"}},
    "forbidden items without a type": {"items": False},
    "forbidden items": {"type": "array", "items": False},
    "nested items without a type": {"items": {"items": False}},
    "a branch that nothing fits": {"anyOf": [False, {"type": "integer"}]},
    "only branches that nothing fits": {"oneOf": [False, False]},
    "a branch that everything fits": {"oneOf": [{}, {"type": "integer"}]},
    "an allOf that excludes itself": {"allOf": [{"type": "string"}, {"type": "integer"}]},
    "allOf beside properties": {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "allOf": [{"required": ["a"]}, {"properties": {"a": {"minLength": 1}}}],
    },
    "anyOf beside properties": {
        "type": "object",
        "properties": {"a": {}},
        "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
    },
    "an allOf of anything": {"allOf": [True], "if": {"type": "string"}, "then": {"minLength": 1}},
    "enums in common": {"allOf": [{"enum": ["a", "abc"]}, {"enum": ["abc", "d"]}]},
    "an enum and a const": {"enum": ["a", "abc"], "const": "abc"},
    "an enum of other types": {"type": "string", "enum": [1, "abc", None]},
    "an enum of objects": {"enum": [{"a": 1}, [1], None, 0]},
    "an enum of one integer": {"enum": [1]},
    "an enum of booleans": {"enum": [True]},
    "an enum of texts and integers": {"enum": ["abc", "a", 1, 0]},
    "an enum of fractions": {"enum": [2.5, 1]},
    "an enum of a whole fraction": {"enum": [1.0, "a"]},
    "an enum of null alone": {"enum": [None]},
    "an enum beside types that exclude all of it": {"type": "array", "enum": [1, "abc"]},
    "an enum of many texts and a number": {"enum": [*"abcdefghij", 1]},
    "an enum of large integers and a text": {"enum": [2**70, 2**71, "abc"]},
    "enums with nothing in common": {"allOf": [{"enum": ["a"]}, {"enum": ["abc"]}]},
    "a whole number": {"allOf": [{"type": "number"}, {"type": "integer"}]},
    "types in common": {"allOf": [{"type": ["string", "null"]}, {"type": ["null", "array"]}]},
    "constants that exclude each other": {"allOf": [{"const": 1}, {"const": "abc"}]},
    "constants that are the same": {"allOf": [{"const": 1}, {"const": 1.0}]},
    "a const and an enum without it": {"const": "abc", "enum": ["a"]},
    "properties that two branches declare": {
        "allOf": [
            {"type": "object", "properties": {"a": {"type": ["integer", "string"]}, "c": True}},
            {"properties": {"a": {"type": "integer", "minimum": 1}, "c": {"type": "null"}}},
        ]
    },
    "properties that exclude each other": {
        "allOf": [
            {"type": "object", "properties": {"a": {"type": "integer"}}},
            {"properties": {"a": {"type": "string"}}},
        ]
    },
    "a property that one branch forbids": {
        "allOf": [{"type": "object", "properties": {"a": {}}}, {"properties": {"a": False}}]
    },
    "objects that three branches declare": {
        "allOf": [
            {"type": "object", "properties": {"a": {"properties": {name: {"type": "integer"}}}}}
            for name in "xyz"
        ]
    },
    "a reference with siblings": {"$ref": "#/components/schemas/second", "type": "integer", "maxLength": 1},
    "a discriminator": {
        "discriminator": "a",
        "oneOf": [
            {"type": "object", "required": ["a"], "properties": {"a": {"const": "b"}}},
            {"type": "object", "required": ["a"], "properties": {"a": {"type": ["string", "integer"]}}},
        ],
    },
    "a discriminator of anyOf": {
        "discriminator": "a",
        "anyOf": [
            {"type": "object", "properties": {"a": {"enum": ["x", "b"]}}},
            {"type": "object", "properties": {"c": {"type": "integer"}}},
        ],
    },
    "a discriminator that none of its branches has": {
        "discriminator": "z",
        "oneOf": [{"type": "object", "properties": {"a": {"type": "string"}}}, {"type": "integer"}],
    },
    "a list of values that are known": {"type": "string", "x-extensible-enum": ["a", "abc"]},
    "known values without a type": {"x-extensible-enum": [1, 2]},
    "known values of several types": {"type": ["integer", "null"], "x-extensible-enum": [1, None]},
    "a const of null": {"const": None},
    "a const list": {"const": [1]},
    "a const fraction": {"const": 2.5},
    "a format of another type": {"type": "integer", "format": "date-time"},
    "a format without a type": {"format": "date-time"},
    "a moment or null": {"type": ["string", "null"], "format": "date-time"},
    "not": {"not": {"type": "object"}},
    "if": {"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"type": "array"}},
    "an open tuple": {"items": [{"type": "integer"}], "additionalItems": {"type": "string"}},
    "a closed tuple of two": {
        "type": "array",
        "items": [{"enum": ["a", "b"]}, {"type": "string"}],
        "minItems": 2,
        "maxItems": 2,
    },
    "a closed tuple": {
        "type": "array",
        "items": [{"type": "integer"}],
        "minItems": 1,
        "additionalItems": False,
    },
    "unique items": {"type": "array", "uniqueItems": True, "contains": {"type": "string"}},
    "pattern properties": {"type": "object", "patternProperties": {"^a": {"type": "integer"}}},
    "pattern beside forbidden": {
        "type": "object",
        "properties": {"c": {}},
        "patternProperties": {"^a": {"type": "integer"}},
        "additionalProperties": False,
    },
    "names of properties": {"type": "object", "propertyNames": {"maxLength": 1}, "minProperties": 1},
    "dependencies": {"type": "object", "properties": {"a": {}}, "dependencies": {"a": ["c"]}},
    "a forbidden property": {"type": "object", "properties": {"a": False}},
    "a required property that is not declared": {
        "type": "object",
        "properties": {"c": {}},
        "required": ["a"],
    },
    "all types": {"type": ["null", "boolean", "integer", "number", "string", "array", "object"]},
    "a list that holds itself": {"type": "array", "items": {"$ref": "#/components/schemas/root"}},
    "an object that holds itself": {
        "type": "object",
        "properties": {"a": {"$ref": "#/components/schemas/root"}},
    },
    "a union that holds itself": {
        "oneOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/components/schemas/root"}}]
    },
    "a property that is a constant object": {"type": "object", "properties": {"a": {"const": {}}}},
    "a property of mixed values": {"type": "object", "properties": {"a": {"enum": [1, "x"]}}},
    "a property that is not null": {"type": "object", "properties": {"a": {"not": {"type": "null"}}}},
    "a property of several constants": {
        "type": "object",
        "properties": {"a": {"anyOf": [{"type": "string"}, {"const": {}}]}},
    },
    "no keys at all": {"type": "object", "additionalProperties": False},
    "undeclared objects": {
        "type": "object",
        "properties": {"c": {"type": "string"}},
        "additionalProperties": {"type": "object", "properties": {"b": {"type": "string"}}},
    },
    "undeclared keys that hold the same": {
        "type": "object",
        "properties": {"c": {"type": "string"}},
        "additionalProperties": {"$ref": "#/components/schemas/root"},
    },
    "names that a class body needs": {
        "type": "object",
        "properties": {
            name: {"type": "string"} for name in ("frozenset", "declared", "builtins", "list", "int", "date")
        },
        "required": ["frozenset"],
    },
    "a constant beyond 64 bits": {"type": "array", "items": {"const": 2**70}},
    "a reference to a reference": {"$ref": "#/components/schemas/second"},
}


def document(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """A document with one message, whose payload is the schema `root`, and these schemas as components."""
    payload = {"$ref": "#/components/schemas/root"}
    return {
        "asyncapi": "2.6.0",
        "info": {"title": "t", "version": "1"},
        "channels": {"c": {"publish": {"message": {"messageId": "sample", "payload": payload}}}},
        "components": {"schemas": schemas},
    }


def assert_judged(packages: Packages, schemas: Mapping[str, Any], values: Any) -> None:
    parts = document(schemas)
    judge = judge_of(parts, "#/components/schemas/root")
    text = json.dumps(parts).encode()
    for options in (STRICT, LENIENT):
        package = packages.of(text, "spec.json", options)
        for value in values:
            valid = judge.is_valid(value)
            try:
                message = package.Sample.decode(value)
            except package.DecodeError:
                assert not valid or (options is LENIENT and leaves_a_type_out(schemas)), value
            else:
                assert valid or options is LENIENT, value
                assert alike(message.encode(), value), value


def leaves_a_type_out(schema: Any) -> bool:
    """Whether some schema speaks of properties or items without a type, where lenient decoding adds one."""
    if isinstance(schema, dict):
        speaks = any(keyword in schema for keyword in ("properties", "items", "x-extensible-enum"))
        silent = "type" not in schema and speaks
        return silent or any(leaves_a_type_out(part) for part in schema.values())
    return isinstance(schema, list) and any(leaves_a_type_out(part) for part in schema)


def test_a_schema_that_speaks_of_properties_means_an_object_where_decoding_is_lenient(
    packages: Packages,
) -> None:
    text = json.dumps(document({"root": {"properties": {"a": {"type": "integer"}}}})).encode()
    lenient, strict = packages.of(text, "spec.json", LENIENT), packages.of(text, "spec.json", STRICT)
    with pytest.raises(lenient.DecodeError, match="expected object, got 'abc'"):
        lenient.Sample.decode("abc")
    assert strict.Sample.decode("abc").payload == "abc"
    assert lenient.Sample.decode({"a": 1}).payload.a == strict.Sample.decode({"a": 1}).payload.a == 1


def test_lists_that_hold_one_another_have_the_same_types_in_any_order(packages: Packages) -> None:
    lists = {
        "first": {"type": "array", "items": {"$ref": "#/components/schemas/second"}},
        "second": {"type": "array", "items": {"$ref": "#/components/schemas/first"}},
    }
    root = {
        "type": "object",
        "properties": {name: {"$ref": f"#/components/schemas/{name}"} for name in lists},
    }
    one = packages.of(json.dumps(document({"root": root, **lists})).encode(), "spec.json", STRICT)
    other = packages.of(
        json.dumps(document({"second": lists["second"], "first": lists["first"], "root": root})).encode(),
        "spec.json",
        STRICT,
    )
    assert one.Root.__annotations__ == other.Root.__annotations__


def alike(encoded: Any, value: Any) -> bool:
    """Like `same`, but an integer that was written 1.0 may be written 1."""
    return same(_whole(encoded), _whole(value))


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


@pytest.mark.parametrize("schema", TABLE.values(), ids=TABLE.keys())
def test_a_payload_is_judged_by_its_schema(packages: Packages, schema: Any) -> None:
    assert_judged(packages, {"root": schema, "second": {"type": "string"}}, VALUES)


@pytest.mark.parametrize("schema", TABLE.values(), ids=TABLE.keys())
def test_a_property_is_judged_by_its_schema(packages: Packages, schema: Any) -> None:
    owner = {"type": "object", "required": ["b"], "properties": {"a": schema, "b": schema}}
    values = [{"b": value} for value in VALUES] + [{"a": value, "b": value} for value in VALUES]
    assert_judged(packages, {"root": owner, "second": {"type": "string"}}, [{}, None, *values])


# Shrinking would generate a thousand packages.
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=SLOW_BY_NATURE,
)
@given(case=cases())
def test_random_schemas_are_judged_alike(packages: Packages, case: tuple[dict[str, Any], list[Any]]) -> None:
    library, values = case
    assert_judged(
        packages, {name: with_component_references(schema) for name, schema in library.items()}, values
    )


def with_component_references(schema: Any) -> Any:
    """The schema with its references to definitions turned to the components of a document."""
    if isinstance(schema, list):
        return [with_component_references(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: item.replace("#/definitions/", "#/components/schemas/")
        if key == "$ref"
        else item
        if key in ("enum", "const")
        else with_component_references(item)
        for key, item in schema.items()
    }
