"""What a request shows of who it is from: signatures and the time beside them; not whether they hold."""

import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from eventwright.receiving import VerifierKind
from eventwright.sending.clues import Clue, Finding
from eventwright.sending.request import Request
from eventwright.sending.schemes import (
    MESSAGEBIRD_SIGNATURE,
    MESSAGEBIRD_TOKEN,
    STANDARD_ID,
    STANDARD_SIGNATURE,
    Scheme,
)

_KINDS_BY_HEADER = {
    MESSAGEBIRD_TOKEN: VerifierKind.MESSAGEBIRD_JWT,
    STANDARD_SIGNATURE: VerifierKind.STANDARD_WEBHOOKS,
    MESSAGEBIRD_SIGNATURE: VerifierKind.MESSAGEBIRD_HMAC,
}


class NoEvidenceError(Exception):
    """The request does not show what the scheme needs."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The texts of which one has to be the signature, and the time that is signed, if one is."""

    came: tuple[str, ...]
    seconds: str


def evidence(scheme: Scheme, request: Request) -> Evidence:
    """Return what there is; raises NoEvidenceError."""
    value = only(scheme, request, scheme.signature_header)
    seconds = only(scheme, request, scheme.time_header) if scheme.time_header else ""
    if scheme.kind is VerifierKind.STANDARD_WEBHOOKS:
        identity = only(scheme, request, STANDARD_ID)
        if "." in identity or not identity.isascii():
            text = f"the header {STANDARD_ID!r} has a dot or is not ASCII, so it is not taken"
            raise NoEvidenceError(Finding(Clue.IDENTITY, text))
        return Evidence(tuple(value.split(" ")), seconds)
    if scheme.kind is not VerifierKind.HMAC:
        return Evidence((value,), seconds)
    return _listed(scheme, value, seconds)


def only(scheme: Scheme, request: Request, name: str) -> str:
    """Return the value of a header that has to stand once; raises NoEvidenceError."""
    values = request.values(name)
    if not values or not values[0]:
        raise NoEvidenceError(
            Finding(
                Clue.HEADER_MISSING, f"the header {name!r} is {_lacking(values)}{_beside(scheme, request)}"
            )
        )
    if len(values) > 1:
        raise NoEvidenceError(
            Finding(Clue.HEADER_REPEATED, f"the header {name!r} stands {len(values)} times")
        )
    return values[0]


def other_kinds(scheme: Scheme, request: Request) -> list[VerifierKind]:
    """Return the kinds whose headers the request has, and that the scheme is not of."""
    found = [kind for header, kind in _KINDS_BY_HEADER.items() if request.values(header)]
    return [kind for kind in found if kind is not scheme.kind]


def _lacking(values: list[str]) -> str:
    return "empty" if values else "missing"


def _beside(scheme: Scheme, request: Request) -> str:
    kinds = other_kinds(scheme, request) if not request.values(scheme.signature_header) else []
    return f"; the request is signed as {' or '.join(kinds)} has it" if kinds else ""


def _listed(scheme: Scheme, value: str, seconds: str) -> Evidence:
    field, time_field = scheme.text("field"), scheme.text("timestamp_field")
    fields = fields_of(value)
    if time_field:
        times = [text for name, text in fields if name == time_field]
        if len(times) != 1 or not times[0]:
            raise NoEvidenceError(_without(scheme, time_field))
        seconds = times[0]
    if not field:
        return Evidence((value,), seconds)
    came = tuple(text for name, text in fields if name == field)
    if not came:
        raise NoEvidenceError(_without(scheme, field))
    return Evidence(came, seconds)


def fields_of(value: str) -> list[tuple[str, str]]:
    """Return the names and texts of a list such as `t=1,v1=ab`."""
    parts = [part.partition("=") for part in value.split(",")]
    return [(name.strip(), text) for name, _, text in parts]


def _without(scheme: Scheme, field: str) -> Finding:
    text = f"the list in the header {scheme.signature_header!r} has to have one {field}="
    return Finding(Clue.FIELD_MISSING, text)


def digests_in(came: tuple[str, ...]) -> set[bytes]:
    """Return the bytes that signatures may stand for, however they are encoded."""
    return {digest for text in came for part in _parts(text) for digest in _decoded(part)}


def _parts(text: str) -> Iterator[str]:
    bare = text.strip().strip('"')
    yield bare
    for mark in ("=", ",", ":", " "):
        if mark in bare.rstrip("="):
            yield bare.partition(mark)[2]
    for each in re.split("[, ]", bare):
        yield each.partition("=")[2] or each


def _decoded(text: str) -> Iterator[bytes]:
    with suppress(ValueError):
        yield bytes.fromhex(text)
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    with suppress(ValueError):
        yield b64decode(plain + "=" * (-len(plain) % 4), validate=True)
