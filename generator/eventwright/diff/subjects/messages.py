"""Changes of messages: which ones an operation has, and what each of them is."""

from collections.abc import Iterator

from eventwright.api import Message, Operation
from eventwright.diff.change import Reached
from eventwright.diff.finding import Finding, found
from eventwright.diff.schemas.pair import Role
from eventwright.diff.scope import Here, Scope, Told
from eventwright.diff.subjects.matching import in_order, matched_messages


def compare_messages(here: Here, reached: Reached, old: Operation, new: Operation) -> Iterator[Told]:
    """Compare the messages of an operation; their order says nothing."""
    scope = here.scope
    before = in_order(scope.old.api.messages, old.messages)
    after = in_order(scope.new.api.messages, new.messages)
    kept = matched_messages(scope, before, after)
    for one, other in kept:
        there = (Reached(reached.address, reached.action, (called(other),)),)
        for finding in message_findings(scope, one, other):
            yield finding, there
    removed = [message for message in before if all(message is not one for one, _ in kept)]
    added = [message for message in after if all(message is not other for _, other in kept)]
    if len(removed) == len(added) == len(before) == len(after) == 1:
        text = f"the message {called(removed[0])!r} was replaced by {called(added[0])!r}"
        yield here.found("message-replaced", text, "message"), (reached,)
        return
    for message in removed:
        yield _removed(here, message), (Reached(reached.address, reached.action, (called(message),)),)
    for message in added:
        yield _added(here, message), (Reached(reached.address, reached.action, (called(message),)),)


def called(message: Message) -> str:
    """Return what a message is called by the document, at the worst by where it stands."""
    if message.name or message.message_id:
        return message.name or message.message_id
    _, found, component = message.key.partition("#/components/messages/")
    return component.replace("~1", "/").replace("~0", "~") if found else message.notes.title


def message_findings(scope: Scope, old: Message, new: Message) -> Iterator[Finding]:
    """Yield what changed in one message, wherever it is used."""
    if old.key == new.key and scope.unchanged.key(old.key) and scope.same_defaults:
        return
    yield from scope.schema_findings(old.payload, new.payload)
    yield from scope.schema_findings(old.headers, new.headers, Role.HEADERS)


def _removed(here: Here, message: Message) -> Finding:
    choice = here.child("message")
    return found(
        "message-removed-from-operation",
        f"the message {called(message)!r} was removed",
        old=here.scope.old.member(choice.old, message.key),
        new=here.child("message", "oneOf").new,
        detail=called(message),
    )


def _added(here: Here, message: Message) -> Finding:
    choice = here.child("message")
    return found(
        "message-added-to-operation",
        f"the message {called(message)!r} was added",
        old=here.child("message", "oneOf").old,
        new=here.scope.new.member(choice.new, message.key),
        detail=called(message),
    )
