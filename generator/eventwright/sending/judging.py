"""Whether the signature of a request holds and, if not, which rule would have made it hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest

from eventwright.receiving import VerifierKind
from eventwright.sending import tokens
from eventwright.sending.bodies import other_bodies
from eventwright.sending.clues import Clue, Finding
from eventwright.sending.evidence import Evidence, NoEvidenceError, evidence, only
from eventwright.sending.keys import keys, other_keys
from eventwright.sending.request import Request, encoded
from eventwright.sending.schemes import Scheme, UnsignableError
from eventwright.sending.searching import explained, holds
from eventwright.sending.signatures import credential
from eventwright.sending.urls import other_urls

_DIGITS = 12
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A request, who it is said to be from, and the time by which it is judged.

    `others` are the secrets of other schemes, by their names.
    """

    scheme: Scheme
    secrets: tuple[str, ...]
    request: Request
    at: float
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def findings(question: Question) -> tuple[Finding, ...]:
    """Return all that is the matter; nothing where the signature holds."""
    try:
        if question.scheme.kind is VerifierKind.MESSAGEBIRD_JWT:
            return tuple(_of_token(question))
        if not question.scheme.signs:
            return tuple(_of_credential(question))
        return tuple(_of_signature(question))
    except NoEvidenceError as nothing:
        return (nothing.finding,)
    except UnsignableError as error:
        return (Finding(Clue.URL_UNKNOWN, f"it cannot be told: {error}"),)


def _of_signature(question: Question) -> Iterator[Finding]:
    scheme, request = question.scheme, question.request
    unusable = [secret for secret in question.secrets if not list(keys(scheme, [secret]))]
    if unusable:
        text = f"{len(unusable)} of the secrets {scheme.secret!r} cannot be a key: it is not base64"
        yield Finding(Clue.SECRET_UNUSABLE, text)
    shown = evidence(scheme, request)
    if shown.seconds:
        yield from _of_time(shown.seconds, question)
    if not _holds(question, shown):
        found = explained(scheme, question.secrets, request, shown, question.others)
        yield from found or [_unexplained(scheme)]


def _holds(question: Question, shown: Evidence) -> bool:
    try:
        return holds(question.scheme, question.secrets, question.request, shown)
    except UnsignableError:
        # What is signed may be known in another way: with the path instead of the whole URL.
        if explained(question.scheme, question.secrets, question.request, shown, question.others):
            return False
        raise


def _of_time(text: str, question: Question) -> Iterator[Finding]:
    if not (text.isascii() and text.isdecimal()):
        yield Finding(Clue.TIME_MALFORMED, "the time is not written as whole seconds since 1970")
        return
    seconds = float(text)
    if len(text) > _DIGITS:
        yield Finding(Clue.TIME_MILLISECONDS, "the time is written in milliseconds; seconds are taken")
        seconds /= 1000
    yield from _aged(question.at - seconds, question.scheme.window)


def _aged(age: float, window: float) -> Iterator[Finding]:
    if age > window:
        text = (
            f"it was signed {_span(age)} before the time by which it is judged; {_span(window)} are let pass"
        )
        yield Finding(Clue.STALE, text)
    elif age < -window:
        text = (
            f"it was signed {_span(-age)} after the time by which it is judged; {_span(window)} are let pass"
        )
        yield Finding(Clue.AHEAD, text)


def _span(seconds: float) -> str:
    if seconds < 2 * _MINUTE:
        return f"{seconds:g} seconds"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} minutes"
    return f"{seconds / _HOUR:.0f} hours" if seconds < 2 * _DAY else f"{seconds / _DAY:.0f} days"


def _unexplained(scheme: Scheme) -> Finding:
    text = (
        f"no way of signing that is known makes it hold with the secrets {scheme.secret!r}: "
        "another secret has signed it, or the request was changed"
    )
    return Finding(Clue.UNEXPLAINED, text)


