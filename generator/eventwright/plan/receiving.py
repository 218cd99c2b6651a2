"""The receiver of a package: which verifiers it has, what each channel asks for, and where keys stand."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from eventwright.api import Api
from eventwright.code import Code, Part, code, collection, literal
from eventwright.names import Identifier, identifier
from eventwright.options import HandlerStyle, PackageOptions
from eventwright.package import Handler, Receiver
from eventwright.plan.imports import Sources
from eventwright.plan.integrating import integrating
from eventwright.plan.requests import Readers
from eventwright.plan.routes import Use
from eventwright.plan.security import Alternatives, alternatives
from eventwright.receiving import (
    ChannelOptions,
    ReceiverOptions,
    Setting,
    VerifierKind,
    VerifierOptions,
    Verifiers,
    location,
)

_CLASSES: Mapping[VerifierKind, Identifier] = {
    VerifierKind.MESSAGEBIRD_HMAC: identifier("MessageBirdHmac"),
    VerifierKind.MESSAGEBIRD_JWT: identifier("MessageBirdJwt"),
    VerifierKind.BIRD_HMAC: identifier("BirdHmac"),
    VerifierKind.STANDARD_WEBHOOKS: identifier("StandardWebhooks"),
    VerifierKind.HMAC: identifier("Hmac"),
    VerifierKind.HEADER_TOKEN: identifier("HeaderToken"),
    VerifierKind.BASIC: identifier("Basic"),
    VerifierKind.BEARER: identifier("Bearer"),
}
_UNTIMED = (VerifierKind.HEADER_TOKEN, VerifierKind.BASIC, VerifierKind.BEARER)
_TIMED_HMAC = (VerifierKind.MESSAGEBIRD_HMAC, VerifierKind.BIRD_HMAC)
PYJWT = "pyjwt"
_SHARED = ("_http.py", "_incoming.py", "_intake.py", "_reading.py", "duplicates.py", "security.py")
_OF_FORMS = ("_forms.py", "_requests.py")


def run_time(options: PackageOptions, *, forms: bool) -> dict[str, str]:
    """The templates of what a receiver needs, which may read forms, by the files that they are copied to."""
    if options.receiver is None:
        return {}
    kinds = _kinds(options.receiver)
    style = "async" if options.handler_style is HandlerStyle.ASYNC else "sync"
    shared = (*_SHARED, *_OF_FORMS) if forms else _SHARED
    found = {name: name for name in (*shared, *(f"{_module(kind)}.py" for kind in kinds))}
    if any(kind in _TIMED_HMAC for kind in kinds):
        found["_verify_timed.py"] = "_verify_timed.py"
    found |= {"_delivery.py": f"_delivery_{style}.py"}
    return found | integrating(options.integrations, options.handler_style)


def verifies_tokens(options: PackageOptions) -> bool:
    """Whether the package needs PyJWT."""
    return options.receiver is not None and VerifierKind.MESSAGEBIRD_JWT in _kinds(options.receiver)


def verifiers_of(options: PackageOptions) -> Sources | None:
    """The classes of the verifiers by their modules; None without a receiver."""
    if options.receiver is None:
        return None
    return {f".{_module(kind)}": (_CLASSES[kind],) for kind in _kinds(options.receiver)}


def receiver(
    api: Api, chosen: ReceiverOptions, uses: Sequence[Use], found: Sequence[Handler], readers: Readers
) -> Receiver:
    """Plan what `receiver.py` says."""
    handlers = [code("messages.{cls}: {name}", cls=each.message, name=literal(each.name)) for each in found]
    rules = list(chain.from_iterable(_rules(api, chosen, use, readers) for use in uses))
    schemes = [_scheme(api, *each) for each in _schemes(chosen)]
    return Receiver(
        forms=readers.tables,
        handlers=collection("{", handlers, "}", 4, len("handlers=,")),
        rules=collection("{", rules, "}", 4, len("rules=,")),
        schemes=collection("{", schemes, "}", 4, len("schemes=,")),
    )


def schemes_of(api: Api, use: Use) -> list[str]:
    """The security schemes that a channel asks for, each once."""
    found = alternatives(api, use.channel, use.operation)
    return list(dict.fromkeys(name for names in found for name in names))


def security_of(api: Api, chosen: ReceiverOptions, use: Use) -> Alternatives:
    """The sets of verifiers of a channel, of which one has to hold, by their names in the package.

    That nothing is asked for counts only where it is all that the document says: fail closed.
    """
    own = dict(_channel(chosen, use).verifiers)
    address = use.channel.address
    declared = [names for names in alternatives(api, use.channel, use.operation) if names]
    asked = declared or ([tuple(own)] if own else [])
    return tuple(
        tuple(_own_name(name, address) if name in own else name for name in names) for names in asked
    )


def _rules(api: Api, chosen: ReceiverOptions, use: Use, readers: Readers) -> Iterator[Code]:
    said = _channel(chosen, use).duplicates
    key = [_texts(location(part), 16) for part in (chosen.duplicates if said is None else said)]
    sets = [_texts(names, 16) for names in security_of(api, chosen, use)]
    parts: list[Part] = []
    if sets:
        parts.append(code("security={sets}", sets=collection("(", sets, ")", 12, len("security=,"))))
    if key:
        parts.append(code("key={key}", key=collection("(", key, ")", 12, len("key=,"))))
    if use.channel.address in readers.by_address:
        parts.append(code("reader={reader}", reader=readers.by_address[use.channel.address]))
    if parts:
        address = literal(use.channel.address)
        rules = collection("Rules(", parts, ")", 8, len(address) + len(": ,"))
        yield code("{address}: {rules}", address=address, rules=rules)


def _schemes(chosen: ReceiverOptions) -> Iterator[tuple[str, str, VerifierOptions]]:
    """The name of each verifier in the package, its security scheme, and what is said of it."""
    for scheme, each in chosen.verifiers:
        yield scheme, scheme, each
    for address, channel in chosen.channels:
        for scheme, each in channel.verifiers:
            yield _own_name(scheme, address), scheme, each


def _scheme(api: Api, name: str, scheme: str, options: VerifierOptions) -> Code:
    named = literal(name)
    parts: list[Part] = [
        literal(options.secret or scheme),
        _texts(options.environment, 12),
        _made(options.kind, settings_in_force(api, scheme, options)),
    ]
    made = collection("Scheme(", parts, ")", 8, len(named) + len(": ,"))
    return code("{name}: {made}", name=named, made=made)


def settings_in_force(api: Api, scheme: str, options: VerifierOptions) -> dict[str, Setting]:
    """The settings of a verifier; the header of a token is the document's where none is said."""
    said = dict(options.settings)
    declared = next((each for each in api.security_schemes if each.name == scheme), None)
    if options.kind is VerifierKind.HEADER_TOKEN and "header" not in said and declared is not None:
        name = declared.settings.get("name")
        if declared.settings.get("in") == "header" and isinstance(name, str):
            said["header"] = name
    return said


