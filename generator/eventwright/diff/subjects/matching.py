"""Which message is which one of the other document."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from eventwright.api import Message
from eventwright.diff.scope import Scope


def matched_messages(
    scope: Scope, old: Sequence[Message], new: Sequence[Message]
) -> list[tuple[Message, Message]]:
    """Return messages that are the same: by the component they refer to, by name or id, else by content."""
    left, right = list(old), list(new)
    kept: list[tuple[Message, Message]] = []

    def take(one: Message, other: Message) -> None:
        kept.append((one, other))
        left.remove(one)
        right.remove(other)

    for called in (_component, _name, _id):
        for one, other in _unique(left, right, called):
            take(one, other)
    for one in tuple(left):
        same = next((other for other in right if same_content(scope, one, other)), None)
        if same is not None:
            take(one, same)
    # Where several messages have one name, they are the same in their order.
    for one in tuple(left):
        named = next((each for each in right if one.name and each.name == one.name), None)
        if named is not None:
            take(one, named)
    if len(left) == len(right) == 1 and not (_told(left[0]) and _told(right[0])):
        take(left[0], right[0])
    return kept


def _unique(
    old: Sequence[Message], new: Sequence[Message], called: Callable[[Message], str]
) -> list[tuple[Message, Message]]:
    """Return the messages that are called the same, and no other in either document is."""
    before, after = (Counter(map(called, each)) for each in (old, new))
    known = {called(message): message for message in new}
    return [(one, known[name]) for one in old if (name := called(one)) and before[name] == after[name] == 1]


def same_content(scope: Scope, old: Message, new: Message) -> bool:
    """Whether two messages differ in nothing but what they are called."""
    if (old.content_type, old.schema_format, old.opaque) != (new.content_type, new.schema_format, new.opaque):
        return False
    payloads = (old.payload, new.payload), (old.headers, new.headers)
    return all(not scope.schema_findings(before, after) for before, after in payloads)


def in_order(messages: Mapping[str, Message], keys: Sequence[str]) -> list[Message]:
    """Return the messages of an operation."""
    return [messages[key] for key in keys]


def _component(message: Message) -> str:
    # What is written in place has a position for a key, which says nothing.
    return message.key if "/components/messages/" in message.key or not message.key.startswith("#") else ""


def _name(message: Message) -> str:
    return message.name


def _id(message: Message) -> str:
    return message.message_id


def _told(message: Message) -> bool:
    """Whether something tells which message it is."""
    return bool(_component(message) or message.name or message.message_id)