def _of_credential(question: Question) -> Iterator[Finding]:
    scheme = question.scheme
    value = only(scheme, question.request, scheme.signature_header)
    came = value
    if scheme.kind is not VerifierKind.HEADER_TOKEN:
        word, _, came = value.partition(" ")
        if word.lower() != scheme.kind.value:
            yield Finding(Clue.CREDENTIAL, f"the header does not begin with {scheme.kind.value.capitalize()}")
            return
    made = {secret: credential(scheme, secret).rpartition(" ")[2] for secret in question.secrets}
    if scheme.kind is not VerifierKind.BASIC:
        made = {secret: secret for secret in question.secrets}
    if any(compare_digest(encoded(came), encoded(each)) for each in made.values()):
        return
    if any(came.strip() == each.strip() for each in made.values()):
        yield Finding(Clue.SECRET_SPACE, "there is space around the secret, or around what came")
        return
    for name, secrets in question.others.items():
        if came in secrets:
            yield Finding(Clue.SECRET_OTHER, f"what came is a secret of {name!r}")
            return
    yield Finding(Clue.CREDENTIAL, f"what came is none of the secrets {scheme.secret!r}")


def _of_token(question: Question) -> Iterator[Finding]:
    text = only(question.scheme, question.request, question.scheme.signature_header)
    try:
        algorithm, claims = tokens.algorithm_of(text), tokens.claims_in(text)
    except ValueError:
        yield Finding(Clue.TOKEN_MALFORMED, "the header holds no token")
        return
    if algorithm not in tokens.ALGORITHMS:
        allowed = ", ".join(tokens.ALGORITHMS)
        yield Finding(
            Clue.ALGORITHM, f"the token names the algorithm {algorithm[:20]!r}; {allowed} are taken"
        )
    elif not any(tokens.is_signed(text, key) for key in keys(question.scheme, question.secrets)):
        yield _signed_otherwise(question, text)
    yield from _of_claims(question, claims)


def _signed_otherwise(question: Question, text: str) -> Finding:
    for finding, key in other_keys(question.scheme, question.secrets, question.others):
        if tokens.is_signed(text, key):
            return finding
    return _unexplained(question.scheme)


def _of_claims(question: Question, claims: Mapping[str, object]) -> Iterator[Finding]:
    needed = ["iss", "nbf", "exp", "jti", "url_hash", *(["payload_hash"] if question.request.body else [])]
    for name in needed:
        if claims.get(name) in (None, ""):
            yield Finding(Clue.CLAIM_MISSING, f"the token lacks the claim {name!r}")
    if claims.get("iss") not in (None, "", tokens.ISSUER):
        yield Finding(Clue.CLAIM_WRONG, f"the claim 'iss' is not {tokens.ISSUER!r}")
    yield from _of_times(question, claims)
    if claims.get("url_hash"):
        yield from _of_url(question.request, claims["url_hash"])
    if not question.request.body and "payload_hash" in claims:
        text = "the token has a hash of the body, and the body is empty"
        yield Finding(Clue.BODY_EMPTY, text)
    elif claims.get("payload_hash"):
        yield from _of_body(question.request, claims["payload_hash"])


def _of_times(question: Question, claims: Mapping[str, object]) -> Iterator[Finding]:
    ends, begins = claims.get("exp"), claims.get("nbf")
    leeway = question.scheme.window
    for name, value in (("exp", ends), ("nbf", begins)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield Finding(Clue.CLAIM_WRONG, f"the claim {name!r} is not a number")
    if isinstance(ends, int | float) and question.at >= ends + leeway:
        yield Finding(
            Clue.STALE, f"the token ended {_span(question.at - ends)} before the time by which it is judged"
        )
    if isinstance(begins, int | float) and question.at < begins - leeway:
        text = f"the token begins {_span(begins - question.at)} after the time by which it is judged"
        yield Finding(Clue.AHEAD, text)


def _of_url(request: Request, claimed: object) -> Iterator[Finding]:
    if not request.origin:
        text = "the whole URL is signed, and it is not known: say --base-url"
        yield Finding(Clue.URL_UNKNOWN, text)
        return
    if claimed == tokens.hash_of(encoded(request.url)):
        return
    for found, url in other_urls(request):
        if claimed == tokens.hash_of(encoded(url)):
            yield from found
            return
    text = "the claim 'url_hash' is of another URL, in no way that is known"
    yield Finding(Clue.CLAIM_WRONG, text)


def _of_body(request: Request, claimed: object) -> Iterator[Finding]:
    if claimed == tokens.hash_of(request.body):
        return
    for finding, body in other_bodies(request.body):
        if claimed == tokens.hash_of(body):
            yield finding
            return
    yield Finding(Clue.CLAIM_WRONG, "the claim 'payload_hash' is of another body, in no way that is known")
