"""What the user's options say of the receiver, held against the document; nothing is planned here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from eventwright.api import Api
from eventwright.documents import did_you_mean, nearest
from eventwright.options import PackageOptions
from eventwright.plan.receiving import schemes_of, settings_in_force
from eventwright.plan.routes import received
from eventwright.problems import Place, Problem
from eventwright.receiving import ReceiverOptions, VerifierKind, VerifierOptions, Verifiers

_MOST_NAMED = 5
_Named = tuple[tuple[str, ...], Problem]
"""What is wrong, and the names in the configuration by which its place is known."""

Places = Mapping[tuple[str, ...], Place]
NOWHERE: Places = MappingProxyType({})


def problems_of_receiving(
    api: Api, options: PackageOptions, integrations: Place | None = None, places: Places = NOWHERE
) -> tuple[Problem, ...]:
    """Return what is wrong with `receiver`: channels and security schemes that messages do not come by.

    `integrations` is where that setting stands, which nothing can be called by without a receiver; `places`
    are where `receiver` names its schemes, its channels, and the schemes of these.
    """
    chosen = options.receiver
    if chosen is None:
        return tuple(_without_receiver(options, integrations))
    asked = {use.channel.address: schemes_of(api, use) for use in received(api, options.perspective)}
    everywhere = list(dict.fromkeys(name for names in asked.values() for name in names))
    found = [*_verifiers(api, chosen.verifiers, everywhere, ""), *_channels(api, chosen, asked)]
    return tuple(replace(problem, place=places.get(named)) for named, problem in found)


def _without_receiver(options: PackageOptions, place: Place | None) -> Iterator[Problem]:
    if options.integrations:
        names = ", ".join(each.value for each in options.integrations)
        message = f"integrations names {names}, and the package has no receiver that it could call"
        yield Problem("configuration-value", message, place, "say receiver = true, or a table of verifiers")


def _channels(api: Api, chosen: ReceiverOptions, asked: dict[str, list[str]]) -> Iterator[_Named]:
    for address, channel in chosen.channels:
        if address not in asked:
            message = f"receiver names the channel {address!r}, by which nothing is received"
            hint = did_you_mean(nearest(address, asked)) or _listed("channels", list(asked))
            yield ("channels", address), Problem("configuration-unknown-channel", message, hint=hint)
        elif asked[address]:
            yield from _verifiers(api, channel.verifiers, asked[address], address)
        else:
            # A channel for which the document asks for nothing has what is named for it.
            yield from _headers(api, channel.verifiers, address)


def _verifiers(api: Api, verifiers: Verifiers, asked: Sequence[str], address: str) -> Iterator[_Named]:
    for scheme, _ in verifiers:
        if scheme not in asked:
            by = f"the channel {address!r}" if address else "no channel that messages come by"
            verb = "does not ask" if address else "asks"
            message = f"receiver names a verifier for {scheme!r}, for which {by} {verb}"
            hint = did_you_mean(nearest(scheme, asked)) or _unasked(asked)
            yield _key(scheme, address), Problem("configuration-unknown-scheme", message, hint=hint)
    yield from _headers(api, [(scheme, each) for scheme, each in verifiers if scheme in asked], address)


def _headers(api: Api, verifiers: Sequence[tuple[str, VerifierOptions]], address: str) -> Iterator[_Named]:
    for scheme, each in verifiers:
        if each.kind is VerifierKind.HEADER_TOKEN and "header" not in settings_in_force(api, scheme, each):
            message = f"the verifier of {scheme!r} has no header, and the document names none"
            problem = Problem("configuration-value", message, hint="name it: header = ...")
            yield _key(scheme, address), problem


def _key(scheme: str, address: str) -> tuple[str, ...]:
    return ("channels", address, scheme) if address else (scheme,)


def _unasked(asked: Sequence[str]) -> str:
    if asked:
        return _listed("schemes", asked)
    return 'name it for a channel: [receiver.channels."/address".verifiers]'


def _listed(what: str, names: Sequence[str]) -> str:
    if not names:
        return "remove it"
    more = len(names) - _MOST_NAMED
    listed = ", ".join(map(repr, names[:_MOST_NAMED]))
    return f"the {what} are {listed}" + (f" and {more} more" if more > 0 else "")
