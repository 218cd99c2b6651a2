"""What the user's options say of single channels, held against the document; nothing is planned here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from eventwright.api import Api
from eventwright.documents import did_you_mean, nearest
from eventwright.options import PackageOptions
from eventwright.plan.named import near_names, tells
from eventwright.plan.routes import received
from eventwright.problems import Place, Problem

_MOST_CHANNELS = 5
NOWHERE: Mapping[str, Place] = MappingProxyType({})


def problems_of_telling(
    api: Api, options: PackageOptions, places: Mapping[str, Place] = NOWHERE
) -> tuple[Problem, ...]:
    """Return what is wrong with `tell_apart`: channels that are not there, and what tells nothing apart.

    `places` are where the addresses stand in a configuration.
    """
    found = [replace(problem, place=places.get(address)) for address, problem in _problems(api, options)]
    return tuple(sorted(found, key=_position))


def _position(problem: Problem) -> tuple[int, int]:
    return (0, 0) if problem.place is None else (problem.place.line, problem.place.column)


def _problems(api: Api, options: PackageOptions) -> Iterator[tuple[str, Problem]]:
    addresses = [channel.address for channel in api.channels]
    uses = {use.channel.address: use.operation.messages for use in received(api, options.perspective)}
    for address, named in options.tell_apart:
        messages = uses.get(address, ())
        if address not in addresses:
            message = f"tell_apart names the channel {address!r}, which the document does not have"
            hint = did_you_mean(nearest(address, addresses)) or _listed(addresses)
            yield address, Problem("configuration-unknown-channel", message, hint=hint)
        elif len(messages) > 1 and not tells(api, messages, named):
            message = f"tell_apart names {named!r} for {address!r}, which does not tell its messages apart"
            hint = did_you_mean(near_names(api, messages, named))
            yield address, Problem("configuration-not-telling", message, hint=hint)


def _listed(addresses: Sequence[str]) -> str:
    named = ", ".join(map(repr, addresses[:_MOST_CHANNELS]))
    more = len(addresses) - _MOST_CHANNELS
    return f"the channels are {named}" + (f" and {more} more" if more > 0 else "")
