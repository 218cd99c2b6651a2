"""Changes of channels; their parameters and operations are compared by modules of their own."""

from collections.abc import Iterator
from datetime import date

from eventwright.api import Channel
from eventwright.diff.change import Reached
from eventwright.diff.finding import Finding, found
from eventwright.diff.scope import Here, Scope, Told
from eventwright.diff.subjects.bindings import binding_findings
from eventwright.diff.subjects.channel_matching import is_renamed, matched_channels
from eventwright.diff.subjects.operations import compare_operations
from eventwright.diff.subjects.parameters import parameter_findings


def compare_channels(scope: Scope) -> Iterator[Told]:
    for old, new in matched_channels(scope):
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
    if _announced(channel, scope.today):
        message = f"the channel {channel.address!r} was removed, as it was announced"
        return here.found("channel-removed-after-deprecation", message, channel.address)
    return here.found("channel-removed", f"the channel {channel.address!r} was removed", channel.address)


def _come(scope: Scope, channel: Channel) -> Finding:
    here = Here(scope, scope.old.root("channels"), scope.new.root("channels"))
    return here.found("channel-added", f"the channel {channel.address!r} was added", channel.address)


def _announced(channel: Channel, today: date) -> bool:
    """Whether the channel was deprecated, or has a last day that is over."""
    sunset = channel.notes.extensions.get("x-sunset")
    try:
        over = isinstance(sunset, str) and date.fromisoformat(sunset[:10]) <= today
    except ValueError:
        over = False
    return over or channel.notes.extensions.get("x-deprecated") is True


def _compare(scope: Scope, old: Channel, new: Channel) -> Iterator[Told]:
    here = Here(scope, scope.old.root("channels", old.address), scope.new.root("channels", new.address))
    there = reached(new)
    if is_renamed(old, new):
        yield renamed(scope, old, new), there
    for finding in (*_own(here, old, new), *parameter_findings(here, old, new)):
        yield finding, there
    yield from compare_operations(here, old, new)


def _own(here: Here, old: Channel, new: Channel) -> Iterator[Finding]:
    before, after = old.notes, new.notes
    yield from here.changed(
        "channel-description-changed", before.description, after.description, "description"
    )
    yield from binding_findings(here, "channel", old.bindings, new.bindings)
    yield from _servers(here, old, new)
    yield from here.extensions(before.extensions, after.extensions)


def _servers(here: Here, old: Channel, new: Channel) -> Iterator[Finding]:
    """Compare where the channel is, of the servers in both documents; without a list it is on all."""
    scope = here.scope
    both = {each.name for each in scope.old.api.servers} & {each.name for each in scope.new.api.servers}
    before = both & set(old.servers) if old.servers else both
    after = both & set(new.servers) if new.servers else both
    for name in sorted(before - after):
        message = f"the channel is on the server {name!r} no more"
        yield here.found("channel-servers-narrowed", message, "servers", detail=name)
    for name in sorted(after - before):
        message = f"the channel is on the server {name!r} too"
        yield here.found("channel-servers-widened", message, "servers", detail=name)


def renamed(scope: Scope, old: Channel, new: Channel) -> Finding:
    """Return what is told of a channel that has another address now, and the operations that it had."""
    return found(
        "channel-renamed",
        f"the channel {old.address!r} became {new.address!r}",
        old=scope.old.root("channels", old.address),
        new=scope.new.root("channels", new.address),
        detail=old.address,
    )
