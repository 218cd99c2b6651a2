"""Changes of messages: which ones an operation has; what each of them is, a module of its own compares."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from eventwright.api import Message, Operation
from eventwright.diff.change import Reached
from eventwright.diff.finding import Finding, found
from eventwright.diff.scope import Here, Scope, Told
from eventwright.diff.subjects.matching import in_order, matched_messages
from eventwright.diff.subjects.message import message_findings


def compare_messages(here: Here, reached: Reached, old: Operation, new: Operation) -> Iterator[Told]:
    """Compare the messages of an operation; their order says nothing."""
    scope = here.scope
    before = in_order(scope.old.api.messages, old.messages)
    after = in_order(scope.new.api.messages, new.messages)
    if bool(before) != bool(after):
        ending = "added" if after else "removed"
        finding = here.found(f"operation-message-{ending}", f"the message was {ending}", "message")
        yield finding, (reached,)
        return
    kept = matched_messages(scope, before, after)
    for one, other in kept:
        there = (Reached(reached.address, reached.action, (called(other),)),)
        for finding in (*_renamed(scope, one, other), *message_findings(scope, one, other)):
            yield finding, there
    removed = [message for message in before if all(message is not one for one, _ in kept)]
    added = [message for message in after if all(message is not other for _, other in kept)]
    if len(removed) == len(added) == len(before) == len(after) == 1:
        text = f"the message {called(removed[0])!r} was replaced by {called(added[0])!r}"
        yield here.found("message-replaced", text, "message"), (reached,)
        return
    for finding in _ambiguous(here, before, after):
        yield finding, (reached,)
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


def _renamed(scope: Scope, old: Message, new: Message) -> Iterator[Finding]:
    """The key of a component is what a class is named after; one that is written in place has none."""
    before, after = (_component(message) for message in (old, new))
    if before and after and before != after:
        here = Here(scope, scope.old.of_key(old.key), scope.new.of_key(new.key))
        message = f"the message {before!r} of the components became {after!r}"
        yield here.found("message-component-renamed", message, detail=before)


def _component(message: Message) -> str:
    start, _, name = message.key.rpartition("/")
    return name.replace("~1", "/").replace("~0", "~") if start == "#/components/messages" else ""


def _ambiguous(here: Here, old: Sequence[Message], new: Sequence[Message]) -> Iterator[Finding]:
    """Told where all messages could be told apart by what they hold, and two of them no longer can."""
    scope = here.scope
    alike = next((two for two in _changed(scope, new) if not _told_apart(scope, *two, new=True)), None)
    if alike is None or not all(_told_apart(scope, *two, new=False) for two in combinations(old, 2)):
        return
    one, other = alike
    message = f"what comes may be {called(one)!r} as well as {called(other)!r}"
    yield here.child("message").found("message-dispatch-ambiguous", message, detail=called(other))


def _changed(scope: Scope, messages: Sequence[Message]) -> Iterator[tuple[Message, Message]]:
    """Each two messages of which one is not as it was: most operations have none."""
    changed = {message.key for message in messages if not scope.unchanged.key(message.key)}
    for one, other in combinations(messages, 2) if changed else ():
        if one.key in changed or other.key in changed:
            yield one, other


def _told_apart(scope: Scope, one: Message, other: Message, *, new: bool) -> bool:
    return any(
        first is not None and second is not None and scope.schemas.apart((first,), (second,), new=new)
        for first, second in ((one.payload, other.payload), (one.headers, other.headers))
    )


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
