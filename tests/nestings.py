"""Documents whose schemas name the next one several times, so that there are more paths than schemas."""

import json
from collections.abc import Callable
from typing import Any

Make = Callable[[int], dict[str, Any]]


def _schema(number: int) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/S{number}"}


def _made_from(number: int, **beside: Any) -> dict[str, Any]:
    return {"allOf": [_schema(number)], **beside}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


NESTINGS: dict[str, Make] = {
    "allOf twice": lambda n: {"allOf": [_schema(n), _schema(n)]},
    "oneOf twice": lambda n: {"oneOf": [_schema(n), _schema(n)]},
    "anyOf twice": lambda n: {"anyOf": [_schema(n), _schema(n)]},
    "if, then and else": lambda n: {"if": _schema(n), "then": _schema(n), "else": _schema(n)},
    "not beside allOf": lambda n: _made_from(n, **{"not": _schema(n)}),
    "two properties": lambda n: _object(left=_schema(n), right=_schema(n)),
    "two properties of lists": lambda n: _object(
        left={"type": "array", "items": _schema(n)}, right={"type": "array", "items": _schema(n)}
    ),
    "a property beside allOf": lambda n: _made_from(n, properties={"right": _schema(n)}),
    "the same property at each step of allOf": lambda n: _made_from(n, properties={"a": {"maxLength": n}}),
    "one property that two demand": lambda n: {
        "allOf": [_object(left=_schema(n)), _object(left=_schema(n + 1))]
    },
    "two properties that two demand": lambda n: {
        "allOf": [
            _object(left=_made_from(n), right=_made_from(n)),
            _object(left=_made_from(n + 1), right=_made_from(n + 1)),
        ]
    },
    "properties within that two demand": lambda n: {
        "allOf": [
            _object(left=_object(left=_schema(n), right=_schema(n)), right=_schema(n)),
            _object(left=_schema(n + 1), right=_object(left=_schema(n + 1), right=_schema(n + 1))),
        ]
    },
    "items and contains": lambda n: {"type": "array", "items": _schema(n), "contains": _schema(n)},
    "unions in arrays": lambda n: {
        "type": "array",
        "items": {"anyOf": [_schema(n), _schema(n)]},
        "contains": {"oneOf": [_schema(n), _schema(n)]},
    },
    "tuples": lambda n: {"type": "array", "items": [_schema(n), _schema(n)]},
    "closed tuples": lambda n: {
        "type": "array",
        "items": [_schema(n), _schema(n)],
        "minItems": 2,
        "additionalItems": False,
    },
    "patterns and other properties": lambda n: {
        "type": "object",
        "patternProperties": {"^x": _schema(n)},
        "additionalProperties": _schema(n),
    },
    "names of properties": lambda n: _made_from(n, propertyNames=_schema(n)),
    "dependencies": lambda n: {"dependencies": {"a": _schema(n), "b": _made_from(n)}},
    "allOf, anyOf and oneOf": lambda n: _made_from(n, anyOf=[_schema(n)], oneOf=[_schema(n)]),
    "the next one and that behind": lambda n: {"allOf": [_schema(n), _schema(n + 1)]},
    "a union of the next one and that behind": lambda n: {"oneOf": [_schema(n), _schema(n + 1)]},
    "a union of it and lists of it": lambda n: {
        "anyOf": [_schema(n), {"type": "array", "items": _schema(n)}]
    },
    "a union of lists and maps": lambda n: {
        "oneOf": [
            {"type": "array", "items": _schema(n)},
            {"type": "object", "additionalProperties": _schema(n)},
        ]
    },
    "a union of what is made from it": lambda n: {
        "oneOf": [_made_from(n, required=["a"]), _made_from(n, required=["b"])]
    },
    "unions that all hold": lambda n: {"allOf": [{"anyOf": [_made_from(n), _made_from(n)]}]},
    "conditions made from it": lambda n: {
        "if": _made_from(n, required=["a"]),
        "then": _made_from(n),
        "else": _made_from(n, required=["b"]),
    },
    "a discriminator at each step": lambda n: {
        **_object(kind={"type": "string"}),
        "required": ["kind"],
        "discriminator": "kind",
        "oneOf": [_schema(n), _schema(n + 1)],
    },
    "a circle of unions": lambda n: {
        "allOf": [{"anyOf": [_schema(n), _schema(0)]}, {"anyOf": [_schema(n), _schema(n // 2)]}]
    },
    "a circle through lists": lambda n: {"anyOf": [_schema(n), {"type": "array", "items": _schema(0)}]},
}
"""By what it says, from the number of the next schema to a schema that names it."""

EXAMPLES: tuple[Any, ...] = ({"a": "x"}, {"a": 1}, {"left": {"left": {}}, "b": []}, [[["x"]]], None, "x")


def document(make: Make, length: int) -> bytes:
    """A document of schemas that lead from one to the next, and end at an object."""
    end = _object(a={"type": "string"})
    schemas = {f"S{number}": make(number + 1) for number in range(length)}
    schemas |= {f"S{length}": end, f"S{length + 1}": end}
    schemas["S0"]["examples"] = list(EXAMPLES)
    return _written(schemas)


def required_by_turns(length: int) -> bytes:
    """A document in which each way through the unions requires other names of the object at their end."""
    names = {f"{letter}{number}": {"type": "string"} for number in range(length) for letter in "ab"}
    schemas = {
        f"S{number}": {"oneOf": [_made_from(number + 1, required=[f"{letter}{number}"]) for letter in "ab"]}
        for number in range(length)
    }
    return _written(schemas | {f"S{length}": _object(**names)})


def _written(schemas: dict[str, Any]) -> bytes:
    message = {"payload": {"$ref": "#/components/schemas/S0"}}
    return json.dumps(
        {
            "asyncapi": "2.6.0",
            "info": {"title": "Nestings", "version": "1"},
            "channels": {"c": {"publish": {"message": message}}},
            "components": {"schemas": schemas},
        }
    ).encode()
