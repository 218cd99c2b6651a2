"""An open enum takes another value of a member's kind; a boolean has one other value."""

import json
from typing import Any

import pytest
from tests.support import LENIENT, STRICT, Packages


def decoded(packages: Packages, schema: dict[str, Any], value: Any, *, strict: bool) -> str:
    """What becomes of a payload: `same` where it comes back, else the name of the exception."""
    channels = {"c": {"publish": {"message": {"name": "m", "payload": schema}}}}
    spec = {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}, "channels": channels}
    package = packages.of(json.dumps(spec).encode(), "spec.json", STRICT if strict else LENIENT)
    try:
        written = package.M.decode(value).encode()
    except package.DecodeError:
        return "refused"
    assert written == value
    return "same"


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "boolean", "enum": [True]}, False),
        ({"enum": [True, "auto"]}, False),
        ({"enum": [0, False]}, True),
        ({"type": "object", "properties": {"a": {"enum": [True]}}}, {"a": False}),
        ({"anyOf": [{"enum": [False]}, {"type": "string"}]}, True),
    ],
)
def test_the_other_boolean_passes_an_open_enum(
    packages: Packages, schema: dict[str, Any], value: Any
) -> None:
    assert decoded(packages, schema, value, strict=False) == "same"
    assert decoded(packages, schema, value, strict=True) == "refused"
