"""Which channel is which one of the other document."""

from collections.abc import Callable, Hashable, Iterator

from eventwright.api import Channel
from eventwright.diff.scope import Scope
from eventwright.diff.subjects.addresses import literal_segments, wire_form
from eventwright.diff.subjects.matching import in_order, matched_messages

Matched = tuple[Channel | None, Channel | None]


def matched_channels(scope: Scope) -> Iterator[Matched]:
    """Yield each channel with its other one: the same address, else what is the same on the wire.

    What is left is the same where only parameters came or went, or where it has the same operations.
    """
    left = {channel.address: channel for channel in scope.old.api.channels}
    right = {channel.address: channel for channel in scope.new.api.channels}
    found: dict[str, Channel] = {}

    def take(old: Channel, new: Channel) -> None:
        found[old.address] = new
        del left[old.address], right[new.address]

    for address in [address for address in left if address in right]:
        take(left[address], right[address])
    for key in (_on_the_wire, _segments):
        for old, new in _one_to_one(list(left.values()), list(right.values()), key):
            take(old, new)
    for old, new in _same_operations(scope, list(left.values()), list(right.values())):
        take(old, new)
    for channel in scope.old.api.channels:
        yield channel, found.get(channel.address)
    yield from ((None, channel) for channel in right.values())


def is_renamed(old: Channel, new: Channel) -> bool:
    """Whether matched channels have another address, and not by their parameters alone."""
    return old.address != new.address and literal_segments(old.address) != literal_segments(new.address)


def _on_the_wire(channel: Channel) -> Hashable:
    return wire_form(channel.address)


def _segments(channel: Channel) -> Hashable:
    return literal_segments(channel.address) or channel.address


def _one_to_one(
    old: list[Channel], new: list[Channel], key: Callable[[Channel], Hashable]
) -> Iterator[tuple[Channel, Channel]]:
    """Yield those whose key no other channel of their document has."""
    before, after = [key(each) for each in old], [key(each) for each in new]
    for one, name in zip(old, before, strict=True):
        if before.count(name) == after.count(name) == 1:
            yield one, new[after.index(name)]


def _same_operations(
    scope: Scope, old: list[Channel], new: list[Channel]
) -> Iterator[tuple[Channel, Channel]]:
    """Yield those that have the operations of each other, and of no other channel that is left."""
    pairs = [(one, other) for one in old for other in new if _same(scope, one, other)]
    for one, other in pairs:
        if sum(each is one for each, _ in pairs) == sum(each is other for _, each in pairs) == 1:
            yield one, other


def _same(scope: Scope, old: Channel, new: Channel) -> bool:
    if [each.action for each in old.operations] != [each.action for each in new.operations]:
        return False
    for before, after in zip(old.operations, new.operations, strict=True):
        left = in_order(scope.old.api.messages, before.messages)
        right = in_order(scope.new.api.messages, after.messages)
        if len(left) != len(right) or len(matched_messages(scope, left, right)) != len(left):
            return False
        if before.operation_id != after.operation_id:
            return False
    return bool(old.operations)
