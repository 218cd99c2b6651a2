"""What stands beside a oneOf or anyOf of one branch holds, too; jsonschema is the judge."""

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
