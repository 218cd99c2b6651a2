"""What is signed by each scheme, and the text that a signature is; who holds the secret is not known here."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256
from hmac import digest
from urllib.parse import parse_qsl, urlencode

from eventwright.receiving import VerifierKind
from eventwright.sending.request import Request, encoded
from eventwright.sending.schemes import STANDARD_ID, Scheme, UnsignableError

_SLOT = re.compile(r"\{(body|url|method|timestamp|header:[^{}]+)\}")


def key_of(scheme: Scheme, secret: str) -> bytes:
    """Return the key that a secret stands for; raises UnsignableError."""
    if scheme.kind is not VerifierKind.STANDARD_WEBHOOKS:
        return secret.encode("utf-8", "surrogateescape")
    try:
        key = b64decode(secret.strip().removeprefix("whsec_"), validate=True)
    except ValueError:
        raise UnsignableError("it is not base64") from None
    if not key:
        raise UnsignableError("it is empty")
    return key


def signed_bytes(scheme: Scheme, request: Request, seconds: str, *, whole: bool = True) -> bytes:
    """Return what a signature is made of; raises UnsignableError where the request lacks a part of it.

    Unless `whole`, a URL may be a path alone.
    """
    match scheme.kind:
        case VerifierKind.MESSAGEBIRD_HMAC:
            return timed(seconds, sorted_query(request.query), request.body)
        case VerifierKind.BIRD_HMAC:
            return timed(seconds, encoded(_url(request, whole=whole)), request.body)
        case VerifierKind.STANDARD_WEBHOOKS:
            return b".".join((encoded(_only(request, STANDARD_ID)), encoded(seconds), request.body))
        case VerifierKind.HMAC:
            return b"".join(_pieces(scheme, request, seconds, whole=whole))
        case (
            VerifierKind.MESSAGEBIRD_JWT
            | VerifierKind.HEADER_TOKEN
            | VerifierKind.BASIC
            | VerifierKind.BEARER
        ):
            raise UnsignableError(f"{scheme.kind} has no signature of bytes")


def timed(seconds: str, between: bytes, body: bytes) -> bytes:
    """Return the lines that MessageBird's two schemes sign; the last one is a digest of 32 bytes."""
    return b"\n".join((encoded(seconds), between, sha256(body).digest()))


def sorted_query(query: str) -> bytes:
    """Return the parameters by key, those of one key in their order, encoded anew."""
    pairs = parse_qsl(encoded(query).decode("latin-1"), keep_blank_values=True, encoding="latin-1")
    return urlencode(sorted(pairs, key=lambda pair: pair[0]), encoding="latin-1").encode()


def algorithm_of(scheme: Scheme) -> str:
    return scheme.text("algorithm", "sha256")


def signature(scheme: Scheme, key: bytes, signed: bytes, algorithm: str = "") -> str:
    """Return the signature as its header has it, without the name of its field."""
    mac = digest(key, signed, algorithm or algorithm_of(scheme))
    match scheme.kind:
        case VerifierKind.STANDARD_WEBHOOKS:
            return f"v1,{b64encode(mac).decode()}"
        case VerifierKind.HMAC:
            hexadecimal = scheme.text("encoding", "hex") == "hex"
            return scheme.text("prefix") + (mac.hex() if hexadecimal else b64encode(mac).decode())
        case _:
            return b64encode(mac).decode()


def credential(scheme: Scheme, secret: str) -> str:
    """Return what a header holds that is not signed, but shows a secret."""
    match scheme.kind:
        case VerifierKind.BASIC:
            return f"Basic {b64encode(secret.encode()).decode()}"
        case VerifierKind.BEARER:
            return f"Bearer {secret}"
        case _:
            return secret


def _pieces(scheme: Scheme, request: Request, seconds: str, *, whole: bool) -> Iterator[bytes]:
    """Yield the pieces of what is signed: every second one is named by a slot."""
    for index, piece in enumerate(_SLOT.split(scheme.text("signed", "{body}"))):
        if index % 2 == 0:
            yield encoded(piece)
        elif piece == "body":
            yield request.body
        elif piece == "url":
            yield encoded(_url(request, whole=whole))
        elif piece == "method":
            yield encoded(request.method)
        elif piece == "timestamp":
            yield encoded(seconds)
        else:
            yield encoded(_only(request, piece.removeprefix("header:")))


def _url(request: Request, *, whole: bool) -> str:
    if whole and not request.origin:
        raise UnsignableError("the whole URL is signed, and it is not known")
    return request.url


def _only(request: Request, name: str) -> str:
    values = request.values(name)
    if len(values) != 1 or not values[0]:
        raise UnsignableError(f"the header {name!r}, which is signed, has to stand once")
    return values[0]
