"""oneOf and anyOf to the letter: what stands beside one branch, and null that several branches take."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator
from tests.support import STRICT, Packages

COMPONENTS = {"schemas": {"O": {"type": "object", "properties": {"a": {}}}}}
BRANCH = {"$ref": "#/components/schemas/O"}


@pytest.mark.parametrize(
    "schema",
    [
        {"oneOf": [BRANCH], "required": ["a"]},
        {"oneOf": [BRANCH], "required": ["b"]},
        {"anyOf": [BRANCH], "minProperties": 1},
        {"allOf": [{"oneOf": [BRANCH]}, {"required": ["a"]}]},
    ],
)
def test_keywords_beside_one_branch_hold(packages: Packages, schema: dict[str, Any]) -> None:
    message = {"name": "m", "payload": schema}
    spec = {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}, "components": COMPONENTS}
    spec |= {"channels": {"c": {"publish": {"message": message}}}}
    package = packages.of(json.dumps(spec).encode(), "spec.json", STRICT)
    judge = Draft7Validator({**schema, "components": COMPONENTS})
    values: list[Any] = [{}, {"a": 1}, {"b": 1}, {"a": 1, "b": 1}, [], "a"]
    verdicts = [accepts(package, value) for value in values]
    assert verdicts == [judge.is_valid(value) for value in values]
    assert len(set(verdicts)) > 1


def accepts(package: Any, value: Any) -> bool:
    try:
        return bool(package.M.decode(value).encode() == value)
    except package.DecodeError:
        return False


@pytest.mark.parametrize(
    "union",
    [
        [{"type": ["string", "null"]}, {"type": ["integer", "null"]}],
        [{}, {"type": "null"}],
        [{"type": "string"}, {"type": "null"}],
    ],
)
def test_null_counts_in_a_one_of_as_any_value(packages: Packages, union: list[Any]) -> None:
    schema = {"type": "object", "properties": {"a": {"oneOf": union}}}
    message = {"name": "m", "payload": schema}
    spec = {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}}
    spec |= {"channels": {"c": {"publish": {"message": message}}}}
    package = packages.of(json.dumps(spec).encode(), "spec.json", STRICT)
    values: list[Any] = [{}, {"a": None}, {"a": "x"}, {"a": 1}, {"a": []}]
    judge = Draft7Validator(schema)
    assert [accepts(package, value) for value in values] == [judge.is_valid(value) for value in values]
