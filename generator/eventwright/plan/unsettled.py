"""What a document leaves open and a package settles all the same, as warnings."""

from collections.abc import Iterable, Iterator, Sequence

from eventwright.api import Api, Message
from eventwright.plan.bodies import BodyKind, body_kind, content_type
from eventwright.plan.declared import flat, names_of, property_names, values_of
from eventwright.plan.routes import Use
from eventwright.plan.shapes import Shapes
from eventwright.plan.tellings import ContentTypeTells, PropertyTells, SchemaTells, Telling, describe
from eventwright.plan.told import CameBy
from eventwright.problems import Problem
from eventwright.rules import finding

_MOST_NAMED = 3


def unsettled(
    api: Api, used: Iterable[Message], shapes: Shapes, came_by: Sequence[CameBy]
) -> Iterator[Problem]:
    """Tell what the messages that are used, and the channels that they came by, leave open."""
    for use, tellings in came_by:
        yield from _of_channel(api, use, tellings)
    for message in used:
        if body_kind(api, message, shapes) is BodyKind.OTHER:
            written = content_type(api, message)
            yield finding(
                "content-type-not-read",
                f"bodies of the content type {written!r} are not read without a function of yours",
                message.place,
            )


def _of_channel(api: Api, use: Use, tellings: Sequence[Telling]) -> Iterator[Problem]:
    found = tuple(_single(tellings))
    untold = next((each for each in found if isinstance(each, SchemaTells)), None)
    if untold is not None:
        yield _not_told_apart(api, use, untold)
    for each in found:
        if isinstance(each, PropertyTells) and len(each.lacking) > 1:
            yield _not_required(api, use, each)


def _single(tellings: Iterable[Telling]) -> Iterator[Telling]:
    """Each telling by itself, also those that a content type leads to."""
    for each in tellings:
        if isinstance(each, ContentTypeTells):
            yield from _single(each.tellings.values())
        else:
            yield each


def _not_told_apart(api: Api, use: Use, untold: SchemaTells) -> Problem:
    name, without = _without_values(api, untold.messages)
    mend = (
        f"give {name!r} of {_listed(api, without)} a const of its own"
        if name
        else "give each payload a property with a const of its own, or an enum with the message's name"
    )
    return finding(
        "messages-not-told-apart",
        f"nothing tells the messages of {use.channel.address!r} apart but their schemas",
        use.operation.choice_place or use.operation.place,
        f"{mend}, or name a property or header in the configuration's tell_apart",
    )


def _not_required(api: Api, use: Use, found: PropertyTells) -> Problem:
    return finding(
        "telling-not-required",
        f"{describe(found)} tells the messages of {use.channel.address!r} apart, and several may lack it",
        use.operation.choice_place or use.operation.place,
        f"require it in {_listed(api, found.lacking)}",
    )


def _listed(api: Api, keys: Sequence[str]) -> str:
    called = [repr(str(next(iter(names_of(api.messages[key])), key))) for key in keys[:_MOST_NAMED]]
    return ", ".join(called) + (" and others" if keys[_MOST_NAMED:] else "")


def _without_values(api: Api, keys: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The property that most of these messages limit to values, and the others.

    Nothing where no property has values, or where all have some.
    """
    having: dict[str, set[str]] = {}
    for key in keys:
        schema = flat(api, api.messages[key].payload)
        for name in property_names(schema):
            if schema is not None and values_of(api, schema, name):
                having.setdefault(name, set()).add(key)
    name = max(having, key=lambda each: len(having[each]), default="")
    without = tuple(key for key in keys if name and key not in having[name])
    return (name, without) if without else ("", ())
