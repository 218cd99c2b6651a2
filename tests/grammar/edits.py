"""Edits of a document, one at a time, each a fault that people make; whether one is told is not asked."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

Path = tuple[str | int, ...]
Container = Any
"""A mapping or a list inside of a document."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a document: what was done and where."""

    name: str
    path: Path
    document: Any

    def __str__(self) -> str:
        return f"{self.name} /{'/'.join(map(str, self.path))}"


def edits(document: Any, random: Random, count: int) -> Iterator[Edit]:
    """Yield edits at places of the document that are drawn at random; the document itself is left alone."""
    places = [path for path in _places(document, ()) if path and path != ("asyncapi",)]
    for _ in range(count):
        path = random.choice(places)
        name, change = random.choice(list(CHANGES.items()))
        changed = copy.deepcopy(document)
        if change(_at(changed, path[:-1]), path[-1], random):
            yield Edit(name, path, changed)


def _drop(parent: Container, key: Any, _: Random) -> bool:
    del parent[key]
    return True


def _rename(parent: Container, key: Any, random: Random) -> bool:
    if not isinstance(parent, dict):
        return False
    letter = random.randrange(len(key) + 1)
    parent[f"{key[:letter]}q{key[letter:]}"] = parent.pop(key)
    return True


def _retype(parent: Container, key: Any, random: Random) -> bool:
    parent[key] = random.choice([5, 1.5, True, None, "q", [], {}, ["q"], {"q": "q"}])
    return True


def _add(parent: Container, key: Any, _: Random) -> bool:
    if isinstance(parent[key], dict):
        parent[key]["qq"] = {"type": "string"}
    return isinstance(parent[key], dict)


def _spoil(parent: Container, key: Any, random: Random) -> bool:
    if isinstance(parent[key], str):
        parent[key] = random.choice(["", "q q", "#", "{q", "http://", "$message.q#/a", "é", "q@", "-1"])
    return isinstance(parent[key], str)


def _negate(parent: Container, key: Any, _: Random) -> bool:
    if type(parent[key]) in (int, float):
        parent[key] = -parent[key] - 1
        return True
    return False


def _repeat(parent: Container, key: Any, _: Random) -> bool:
    if isinstance(parent[key], list) and parent[key]:
        parent[key].append(copy.deepcopy(parent[key][0]))
        return True
    return False


def _empty(parent: Container, key: Any, _: Random) -> bool:
    if isinstance(parent[key], list | dict) and parent[key]:
        parent[key] = type(parent[key])()
        return True
    return False


def _extend(parent: Container, key: Any, _: Random) -> bool:
    if isinstance(parent[key], dict):
        parent[key]["x-q"] = 1
    return isinstance(parent[key], dict)


CHANGES: dict[str, Callable[[Container, Any, Random], bool]] = {
    "drop": _drop,
    "rename": _rename,
    "retype": _retype,
    "add to": _add,
    "spoil": _spoil,
    "negate": _negate,
    "repeat in": _repeat,
    "empty": _empty,
    "extend": _extend,
}


def _places(node: Any, path: Path) -> Iterator[Path]:
    yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in children:
        yield from _places(value, (*path, key))


def _at(node: Any, path: Path) -> Any:
    for key in path:
        node = node[key]
    return node
