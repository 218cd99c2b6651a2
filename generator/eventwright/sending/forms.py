"""Payloads as the pairs of a form or a query, the inverse of what receivers read; encodes no percents."""

import json
from collections.abc import Iterator

from eventwright.json_value import Json


def pairs(payload: Json) -> list[tuple[str, str]]:
    """Return the keys and texts of an object; raises ValueError for what is none.

    Lists repeat their key, those of lists and objects number their items: `items[0][id]`. Null is an empty
    text. What is empty has no pair.
    """
    if not isinstance(payload, dict):
        raise ValueError("only an object can be written as a form")
    return [pair for name, value in payload.items() for pair in _pairs(name, value)]


def _pairs(key: str, value: Json) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, each in value.items():
                yield from _pairs(f"{key}{_inside(name)}", each)
        case list():
            numbered = any(isinstance(each, list | dict) for each in value)
            for index, each in enumerate(value):
                yield from _pairs(f"{key}[{index}]" if numbered else key, each)
        case None:
            yield key, ""
        case str():
            yield key, value
        case bool() | int() | float():
            yield key, json.dumps(value)


def _inside(name: str) -> str:
    """A name in brackets; of one that has brackets itself, `a[b]`, only what stands before them."""
    head, bracket, rest = name.partition("[")
    return f"[{head}]{bracket}{rest}"
