"""Signs a request for a channel with the first set of schemes of which all secrets are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eventwright.problems import Problem, UnreadableError
from eventwright.sending.destinations import Destination
from eventwright.sending.request import Request
from eventwright.sending.schemes import Scheme, UnsignableError
from eventwright.sending.secrets import Given, missing, secrets_of
from eventwright.sending.signing import Moment, signed
from eventwright.sending.verifying import require_verified


@dataclass(frozen=True, slots=True)
class Credential:
    """A scheme and the secret to sign with: of several the first."""

    scheme: Scheme
    secret: str

    def __repr__(self) -> str:
        return f"Credential({self.scheme.name!r})"


Credentials = tuple[Credential, ...]


def credentials_for(destination: Destination, given: Given, environment: Mapping[str, str]) -> Credentials:
    """Return what to sign with, nothing where nothing is asked for.

    Raises UnreadableError `verifier-missing` or `secret-missing`.
    """
    if not destination.sets and not destination.unverified:
        return ()
    require_verified(destination)
    lacking: list[Scheme] = []
    for schemes in destination.sets:
        found = [(scheme, secrets_of(scheme, given, environment)) for scheme in schemes]
        if all(secrets for _, secrets in found):
            return tuple(Credential(scheme, secrets[0]) for scheme, secrets in found)
        lacking += [scheme for scheme, secrets in found if not secrets]
    raise missing(list({scheme.secret: scheme for scheme in lacking}.values()))


def signed_with(credentials: Sequence[Credential], request: Request, moment: Moment) -> Request:
    """Return the request with what each scheme asks for; raises UnreadableError `secret-unusable`."""
    for each in credentials:
        try:
            headers = signed(each.scheme, each.secret, request, moment)
        except UnsignableError as error:
            text = f"nothing is signed for {each.scheme.name!r} ({each.scheme.kind}): {error}"
            raise UnreadableError([Problem("secret-unusable", text)]) from error
        request = request.having(*headers)
    return request


def long_ago(credentials: Sequence[Credential]) -> int:
    """Return by how many seconds a request has to be older than what is let pass.

    Raises UnreadableError `send-not-stale` where no time is signed.
    """
    windows = [each.scheme.window for each in credentials if each.scheme.timed]
    if not windows:
        hint = "leave --stale out: such a request never becomes too old"
        text = "none of the channel's schemes signs a time"
        raise UnreadableError([Problem("send-not-stale", text, hint=hint)])
    return int(2 * max(windows)) + 600


def tampered(request: Request, number: int) -> Request:
    """Return the request with one byte changed: of its body, or of its query where it has none."""
    if request.body:
        at = number % len(request.body)
        changed = bytes([request.body[at] ^ 1])
        return replace(request, body=request.body[:at] + changed + request.body[at + 1 :])
    if request.query:
        last = "1" if request.url[-1] != "1" else "2"
        return replace(request, url=request.url[:-1] + last)
    return replace(request, url=f"{request.url}?tampered=1")
