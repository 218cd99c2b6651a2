"""Changes of operations; their messages are compared by a module of their own."""

from collections.abc import Iterator

from eventwright.api import Action, Channel, Operation
from eventwright.diff.change import Reached
from eventwright.diff.finding import Finding
from eventwright.diff.scope import Here, Told
from eventwright.diff.subjects.bindings import binding_findings
from eventwright.diff.subjects.matching import in_order, matched_messages
from eventwright.diff.subjects.messages import compare_messages
from eventwright.diff.subjects.security import security_findings


def compare_operations(channel: Here, old: Channel, new: Channel) -> Iterator[Told]:
    """Compare what is published and what is subscribed to on one channel."""
    flipped = _flipped(channel, old, new)
    if flipped is not None:
        yield from _turned(channel, new.address, *flipped)
        return
    for action in Action:
        before, after = (_operation(each, action) for each in (old, new))
        reached = Reached((new if after else old).address, action)
        if before is not None and after is not None:
            yield from _compared(channel.child(action), reached, before, after)
        elif before is not None:
            yield channel.found("operation-removed", f"{action} was removed", action), (reached,)
        elif after is not None:
            yield channel.found("operation-added", f"{action} was added", action), (reached,)


def _compared(here: Here, reached: Reached, old: Operation, new: Operation) -> Iterator[Told]:
    for finding in _compare(here, old, new):
        yield finding, (reached,)
    yield from compare_messages(here, reached, old, new)


def _flipped(channel: Here, old: Channel, new: Channel) -> tuple[Operation, Operation] | None:
    """Return the only operation of a channel, where it has the same messages the other way round now."""
    if len(old.operations) != 1 or len(new.operations) != 1:
        return None
    [before], [after] = old.operations, new.operations
    scope = channel.scope
    left = in_order(scope.old.api.messages, before.messages)
    right = in_order(scope.new.api.messages, after.messages)
    same = before.action is not after.action and len(left) == len(right)
    return (before, after) if same and len(matched_messages(scope, left, right)) == len(left) else None


def _turned(channel: Here, address: str, old: Operation, new: Operation) -> Iterator[Told]:
    here = Here(
        channel.scope,
        channel.scope.old.located(channel.old.child(old.action)),
        channel.scope.new.located(channel.new.child(new.action)),
    )
    reached = Reached(address, new.action)
    message = f"{old.action} became {new.action}"
    yield here.found("operation-direction-flipped", message), (Reached(address, old.action), reached)
    yield from _compared(here, reached, old, new)


def _operation(channel: Channel, action: Action) -> Operation | None:
    return next((each for each in channel.operations if each.action is action), None)


def _compare(here: Here, old: Operation, new: Operation) -> Iterator[Finding]:
    yield from here.told("operation-id", old.operation_id, new.operation_id, "operationId")
    before, after = old.notes, new.notes
    yield from here.changed("operation-summary-changed", before.summary, after.summary, "summary")
    yield from here.changed(
        "operation-description-changed", before.description, after.description, "description"
    )
    yield from here.changed("operation-tags-changed", frozenset(before.tags), frozenset(after.tags), "tags")
    yield from here.changed(
        "external-docs-changed", before.external_docs, after.external_docs, "externalDocs"
    )
    renamed = here.scope.renamed_schemes
    yield from security_findings(here, "operation", old.security, new.security, renamed)
    yield from binding_findings(here, "operation", old.bindings, new.bindings)
    yield from here.extensions(before.extensions, after.extensions)
