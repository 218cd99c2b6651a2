"""Reads JSON text without places, by Python's own scanner; what may be at fault is left to `json_text`."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from eventwright.json_value import Json
from eventwright.limits import Limits
from eventwright.source.scalars import Fault, decimal_float, decimal_integer

# Two halves may be one character, but that takes a closer look.
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_FRAMES_OF_THE_SCANNER = 1_000


class _DoubtError(ValueError):
    """What stands here is none of ours to judge."""


def plain_json(text: str, limits: Limits) -> Json:
    """Return the value of a JSON text; None where it is null, no JSON, or something may be at fault."""
    if _HALF_CHARACTER.search(text):
        return None
    decoder = json.JSONDecoder(
        object_pairs_hook=_mapping,
        parse_int=lambda digits: _number(decimal_integer(digits, limits.digits)),
        parse_float=lambda digits: _number(decimal_float(digits)),
        parse_constant=_doubt,
    )
    try:
        with _little_recursion(limits.depth):
            value: Json = decoder.decode(text)
    except (ValueError, RecursionError):
        return None
    return value if _is_within(value, limits) else None


def _mapping(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise _DoubtError
    return mapping


def _number(value: float | Fault) -> float:
    if isinstance(value, Fault):
        raise _DoubtError
    return value


def _doubt(text: str) -> NoReturn:
    raise _DoubtError


@contextmanager
def _little_recursion(depth: int) -> Iterator[None]:
    """Let the scanner go about this deep: it takes the stack of the process, which may be small."""
    allowed = sys.getrecursionlimit()
    sys.setrecursionlimit(min(allowed, _frames() + depth + _FRAMES_OF_THE_SCANNER))
    try:
        yield
    finally:
        sys.setrecursionlimit(allowed)


def _frames() -> int:
    count, frame = 0, sys._getframe()
    while frame.f_back is not None:
        count, frame = count + 1, frame.f_back
    return count


def _is_within(value: Json, limits: Limits) -> bool:
    """Tell whether a value keeps to the limits that a scanner does not know, one level after another."""
    nodes, depth, level = 0, 0, [value]
    while level:
        nodes += len(level)
        mappings = [node for node in level if type(node) is dict]
        sequences = [node for node in level if type(node) is list]
        depth += bool(mappings or sequences)
        keys = [key for mapping in mappings for key in mapping]
        texts = [node for node in level if type(node) is str]
        if nodes > limits.nodes or depth > limits.depth:
            return False
        if _longest(keys) > limits.key or _longest(texts) > limits.scalar:
            return False
        level = [node for mapping in mappings for node in mapping.values()]
        level += [node for sequence in sequences for node in sequence]
    return True


def _longest(texts: list[str]) -> int:
    return max(map(len, texts), default=0)
