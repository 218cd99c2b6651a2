"""Which `$ref` of a document is a reference, and which is a name or data; not where it points."""

from collections.abc import Iterator
from enum import Enum, auto

from eventwright.problems import Pointer
from eventwright.source import Json

REFERENCE = "$ref"

DATA_KEYS = frozenset(("const", "default", "enum", "example", "examples"))
"""Keys whose values are data, beside every key that starts with `x-`."""

NAME_MAPS = frozenset(
    (
        "$defs",
        "channelBindings",
        "channels",
        "correlationIds",
        "definitions",
        "dependencies",
        "dependentSchemas",
        "messageBindings",
        "messageTraits",
        "messages",
        "operationBindings",
        "operationTraits",
        "operations",
        "parameters",
        "patternProperties",
        "properties",
        "schemas",
        "securitySchemes",
        "serverBindings",
        "serverVariables",
        "servers",
        "variables",
    )
)
"""Keys whose mapping has names of the author's choice for keys.

`headers` is not among them: the headers of a message are one schema.
"""

COMPONENTS = "components"
"""The key of a mapping whose every value is a name map."""


class Kind(Enum):
    """What the keys of a mapping are."""

    GRAMMAR = auto()
    NAMES = auto()
    SECTIONS = auto()


def is_reference(node: Json) -> bool:
    """Tell whether a node in a place for objects of the grammar is a reference, be it a valid one or not.

    A mapping under `$ref` is taken for an entry that happens to have this name.
    """
    return isinstance(node, dict) and REFERENCE in node and not isinstance(node[REFERENCE], dict)


def fields(pointer: Pointer) -> Iterator[str]:
    """Yield those tokens of a pointer that are keys of the grammar or indices, not names of the author's."""
    kind = Kind.GRAMMAR
    for token in pointer:
        if kind is Kind.GRAMMAR:
            yield token
            kind = _kind_below(token)
        else:
            kind = Kind.NAMES if kind is Kind.SECTIONS else Kind.GRAMMAR


def references(node: Json, pointer: Pointer, walked: set[tuple[int, Kind]]) -> Iterator[tuple[Pointer, Json]]:
    """Yield pointer and `$ref` value of each reference at and below a node, in the document's order.

    What stands in `walked` is skipped, and what is visited is added; values shared by aliases are one.
    """
    for at, mapping in mappings(node, pointer, walked):
        if is_reference(mapping):
            yield at, mapping[REFERENCE]


def mappings(
    node: Json, pointer: Pointer, walked: set[tuple[int, Kind]]
) -> Iterator[tuple[Pointer, dict[str, Json]]]:
    """Yield pointer and value of each mapping that is an object of the grammar, references included."""
    waiting = [(node, pointer, Kind.GRAMMAR)]
    while waiting:
        node, pointer, kind = waiting.pop()
        if not isinstance(node, dict | list) or (id(node), kind) in walked:
            continue
        walked.add((id(node), kind))
        if isinstance(node, dict) and kind is Kind.GRAMMAR:
            yield pointer, node
            # Draft-07, 8.3: what stands beside a reference is ignored.
            if isinstance(node.get(REFERENCE), str):
                continue
        below = [(value, (*pointer, token), kind) for token, value, kind in _children(node, kind)]
        waiting.extend(reversed(below))


def _children(node: dict[str, Json] | list[Json], kind: Kind) -> Iterator[tuple[str, Json, Kind]]:
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield str(index), item, Kind.GRAMMAR
        return
    for key, value in node.items():
        if kind is Kind.NAMES:
            yield key, value, Kind.GRAMMAR
        elif key not in DATA_KEYS and not key.startswith("x-"):
            yield key, value, Kind.NAMES if kind is Kind.SECTIONS else _kind_below(key)


def _kind_below(key: str) -> Kind:
    if key == COMPONENTS:
        return Kind.SECTIONS
    return Kind.NAMES if key in NAME_MAPS else Kind.GRAMMAR
