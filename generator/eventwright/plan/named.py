"""What the user names to tell messages apart, held against what their schemas declare."""

from collections.abc import Mapping, Sequence

from eventwright.api import Api, KeywordSchema, Message
from eventwright.documents import nearest
from eventwright.plan.declared import Flat, declared, disjoint, flat, names_of, property_names, values_of
from eventwright.plan.locations import Path, location_of
from eventwright.plan.tellings import PropertyTells, Telling, header_tells
from eventwright.problems import parse_pointer


def tells(api: Api, keys: Sequence[str], named: str) -> bool:
    """Whether what the user names tells these messages apart."""
    return by_users_word(api, [api.messages[key] for key in keys], named) is not None


def by_users_word(api: Api, messages: Sequence[Message], named: str) -> Telling | None:
    """The property or header that the configuration names; None where it cannot tell all messages apart."""
    path = _path_of(named)
    if not path.tokens:
        return None
    parents = _parents(api, messages, path)
    # What is not declared may come all the same, but not what is nearly declared: that is a slip of the pen.
    if _near(api, messages, path):
        return None
    values = {
        key: () if schema is None else values_of(api, schema, path.tokens[-1])
        for key, schema in parents.items()
    }
    names = {message.key: names_of(message) for message in messages}
    found = disjoint({key: own or names[key] for key, own in values.items()})
    if found is None and all(not own or not set(own).isdisjoint(names[key]) for key, own in values.items()):
        found = disjoint(names)
    if found is None:
        return None
    return (
        PropertyTells(path.tokens, found) if path.part == "payload" else header_tells(path.tokens[0], found)
    )


def near_names(api: Api, keys: Sequence[str], named: str) -> tuple[str, ...]:
    """Return the declared properties or headers that are most like what the user names."""
    return _near(api, [api.messages[key] for key in keys], _path_of(named))


def _near(api: Api, messages: Sequence[Message], path: Path) -> tuple[str, ...]:
    """What is declared where a path first leaves what is declared, if it is like the path's own word."""
    for depth, token in enumerate(path.tokens, 1):
        known = _known(_parents(api, messages, Path(path.part, path.tokens[:depth])))
        if token not in known:
            return nearest(token, known)
    return ()


def _path_of(named: str) -> Path:
    return location_of(named) or Path("payload", parse_pointer(named) if named.startswith("/") else (named,))


def _parents(api: Api, messages: Sequence[Message], path: Path) -> Flat:
    """The schemas that would declare the last name of a path, by message."""
    found: dict[str, KeywordSchema | None] = {}
    for message in messages:
        schema = flat(api, message.payload if path.part == "payload" else message.headers)
        for token in path.tokens[:-1]:
            schema = flat(api, declared(schema, token))
        found[message.key] = schema
    return found


def _known(schemas: Flat) -> Mapping[str, None]:
    return dict.fromkeys(name for schema in schemas.values() for name in property_names(schema))
