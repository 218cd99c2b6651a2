"""How the receiver of a package is written as plain values; what is held against the document is not read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from eventwright.configuration.faults import Fault, shown, unknown_key
from eventwright.documents import did_you_mean, nearest
from eventwright.receiving import (
    ChannelOptions,
    Integration,
    ReceiverOptions,
    Setting,
    VerifierKind,
    VerifierOptions,
    Verifiers,
)

_KINDS = tuple(kind.value for kind in VerifierKind)
_KIND_HINT = f"the kinds are {', '.join(_KINDS)}"
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_SLOT = re.compile(r"\{(?:body|url|method|timestamp|header:[!#$%&'*+.^_`|~0-9A-Za-z-]+)\}")
_COMMON = ("kind", "secret", "environment")
_TEXTS = ("prefix", "signed", "field", "timestamp_field")
_HEADERS = ("header", "timestamp_header")
_SECONDS = ("window", "leeway")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "algorithm": ("sha1", "sha256", "sha384", "sha512"),
    "encoding": ("hex", "base64"),
}
SETTINGS: Mapping[VerifierKind, tuple[str, ...]] = {
    VerifierKind.MESSAGEBIRD_HMAC: ("window",),
    VerifierKind.MESSAGEBIRD_JWT: ("leeway",),
    VerifierKind.BIRD_HMAC: ("window",),
    VerifierKind.STANDARD_WEBHOOKS: ("window",),
    VerifierKind.HMAC: (*_HEADERS, *_WORDS, *_TEXTS, "window"),
    VerifierKind.HEADER_TOKEN: ("header",),
    VerifierKind.BASIC: (),
    VerifierKind.BEARER: (),
}
"""What can be said of each kind alone."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the configuration, the way to it, and where its faults are collected."""

    path: tuple[str, ...]
    values: Mapping[str, object]
    faults: list[Fault]

    def fault(self, key: str, hint: str) -> None:
        message = f"{key!r} cannot be {shown(self.values.get(key))}"
        self.faults.append(Fault((*self.path, key), message, hint))

    def below(self, key: str, hint: str) -> "_Table":
        value = self.values.get(key, {})
        if isinstance(value, dict):
            return _Table((*self.path, key), value, self.faults)
        self.fault(key, hint)
        return _Table((*self.path, key), {}, self.faults)

    def know(self, known: tuple[str, ...]) -> None:
        self.faults.extend(unknown_key((*self.path, key), known) for key in self.values if key not in known)

    def texts(self, key: str, hint: str) -> tuple[str, ...] | None:
        value = self.values.get(key)
        listed = [value] if isinstance(value, str) else value
        if listed is None:
            return None
        if isinstance(listed, list) and all(isinstance(each, str) and each.strip() for each in listed):
            return tuple(listed)
        self.fault(key, hint)
        return None


def read_receiver(values: Mapping[str, object], faults: list[Fault]) -> ReceiverOptions | None:
    """Read what is said of the receiver; None where none is wanted."""
    value = values.get("receiver")
    if value is None or value is False:
        return None
    if value is True:
        return ReceiverOptions()
    table = _Table((), values, faults).below("receiver", "write true, or a table with verifiers")
    table.know(("verifiers", "duplicates", "channels"))
    channels = table.below("channels", "write a table for each channel")
    said = _channel(table)
    return ReceiverOptions(
        verifiers=said.verifiers,
        duplicates=said.duplicates or (),
        channels=tuple(sorted((address, _of_channel(channels, address)) for address in channels.values)),
    )


def read_integrations(values: Mapping[str, object], faults: list[Fault]) -> tuple[Integration, ...] | None:
    """Read what is to call the receiver; None where nothing is said."""
    value = values.get("integrations")
    if value is None:
        return None
    words = [each.value for each in Integration]
    listed = value if isinstance(value, list) else [value]
    wrong = [each for each in listed if each not in words]
    for each in wrong:
        near = did_you_mean(nearest(each, words)) if isinstance(each, str) else ""
        hint = near or f"list some of {', '.join(words)}"
        faults.append(Fault(("integrations",), f"'integrations' cannot be {shown(each)}", hint))
    # Equal choices are equal options, in whichever order they are written.
    return tuple(each for each in Integration if each.value in listed)


def _of_channel(channels: _Table, address: str) -> ChannelOptions:
    table = channels.below(address, "write a table with verifiers or duplicates")
    table.know(("verifiers", "duplicates"))
    return _channel(table)


def _channel(table: _Table) -> ChannelOptions:
    hint = 'list the parts of a key: a property "type", "message.id" or "/message/id", or "header:webhook-id"'
    return ChannelOptions(
        verifiers=_verifiers(table.below("verifiers", "write a verifier for each security scheme")),
        duplicates=table.texts("duplicates", hint),
    )


def _verifiers(table: _Table) -> Verifiers:
    found = [(scheme, _verifier(table, scheme)) for scheme in sorted(table.values)]
    return tuple((scheme, each) for scheme, each in found if each is not None)


def _verifier(verifiers: _Table, scheme: str) -> VerifierOptions | None:
    value = verifiers.values[scheme]
    said = {"kind": value} if isinstance(value, str) else value
    table = _Table((*verifiers.path, scheme), said if isinstance(said, dict) else {}, verifiers.faults)
    kind = table.values.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        near = did_you_mean(nearest(kind, _KINDS)) if isinstance(kind, str) else ""
        verifiers.fault(scheme, near or _KIND_HINT)
        return None
    found = VerifierKind(kind)
    table.know((*_COMMON, *SETTINGS[found]))
    secret = table.texts("secret", "write the name under which the secrets are given")
    return VerifierOptions(
        kind=found,
        secret="" if not secret else secret[0],
        environment=table.texts("environment", "name the variables of the environment, never a secret") or (),
        settings=_settings(found, table),
    )


def _settings(kind: VerifierKind, table: _Table) -> tuple[tuple[str, Setting], ...]:
    found: list[tuple[str, Setting]] = []
    for name in SETTINGS[kind]:
        value = table.values.get(name)
        if value is None:
            continue
        hint = _wrong(name, value)
        if hint:
            table.fault(name, hint)
        elif isinstance(value, str | int | float):
            found.append((name, value))
    if kind is VerifierKind.HMAC:
        _judge_hmac(dict(found), table)
    return tuple(found)


def _wrong(name: str, value: object) -> str:
    """Return what to write instead; nothing where the value can stand."""
    if name in _SECONDS:
        good = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")
        return "" if good else "write seconds, more than 0"
    if not isinstance(value, str):
        return "write it as text"
    if name in _WORDS:
        return "" if value in _WORDS[name] else f"write one of {', '.join(_WORDS[name])}"
    if name in _HEADERS:
        return "" if _HEADER.fullmatch(value) else "write the name of a header"
    if name == "signed" and (set("{}") & set(_SLOT.sub("", value)) or "{body}" not in value):
        return "write what is signed: {body} and, if need be, {timestamp}, {url}, {method}, {header:NAME}"
    return ""


def _judge_hmac(said: Mapping[str, Setting], table: _Table) -> None:
    if "header" not in said and "header" not in table.values:
        hint = "name the header that the signature comes in: header = ..."
        table.faults.append(Fault(table.path, "a verifier 'hmac' has no header", hint))
    timed = "timestamp_header" in said or "timestamp_field" in said
    if ("{timestamp}" in str(said.get("signed", ""))) is not timed:
        message = "a verifier 'hmac' signs {timestamp} exactly where a header or field has one"
        hint = "say both signed = ... with {timestamp}, and timestamp_header or timestamp_field"
        table.faults.append(Fault(table.path, message, hint))