def _made(kind: VerifierKind, settings: Mapping[str, Setting]) -> Code:
    clock = () if kind in _UNTIMED else (code("clock=clock"),)
    items: list[Part] = [code("secrets"), *clock]
    items += [
        code("{name}={value}", name=identifier(name), value=literal(value))
        for name, value in settings.items()
    ]
    opening = code(
        "lambda secrets, {clock}: {cls}(", clock=identifier("clock" if clock else "_"), cls=_CLASSES[kind]
    )
    return collection(opening, items, ")", 12, 1)


def _channel(chosen: ReceiverOptions, use: Use) -> ChannelOptions:
    return dict(chosen.channels).get(use.channel.address, ChannelOptions())


def _kinds(chosen: ReceiverOptions) -> list[VerifierKind]:
    said: list[Verifiers] = [chosen.verifiers, *(each.verifiers for _, each in chosen.channels)]
    return sorted({each.kind for verifiers in said for _, each in verifiers})


def _module(kind: VerifierKind) -> str:
    return f"_verify_{kind.value.replace('-', '_')}"


def _own_name(scheme: str, address: str) -> str:
    return f"{scheme} {address}"


def _texts(names: Sequence[str], column: int) -> Code:
    return collection("(", [literal(name) for name in names], ")", column, 1)
