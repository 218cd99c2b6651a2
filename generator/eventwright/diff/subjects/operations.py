"""Changes of operations; their messages are compared by a module of their own."""

from collections.abc import Iterator

from eventwright.api import Action, Channel, Operation
from eventwright.diff.change import Reached
from eventwright.diff.finding import Finding
from eventwright.diff.scope import Here, Told
from eventwright.diff.subjects.messages import compare_messages


def compare_operations(channel: Here, old: Channel, new: Channel) -> Iterator[Told]:
    """Compare what is published and what is subscribed to on one channel."""
    for action in Action:
        before, after = (_operation(each, action) for each in (old, new))
        reached = (Reached((new if after else old).address, action),)
        if before is not None and after is not None:
            here = channel.child(action)
            for finding in _compare(here, before, after):
                yield finding, reached
            yield from compare_messages(here, reached[0], before, after)
        elif before is not None:
            yield channel.found("operation-removed", f"{action} was removed", action), reached
        elif after is not None:
            yield channel.found("operation-added", f"{action} was added", action), reached


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
    yield from here.extensions(before.extensions, after.extensions)
