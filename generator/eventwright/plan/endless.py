"""Which nodes of a graph have no end: those in a circle, and those that lead into one."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def endless(graph: Mapping[Node, Iterable[Node]]) -> frozenset[Node]:
    """Return the nodes from which a circle can be reached; edges to what is no key of `graph` end there.

    The answer does not depend on any order: what has an end is taken away, layer by layer (Kahn, 1962).
    """
    edges = {node: {target for target in targets if target in graph} for node, targets in graph.items()}
    users: dict[Node, list[Node]] = {}
    for node, targets in edges.items():
        for target in targets:
            users.setdefault(target, []).append(node)
    missing = {node: len(targets) for node, targets in edges.items()}
    ready = [node for node, count in missing.items() if count == 0]
    while ready:
        node = ready.pop()
        del missing[node]
        for user in users.get(node, []):
            missing[user] -= 1
            if missing[user] == 0:
                ready.append(user)
    return frozenset(missing)
