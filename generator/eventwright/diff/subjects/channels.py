"""Changes of channels and their parameters; their operations are compared by a module of their own."""

from collections.abc import Iterator

from eventwright.api import Channel
from eventwright.diff.change import Reached
from eventwright.diff.finding import Finding
from eventwright.diff.scope import Here, Scope, Told
from eventwright.diff.subjects.matching import matched_channels
from eventwright.diff.subjects.operations import compare_operations


def compare_channels(scope: Scope) -> Iterator[Told]:
    for old, new in matched_channels(scope.old.api, scope.new.api):
        if old is not None and new is not None:
            yield from _compare(scope, old, new)
        elif old is not None:
            yield _gone(scope, old), reached(old)
        elif new is not None:
            yield _come(scope, new), reached(new)


def reached(channel: Channel) -> tuple[Reached, ...]:
    """Return the operations of a channel."""
    return tuple(Reached(channel.address, operation.action) for operation in channel.operations)


def _gone(scope: Scope, channel: Channel) -> Finding:
    here = Here(scope, scope.old.root("channels"), scope.new.root("channels"))
    return here.found("channel-removed", f"the channel {channel.address!r} was removed", channel.address)


def _come(scope: Scope, channel: Channel) -> Finding:
    here = Here(scope, scope.old.root("channels"), scope.new.root("channels"))
    return here.found("channel-added", f"the channel {channel.address!r} was added", channel.address)


def _compare(scope: Scope, old: Channel, new: Channel) -> Iterator[Told]:
    here = Here(scope, scope.old.root("channels", old.address), scope.new.root("channels", new.address))
    for finding in here.changed(
        "channel-description-changed", old.notes.description, new.notes.description, "description"
    ):
        yield finding, reached(new)
    yield from compare_operations(here, old, new)
