"""The headers that say who a request is from: (scheme, secret, request, moment) -> headers."""

from dataclasses import dataclass

from eventwright.receiving import VerifierKind
from eventwright.sending.request import Headers, Request
from eventwright.sending.schemes import STANDARD_ID, Scheme, UnsignableError
from eventwright.sending.signatures import credential, key_of, signature, signed_bytes
from eventwright.sending.tokens import claims_of, token


@dataclass(frozen=True, slots=True)
class Moment:
    """When a request is signed, in seconds since 1970, and what makes it one of its own."""

    seconds: int
    identity: str


def signed(scheme: Scheme, secret: str, request: Request, moment: Moment) -> Headers:
    """Return the headers that a verifier of the scheme takes; raises UnsignableError."""
    match scheme.kind:
        case VerifierKind.HEADER_TOKEN | VerifierKind.BASIC | VerifierKind.BEARER:
            return ((scheme.signature_header, credential(scheme, secret)),)
        case VerifierKind.MESSAGEBIRD_JWT:
            claims = claims_of(request, moment.seconds, moment.identity)
            return ((scheme.signature_header, token(claims, secret)),)
        case VerifierKind.STANDARD_WEBHOOKS:
            named = request.having((STANDARD_ID, moment.identity))
            return ((STANDARD_ID, moment.identity), *_signed(scheme, secret, named, moment))
        case VerifierKind.MESSAGEBIRD_HMAC | VerifierKind.BIRD_HMAC | VerifierKind.HMAC:
            return _signed(scheme, secret, request, moment)


def _signed(scheme: Scheme, secret: str, request: Request, moment: Moment) -> Headers:
    seconds = str(moment.seconds)
    time = ((scheme.time_header, seconds),) if scheme.time_header else ()
    timed = request.having(*time)
    made = signature(scheme, key_of(scheme, secret), signed_bytes(scheme, timed, seconds))
    return (*time, (scheme.signature_header, _value(scheme, made, seconds)))


def _value(scheme: Scheme, made: str, seconds: str) -> str:
    """Return the header's value: the signature, or a list in which it has a name."""
    field, time_field = scheme.text("field"), scheme.text("timestamp_field")
    if time_field and not field:
        raise UnsignableError("a list that has a time needs a field for the signature too: field = ...")
    fields = ([f"{time_field}={seconds}"] if time_field else []) + ([f"{field}={made}"] if field else [])
    return ",".join(fields) if fields else made
