"""Rules about names that have to be unique: of tags, and of messages."""

from collections.abc import Iterator

from eventwright.lint.node import Node, messages, operations
from eventwright.problems import Problem
from eventwright.rules import finding
from eventwright.source.findings import shown


def name_problems(root: Node) -> Iterator[Problem]:
    """Yield the names that stand twice where each may stand once."""
    for owner in {owner.location: owner for owner in _tagged(root)}.values():
        yield from _tags(owner)
    yield from _message_ids(root)
    for operation in _operations(root):
        yield from _message_names(operation)


def _operations(root: Node) -> Iterator[Node]:
    found = {
        operation.location: operation
        for entry in root.child("channels").children()
        for operation in operations(entry.followed())
    }
    yield from found.values()


def _tagged(root: Node) -> Iterator[Node]:
    """Yield all that may have tags."""
    yield root
    yield root.child("info")
    yield from (entry.followed() for entry in root.child("servers").children())
    for operation in _operations(root):
        yield operation
        yield from messages(operation)
    for section in ("servers", "messages", "operationTraits", "messageTraits"):
        yield from (entry.followed() for entry in root.child("components", section).children())


def _tags(owner: Node) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, element in enumerate(owner.child("tags").elements()):
        tag = element.followed()
        name = tag.text("name")
        if name is not None and first.setdefault(name, index) != index:
            message = f"the tag {shown(name)} stands here again"
            yield finding("duplicate-tag", message, tag.child("name").place)


def _message_ids(root: Node) -> Iterator[Problem]:
    entries = [message for operation in _operations(root) for message in messages(operation)]
    entries += (entry.followed() for entry in root.child("components", "messages").children())
    first: dict[str, Node] = {}
    for message in {entry.location: entry for entry in entries}.values():
        name = message.text("messageId")
        if name is not None and first.setdefault(name, message) is not message:
            told = f"messageId {shown(name)} is also that of {first[name].place.pointer!r}"
            yield finding("duplicate-message-id", told, message.child("messageId").place)


def _message_names(operation: Node) -> Iterator[Problem]:
    first: dict[str, Node] = {}
    for message in messages(operation):
        name = message.text("name")
        if name is not None and first.setdefault(name, message) is not message:
            told = f"the name {shown(name)} is also that of {first[name].place.pointer!r} on the same channel"
            yield finding("duplicate-message-name", told, message.child("name").place)
