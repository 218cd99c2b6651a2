"""A payload as the request of its channel, before anything is signed: in the body, a form or the query."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from eventwright.addresses import names_in
from eventwright.json_value import Json
from eventwright.plan.bodies import media_type
from eventwright.plan.requests import BODILESS, FORM
from eventwright.problems import Problem, UnreadableError
from eventwright.sending.destinations import Destination
from eventwright.sending.forms import pairs
from eventwright.sending.request import Headers, Request, encoded

_TYPE = "Content-Type"
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request goes: its whole URL, and how the channel wants its messages."""

    url: str
    method: str
    content_type: str

    @property
    def in_query(self) -> bool:
        """Whether the payload stands in the query."""
        return self.method in BODILESS


def composed(place: Place, payload: Json, headers: Headers = ()) -> Request:
    """Return the request; raises UnreadableError `send-payload` for a payload that cannot be written so."""
    if place.in_query:
        mark = "&" if "?" in place.url else "?"
        query = urlencode(_pairs(place, payload))
        return Request(place.method, f"{place.url}{mark}{query}" if query else place.url, headers)
    return with_type(place, _body(place, payload), headers)


def with_type(place: Place, body: bytes, headers: Headers = ()) -> Request:
    """Return the request of a body that is written already, with the content type of the message."""
    said = any(name.lower() == _TYPE.lower() for name, _ in headers)
    kind: Headers = () if said else ((_TYPE, place.content_type),)
    return Request(place.method, place.url, (*kind, *headers), body)


def compact(payload: Json) -> bytes:
    """Return a payload as JSON without spaces."""
    return encoded(json.dumps(payload, ensure_ascii=False, separators=(",", ":")))


def _body(place: Place, payload: Json) -> bytes:
    media = media_type(place.content_type)
    if media == FORM:
        return urlencode(_pairs(place, payload)).encode()
    if media.startswith("text/") and isinstance(payload, str):
        return encoded(payload)
    if media.endswith(("/json", "+json")) or "/" not in media or media == "text/plain":
        return compact(payload)
    text = f"a payload of {place.content_type!r} is not written here"
    raise UnreadableError([Problem("send-payload", text, hint="write it to a file: --payload FILE")])


def _pairs(place: Place, payload: Json) -> list[tuple[str, str]]:
    try:
        return pairs(payload)
    except ValueError as error:
        where = "a query" if place.in_query else "a form"
        raise UnreadableError([Problem("send-payload", f"no {where[2:]} is written: {error}")]) from error


def url_of(url: str, destination: Destination, parameters: Mapping[str, str]) -> str:
    """Return the URL as it is where it has a path, else with the channel's address behind it.

    Raises UnreadableError `send-parameter` where a parameter of the address has no value.
    """
    url = url.partition("#")[0]
    request = Request("GET", url)
    if request.path not in ("", "/"):
        return url
    lacking = [name for name in names_in(destination.address) if not parameters.get(name)]
    if lacking:
        raise UnreadableError([_lacking(destination, name) for name in lacking])
    path = destination.path
    for name in names_in(destination.address):
        path = path.replace(f"{{{name}}}", quote(parameters[name], safe=""))
    query = f"?{request.query}" if request.query else ""
    return f"{request.origin}{path}{query}"


def _lacking(destination: Destination, name: str) -> Problem:
    text = f"the address {destination.address!r} has a parameter {name!r} without a value"
    return Problem("send-parameter", text, hint=f"give it: --parameter {name}=VALUE")


def header_values(headers: Json) -> Headers:
    """Return what a sample says of a message's headers, as HTTP has them."""
    if not isinstance(headers, dict):
        return ()
    named = ((name, value) for name, value in headers.items() if value is not None and _NAME.fullmatch(name))
    return tuple((name, _header(value)) for name, value in named)


def header_of(text: str) -> tuple[str, str]:
    """Return a header that is written NAME: VALUE; raises ValueError."""
    name, colon, value = text.partition(":")
    value = value.strip()
    if not colon or not _NAME.fullmatch(name) or _CONTROL.search(value):
        raise ValueError(text)
    return name, value


def _header(value: Json) -> str:
    # What an example holds may not end the line that it stands in.
    return _CONTROL.sub(" ", value if isinstance(value, str) else json.dumps(value))


def typed(messages: Sequence[tuple[str, str]], key: str) -> str:
    """Return the content type of a message among those of a channel."""
    return dict(messages)[key]
