"""From what `send` is asked for to requests that are ready to be signed and sent."""

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from uuid import uuid4

from eventwright.api import Api, Message
from eventwright.json_value import Json
from eventwright.package import Told
from eventwright.plan.bodies import media_type
from eventwright.plan.requests import FORM
from eventwright.problems import Place as Spot
from eventwright.problems import Problem, UnreadableError
from eventwright.sampling import Maker, samples
from eventwright.sampling.chance import Chance
from eventwright.sampling.finding import find, marks_of
from eventwright.sampling.making import NothingMadeError
from eventwright.sending.composing import Place, composed, header_values, typed, url_of, with_type
from eventwright.sending.credentials import Credentials, long_ago, signed_with, tampered
from eventwright.sending.delivering import Make
from eventwright.sending.destinations import Destination, destination_at, destination_named
from eventwright.sending.editing import edited
from eventwright.sending.request import Headers, Request
from eventwright.sending.signing import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to send; `payload` is the file and what it holds, in place of samples."""

    message: str
    url: str
    channel: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    payload: tuple[str, bytes] | None = None
    set: tuple[str, ...] = ()
    headers: Headers = ()
    repeat: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """What is done to requests while they are signed, or after."""

    base_url: str = ""
    stale: bool = False
    tamper: bool = False


@dataclass(frozen=True, slots=True)
class Sendable:
    """Requests that are not signed yet, and the channel that they go to."""

    destination: Destination
    requests: tuple[Request, ...]


def sendable(api: Api, told: Sequence[Told], found: Sequence[Destination], wanted: Wanted) -> Sendable:
    """Return the requests; raises SpecError with what stands in their way."""
    message = find(api, told, wanted.message)
    destination = _destination(found, message, wanted)
    maker = Maker(api)
    parameters = {**_parameters(maker, destination, wanted.seed), **wanted.parameters}
    place = Place(
        url=url_of(wanted.url, destination, parameters),
        method=destination.method,
        content_type=typed(destination.messages, message.key),
    )
    return Sendable(destination, tuple(_requests(maker, told, message, place, wanted)))


def makes(ready: Sendable, credentials: Credentials, changed: Changed) -> tuple[Make, ...]:
    """Return what signs each request when it is sent; raises UnreadableError `send-not-stale`."""
    ago = long_ago(credentials) if changed.stale else 0
    return tuple(
        partial(_made, request, credentials, changed, ago, number)
        for number, request in enumerate(ready.requests)
    )


def _made(request: Request, credentials: Credentials, changed: Changed, ago: int, number: int) -> Request:
    moment = Moment(int(time.time()) - ago, f"msg_{uuid4().hex}")
    outside = request.seen_at(changed.base_url)
    signed = signed_with(credentials, outside, moment)
    sent = Request(request.method, request.url, signed.headers, request.body)
    return tampered(sent, number) if changed.tamper else sent


def _destination(found: Sequence[Destination], message: Message, wanted: Wanted) -> Destination:
    if wanted.channel is not None:
        return destination_named(found, wanted.channel)
    having = [each for each in found if message.key in dict(each.messages)]
    if len(having) == 1:
        return having[0]
    path = Request("GET", wanted.url).path
    there = destination_at(having, path) if path not in ("", "/") else None
    if there is not None:
        return there
    text = f"{wanted.message!r} is received by {len(having) or 'no'} channel{'s' if len(having) > 1 else ''}"
    hint = f"name one: --channel {' or '.join(each.address for each in having)}" if having else ""
    raise UnreadableError([Problem("send-channel-unknown", text, hint=hint)])


def _parameters(maker: Maker, destination: Destination, seed: int) -> dict[str, str]:
    """Return values of parameters that their schemas allow, as far as these are said."""
    found: dict[str, str] = {}
    for each in destination.parameters:
        if each.schema is None:
            continue
        with suppress(NothingMadeError):
            value = maker.make((each.schema,), Chance(destination.address, each.name, seed))
            found[each.name] = value if isinstance(value, str) else json.dumps(value)
    return found


def _requests(
    maker: Maker, told: Sequence[Told], message: Message, place: Place, wanted: Wanted
) -> list[Request]:
    if wanted.payload is not None:
        file, data = wanted.payload
        return [_of_file(place, file, data, wanted)] * wanted.repeat
    marks = marks_of(told, message)
    made = samples(maker, message, seed=wanted.seed, count=wanted.repeat, marks=marks)
    return [
        composed(
            place,
            edited(each.payload, wanted.set),
            _joined(header_values(each.headers), wanted.headers),
        )
        for each in made
    ]


def _of_file(place: Place, file: str, data: bytes, wanted: Wanted) -> Request:
    """Send a file as it stands, unless it has to be read to be changed or to be written as a form."""
    form = place.in_query or media_type(place.content_type) == FORM
    if not (form or wanted.set):
        return with_type(place, data, wanted.headers)
    try:
        payload: Json = json.loads(data)
    except (ValueError, RecursionError) as error:
        text = "it is no JSON, so nothing in it is set and no form is made of it"
        raise UnreadableError([Problem("send-payload", text, Spot(file))]) from error
    return composed(place, edited(payload, wanted.set), wanted.headers)


def _joined(first: Headers, later: Headers) -> Headers:
    """Return headers, of which later ones take the place of those of the same name."""
    return Request("GET", "", first).having(*later).headers if later else first
