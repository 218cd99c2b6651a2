"""The strongly connected parts of a graph; what the graph is about is not known here."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def components(graph: Mapping[Node, Sequence[Node]]) -> list[tuple[Node, ...]]:
    """Return the parts whose nodes all reach each other, each after those that it leads to (Tarjan, 1972)."""
    found: list[tuple[Node, ...]] = []
    order: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_nodes: dict[Node, None] = {}
    for root in graph:
        if root not in order:
            _visit(root, graph, found, order, lowest, open_nodes)
    return found


def _visit(
    root: Node,
    graph: Mapping[Node, Sequence[Node]],
    found: list[tuple[Node, ...]],
    order: dict[Node, int],
    lowest: dict[Node, int],
    open_nodes: dict[Node, None],
) -> None:
    way: list[tuple[Node, Iterator[Node]]] = []

    def enter(node: Node) -> None:
        order[node] = lowest[node] = len(order)
        open_nodes[node] = None
        way.append((node, iter(graph[node])))

    enter(root)
    while way:
        node, onward = way[-1]
        for target in onward:
            if target not in order:
                enter(target)
                break
            if target in open_nodes:
                lowest[node] = min(lowest[node], order[target])
        else:
            way.pop()
            if way:
                lowest[way[-1][0]] = min(lowest[way[-1][0]], lowest[node])
            if lowest[node] == order[node]:
                found.append(tuple(_taken(node, open_nodes)))


def _taken(node: Node, open_nodes: dict[Node, None]) -> Iterator[Node]:
    while True:
        last, _ = open_nodes.popitem()
        yield last
        if last == node:
            return
