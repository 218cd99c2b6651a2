"""Where messages are received: address, method, content types, and the sets of schemes asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventwright.addresses import fixed_parts
from eventwright.api import Api, Parameter
from eventwright.documents import did_you_mean, nearest
from eventwright.options import PackageOptions
from eventwright.plan.bodies import content_type
from eventwright.plan.receiving import security_of, settings_in_force
from eventwright.plan.routes import Use, received
from eventwright.problems import Problem, UnreadableError
from eventwright.receiving import ChannelOptions, ReceiverOptions, VerifierOptions
from eventwright.sending.schemes import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A channel that is received from; one of the `sets` of schemes has to be satisfied as a whole.

    `unverified` names the schemes that the document asks for and that the configuration has no verifier for.
    """

    address: str
    method: str
    messages: tuple[tuple[str, str], ...]
    """The key of each message, and its content type."""
    sets: tuple[tuple[Scheme, ...], ...]
    unverified: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    key: tuple[str, ...]
    """The parts of what is the same where a message comes again."""

    @property
    def path(self) -> str:
        return self.address if self.address.startswith("/") else f"/{self.address}"

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """All schemes, each once."""
        return tuple({scheme.name: scheme for each in self.sets for scheme in each}.values())


def destinations(api: Api, options: PackageOptions) -> tuple[Destination, ...]:
    """Return all channels that the package receives from, in the document's order."""
    chosen = options.receiver or ReceiverOptions()
    return tuple(_destination(api, chosen, use) for use in received(api, options.perspective))


def destination_at(found: Sequence[Destination], path: str) -> Destination | None:
    """Return the one whose address ends a path; the longest address where several do."""
    fitting = [each for each in found if _ending(each.path).search(path)]
    return max(fitting, key=lambda each: len("".join(fixed_parts(each.path))), default=None)


def destination_named(found: Sequence[Destination], address: str) -> Destination:
    """Return the one with this address; raises UnreadableError `send-channel-unknown`."""
    for each in found:
        if address in (each.address, each.path):
            return each
    known = [each.address for each in found]
    hint = did_you_mean(nearest(address, known)) or "eventwright inspect lists the channels"
    text = f"nothing is received by a channel {address!r}"
    raise UnreadableError([Problem("send-channel-unknown", text, hint=hint)])


def _ending(path: str) -> re.Pattern[str]:
    parts = "[^/]+".join(re.escape(each) for each in fixed_parts(path))
    return re.compile(rf"{parts}/?\Z")


def _destination(api: Api, chosen: ReceiverOptions, use: Use) -> Destination:
    said = dict(chosen.channels).get(use.channel.address, ChannelOptions())
    sets = [tuple(_found(api, chosen, use, names)) for names in security_of(api, chosen, use)]
    complete = tuple(
        tuple(scheme for scheme in each if isinstance(scheme, Scheme))
        for each in sets
        if all(isinstance(scheme, Scheme) for scheme in each)
    )
    lacking = () if complete else tuple(name for each in sets for name in each if isinstance(name, str))
    return Destination(
        address=use.channel.address,
        method=method_of(use),
        messages=tuple((key, content_type(api, api.messages[key])) for key in use.operation.messages),
        sets=complete,
        unverified=tuple(dict.fromkeys(lacking)),
        parameters=use.channel.parameters,
        key=chosen.duplicates if said.duplicates is None else said.duplicates,
    )


def method_of(use: Use) -> str:
    """Return the method of a channel's `http` binding, else POST."""
    for protocol in ("http", "https"):
        binding = use.operation.bindings.get(protocol)
        method = binding.get("method") if isinstance(binding, dict) else None
        if isinstance(method, str) and method:
            return method.upper()
    return "POST"


def _found(api: Api, chosen: ReceiverOptions, use: Use, names: Sequence[str]) -> Iterator[Scheme | str]:
    """Yield the schemes of a set; the name of one that has no verifier."""
    own = dict(dict(chosen.channels).get(use.channel.address, ChannelOptions()).verifiers)
    everywhere = dict(chosen.verifiers)
    behind = f" {use.channel.address}"
    for name in names:
        plain = name.removesuffix(behind)
        options = own.get(plain) if plain != name else everywhere.get(name)
        yield name if options is None else _scheme(api, plain, options)


def _scheme(api: Api, name: str, options: VerifierOptions) -> Scheme:
    return Scheme(
        name=name,
        kind=options.kind,
        settings=settings_in_force(api, name, options),
        secret=options.secret or name,
        environment=options.environment,
    )
