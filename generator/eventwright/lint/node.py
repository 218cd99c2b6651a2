"""A spot of a document for rules that look past references; what has an unexpected form reads as empty.

Rules judge what is written, so nothing is merged into a value and nothing noted here, as `read.cursor` does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from eventwright.json_value import Json
from eventwright.problems import Place
from eventwright.resolve import Location, Resolved


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands. That a form is wrong is told elsewhere, so nothing is told here."""

    resolved: Resolved
    value: Json
    location: Location

    @property
    def place(self) -> Place:
        return self.resolved.place(self.location)

    @property
    def key_place(self) -> Place:
        """Where the key stands that leads here."""
        return self.resolved.place(self.location, key=True)

    @property
    def mapping(self) -> dict[str, Json]:
        return self.value if isinstance(self.value, dict) else {}

    def declared(self, name: str) -> dict[str, Json] | None:
        """The mapping under a key, empty where the key is absent; None where it cannot be known."""
        found = self.mapping.get(name, {})
        return found if isinstance(self.value, dict) and isinstance(found, dict) else None

    @property
    def name(self) -> str:
        """The key or index that leads here."""
        return self.location.pointer[-1] if self.location.pointer else ""

    def followed(self) -> "Node":
        """The end of the chain of references that starts here; an empty node where it is broken."""
        end = self.resolved.follow(self.location)
        return Node(self.resolved, None, self.location) if end is None else _node(self.resolved, end)

    def child(self, *names: str) -> "Node":
        """What stands under a key; with several names what stands under one after the other."""
        node = self
        for name in names:
            node = Node(self.resolved, node.mapping.get(name), node.location.child(name))
        return node

    def children(self) -> "Iterator[Node]":
        """What stands under each key; in a map of names `x-` begins a name like any other."""
        return (self.child(name) for name in self.mapping)

    def elements(self) -> "Iterator[Node]":
        """The elements of this list."""
        for index, value in enumerate(self.value if isinstance(self.value, list) else ()):
            yield Node(self.resolved, value, self.location.child(str(index)))

    def text(self, name: str) -> str | None:
        value = self.mapping.get(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.mapping.get(name)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def root_of(resolved: Resolved) -> Node:
    """Return the whole document."""
    return _node(resolved, Location(resolved.entry))


def operations(channel: Node) -> Iterator[Node]:
    """Yield the operations that a channel has."""
    return (channel.child(action) for action in ("publish", "subscribe") if action in channel.mapping)


def messages(operation: Node) -> Iterator[Node]:
    """Yield the messages of an operation, with references followed and choices taken apart."""
    waiting = [operation.child("message")]
    seen = set[Location]()
    while waiting:
        message = waiting.pop(0).followed()
        if message.location in seen:
            continue
        seen.add(message.location)
        if "oneOf" in message.mapping:
            waiting.extend(message.child("oneOf").elements())
        elif message.mapping:
            yield message


def _node(resolved: Resolved, location: Location) -> Node:
    return Node(resolved, resolved.node(location), location)
