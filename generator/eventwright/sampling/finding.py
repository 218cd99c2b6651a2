"""The message that a user means: by its name, id, class, operation or channel."""

from collections.abc import Iterator, Sequence

from eventwright.api import Api, Message
from eventwright.documents import did_you_mean, nearest
from eventwright.package import Mark, Told
from eventwright.problems import Problem, UnreadableError


def find(api: Api, told: Sequence[Told], asked: str) -> Message:
    """Return the message; raises UnreadableError `message-unknown` or `message-ambiguous`.

    The name of a message itself comes before that of its class, and those before its operation or channel.
    """
    known: dict[str, None] = {}
    for names in _by_rank(api, told):
        found = list(dict.fromkeys(key for name, key in names if name == asked))
        if len(found) == 1:
            return api.messages[found[0]]
        if found:
            raise UnreadableError([_ambiguous(asked, found, told)])
        known.update((name, None) for name, _ in names)
    message = f"the document has no message {asked!r}"
    hint = did_you_mean(nearest(asked, known)) or "eventwright inspect lists the messages"
    raise UnreadableError([Problem("message-unknown", message, hint=hint)])


def distinct(api: Api, told: Sequence[Told]) -> list[tuple[str, Message]]:
    """Return each message of the operations once, with the name of its class."""
    found = {each.message_key: each.message_class for each in told}
    return [(name, api.messages[key]) for key, name in found.items()]


def marks_of(told: Sequence[Told], message: Message) -> tuple[Mark, ...]:
    """Return what tells the message from others, in the first operation that tells it."""
    return next((each.marks for each in told if each.message_key == message.key and each.marks), ())


def _by_rank(api: Api, told: Sequence[Told]) -> Iterator[list[tuple[str, str]]]:
    """Yield names and the messages they mean, the closest names first."""
    keys = dict.fromkeys(each.message_key for each in told)
    messages = [(key, api.messages[key]) for key in keys]
    yield [(word, key) for key, each in messages for word in (each.name, each.message_id) if word]
    yield [(each.message_class, each.message_key) for each in told]
    yield [(key.rpartition("/")[2], key) for key in keys]
    yield [
        (f"{each.channel}:{word}", each.message_key)
        for each in told
        for word in dict.fromkeys((each.message, each.message_class))
        if word
    ]
    yield [(each.operation_id, each.message_key) for each in told if each.operation_id]
    yield [(each.channel, each.message_key) for each in told]


def _ambiguous(asked: str, keys: Sequence[str], told: Sequence[Told]) -> Problem:
    classes = dict.fromkeys(each.message_class for each in told if each.message_key in keys)
    text = f"{asked!r} may be any of {len(keys)} messages"
    return Problem("message-ambiguous", text, hint=f"name one by its class: {', '.join(classes)}")
