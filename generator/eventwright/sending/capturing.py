"""Captured requests: from an HTTP message, JSON or a HAR file; what they hold is not judged."""

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventwright.json_value import Json
from eventwright.problems import Place, Problem, UnreadableError
from eventwright.sending.request import Request

_SHOWN = 40
_HERE = ("localhost", "[::1]")
_FORMS = "an HTTP message, a JSON object with method, url, headers and body, or a HAR file"


@dataclass(frozen=True, slots=True)
class Captured:
    """A request, and what was odd about the way it was kept."""

    request: Request
    remarks: tuple[str, ...] = ()


def captured(data: bytes, file: str, entry: int | None = None) -> Captured:
    """Return the request that a file holds; raises UnreadableError `captured-unreadable`."""
    try:
        if data.lstrip()[:1] == b"{":
            return _of_json(data, entry)
        return _of_message(data)
    except ValueError as error:
        problem = Problem("captured-unreadable", str(error), Place(file), f"write {_FORMS}")
        raise UnreadableError([problem]) from error


def _of_message(data: bytes) -> Captured:
    """Return the request of an HTTP message (RFC 9112); line feeds alone may end the lines of its head."""
    head, body = _cut(data)
    lines = head.decode("utf-8", "surrogateescape").splitlines()
    words = lines[0].split() if lines else []
    if len(words) not in (2, 3) or not words[0].isupper():
        first = (lines[0] if lines else "")[:_SHOWN]
        raise ValueError(f"it does not begin as a request does: {first!r}")
    headers = tuple(_header(line) for line in lines[1:])
    request = Request(words[0], words[1], headers, body)
    return _whole(request)


def _cut(data: bytes) -> tuple[bytes, bytes]:
    found = [(data.find(end), end) for end in (b"\r\n\r\n", b"\n\n") if end in data]
    if not found:
        return data, b""
    at, end = min(found)
    return data[:at], data[at + len(end) :]


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not name or name != name.strip():
        raise ValueError(f"a line of its head is no header: {line[:_SHOWN]!r}")
    return name, value.strip()


def _whole(request: Request) -> Captured:
    """Take a body apart that came in chunks, and cut what stands behind one."""
    if any("chunked" in value.lower() for value in request.values("transfer-encoding")):
        return Captured(_with_body(request, _joined(request.body)))
    lengths = request.values("content-length")
    if len(lengths) != 1 or not lengths[0].isdecimal():
        return Captured(request)
    length, there = int(lengths[0]), len(request.body)
    if there < length:
        return Captured(request, (f"the body has {there} bytes, and its Content-Length is {length}",))
    if there > length and request.body[length:].strip(b"\r\n"):
        return Captured(request, (f"the body has {there} bytes, and its Content-Length is {length}",))
    # An editor ends a file with a line feed that nobody sent.
    return Captured(_with_body(request, request.body[:length]))


def _joined(body: bytes) -> bytes:
    parts: list[bytes] = []
    rest = body
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        try:
            length = int(size.partition(b";")[0], 16)
        except ValueError:
            raise ValueError("its body is not written in chunks, as Transfer-Encoding says") from None
        if length == 0:
            return b"".join(parts)
        parts.append(rest[:length])
        rest = rest[length + 2 :]
    raise ValueError("its body ends before its last chunk")


def _with_body(request: Request, body: bytes) -> Request:
    return Request(request.method, request.url, request.headers, body)


def _of_json(data: bytes, entry: int | None) -> Captured:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError("it begins as JSON, and is none") from error
    log = value.get("log")
    if isinstance(log, dict):
        return Captured(_of_entry(log.get("entries"), entry))
    return Captured(_of_object(value))


def _of_entry(entries: Json, entry: int | None) -> Request:
    if not isinstance(entries, list) or not entries:
        raise ValueError("it is a HAR file without an entry")
    if entry is None and len(entries) > 1:
        raise ValueError(
            f"it is a HAR file with {len(entries)} entries: name one, --entry 1 to {len(entries)}"
        )
    index = 1 if entry is None else entry
    if not 1 <= index <= len(entries):
        raise ValueError(f"it is a HAR file with {len(entries)} entries, and none is the {index}.")
    found = entries[index - 1]
    request = found.get("request") if isinstance(found, dict) else None
    if not isinstance(request, dict):
        raise ValueError(f"entry {index} has no request")
    posted = request.get("postData")
    text = posted.get("text", "") if isinstance(posted, dict) else ""
    encoding = posted.get("encoding") if isinstance(posted, dict) else None
    name = "body_base64" if encoding == "base64" else "body"
    return _of_object({**{key: value for key, value in request.items() if key != "body"}, name: text})


def _of_object(value: Mapping[str, Json]) -> Request:
    url = value.get("url")
    if not isinstance(url, str) or not url:
        raise ValueError("it has no url")
    method = value.get("method", "POST")
    if not isinstance(method, str):
        raise ValueError("its method is not text")
    return Request(method, url, tuple(_pairs(value.get("headers"))), _body(value))


def _pairs(headers: Json) -> Iterator[tuple[str, str]]:
    match headers:
        case None:
            return
        case dict():
            for name, value in headers.items():
                for each in value if isinstance(value, list) else [value]:
                    yield name, _text(each, name)
        case list():
            for pair in headers:
                match pair:
                    case {"name": str(name), "value": value}:
                        yield name, _text(value, name)
                    case [str(name), value]:
                        yield name, _text(value, name)
                    case _:
                        raise ValueError("its headers are a list, and one of them has no name and value")
        case _:
            raise ValueError("its headers are neither an object nor a list")


def _text(value: object, name: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"the header {name!r} is not text")


def _body(value: Mapping[str, Json]) -> bytes:
    encoded = value.get("body_base64")
    text = value.get("body")
    if isinstance(encoded, str):
        try:
            return b64decode(encoded, validate=True)
        except ValueError:
            raise ValueError("its body_base64 is not base64") from None
    if text is None:
        return b""
    if not isinstance(text, str):
        # Bytes are what is signed, and a value can be written as bytes in many ways.
        raise ValueError("its body is a value: write the text as it came, or body_base64")
    return text.encode("utf-8", "surrogatepass")


def absolute(request: Request, base_url: str) -> Request:
    """Return the request with a whole URL: below `base_url`, else by its Host.

    What stands in front of the host is not captured: http on this machine, https elsewhere.
    """
    if base_url:
        return request.seen_at(base_url)
    hosts = request.values("host")
    if request.origin or len(hosts) != 1:
        return request
    name = hosts[0].rpartition(":")[0] or hosts[0]
    protocol = "http" if name in _HERE or name.startswith("127.") else "https"
    return request.seen_at(f"{protocol}://{hosts[0]}")
