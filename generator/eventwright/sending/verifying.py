"""From a captured request and the configuration to a verdict: what holds, or why nothing does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from eventwright.problems import Problem, UnreadableError
from eventwright.sending.clues import Finding
from eventwright.sending.destinations import Destination, destination_at, destination_named
from eventwright.sending.judging import Question, findings
from eventwright.sending.request import Request
from eventwright.sending.schemes import Scheme
from eventwright.sending.secrets import Given, missing, secrets_of


@dataclass(frozen=True, slots=True)
class Judged:
    """A scheme, and all that is the matter with what the request shows for it."""

    scheme: Scheme
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be said of a request; one of the sets has to hold as a whole."""

    request: Request
    channel: str
    sets: tuple[tuple[Judged, ...], ...]
    remarks: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return any(all(each.holds for each in judged) for judged in self.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """By which channel, secrets and time a request is judged; without a channel its path tells."""

    at: float
    given: Given
    environment: Mapping[str, str]
    channel: str | None = None


def verdict(
    found: Sequence[Destination], request: Request, asked: Asked, remarks: tuple[str, ...] = ()
) -> Verdict:
    """Judge a request; raises UnreadableError where the channel, a verifier or a secret is not known."""
    where = _destination(found, request, asked)
    every = {scheme.secret: scheme for each in found for scheme in each.schemes}
    require_verified(where)
    secrets = {name: secrets_of(scheme, asked.given, asked.environment) for name, scheme in every.items()}
    usable = [each for each in where.sets if all(secrets[scheme.secret] for scheme in each)]
    if not usable:
        raise missing([scheme for scheme in where.schemes if not secrets[scheme.secret]])
    sets = tuple(tuple(_judged(scheme, request, secrets, asked.at) for scheme in each) for each in usable)
    left_out = len(where.sets) - len(usable)
    told = (
        (f"{left_out} sets of verifiers were not tried, as their secrets are not given",) if left_out else ()
    )
    return Verdict(request=request, channel=where.address, sets=sets, remarks=(*remarks, *told))


def require_verified(where: Destination) -> None:
    """Raise UnreadableError `verifier-missing` for a channel whose requests nothing is known to verify."""
    if where.sets:
        return
    if where.unverified:
        asked = ", ".join(map(repr, where.unverified))
        text = f"the channel {where.address!r} asks for {asked}, and no verifier is configured"
        hint = f"say how it is verified: [tool.eventwright.receiver.verifiers] {where.unverified[0]} = ..."
    else:
        text = f"the channel {where.address!r} asks for nothing that a request would have to show"
        hint = "name a verifier for the channel in the configuration, if its requests are signed"
    raise UnreadableError([Problem("verifier-missing", text, hint=hint)])


def time_of(text: str) -> float:
    """Return seconds since 1970 of a date-time or of seconds; raises ValueError."""
    try:
        return float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _destination(found: Sequence[Destination], request: Request, asked: Asked) -> Destination:
    if asked.channel is not None:
        return destination_named(found, asked.channel)
    where = destination_at(found, request.path)
    if where is not None:
        return where
    if found and all(each.sets == found[0].sets for each in found):
        # Wherever it was sent, it is verified in the same way.
        return found[0]
    text = f"no channel has the path {request.path!r}"
    raise UnreadableError([Problem("send-channel-unknown", text, hint="name the channel: --channel ADDRESS")])


def _judged(scheme: Scheme, request: Request, secrets: Mapping[str, tuple[str, ...]], at: float) -> Judged:
    others = {name: listed for name, listed in secrets.items() if name != scheme.secret}
    question = Question(scheme=scheme, secrets=secrets[scheme.secret], request=request, at=at, others=others)
    return Judged(scheme, findings(question))
