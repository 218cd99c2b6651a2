"""Other ways in which the URL of a captured request may have been written when it was signed."""

from collections.abc import Iterator
from itertools import product
from urllib.parse import parse_qsl, urlencode

from eventwright.sending.clues import Clue, Finding
from eventwright.sending.request import Request, encoded
from eventwright.sending.signatures import sorted_query

_PORTS = {"http": "80", "https": "443"}


def other_urls(request: Request) -> Iterator[tuple[tuple[Finding, ...], str]]:
    """Yield URLs with what would be the matter if one were the signed one, the least changed first."""
    found = list(_combined(request))
    seen = {request.url}
    for findings, url in sorted(found, key=lambda each: len(each[0])):
        if url not in seen:
            seen.add(url)
            yield findings, url


def _combined(request: Request) -> Iterator[tuple[tuple[Finding, ...], str]]:
    target = f"?{request.query}" if request.query else ""
    yield (_found(Clue.URL_PATH_ALONE, "the path and query alone are signed"),), request.path + target
    yield (_found(Clue.URL_PATH_ALONE, "the path alone is signed"),), request.path
    if not request.origin:
        return
    protocol, _, host = request.origin.partition("://")
    for parts in product(_protocols(protocol), _slashes(request.path), _queries(request.query)):
        for port, authority in _authorities(parts[0][1], host):
            findings = tuple(each for each, _ in parts if each is not None)
            (_, named), (_, path), (_, query) = parts
            yield (*findings, *port), f"{named}://{authority}{path}{query}"


def _found(clue: Clue, text: str) -> Finding:
    return Finding(clue, f"the URL is another than the signed one: {text}")


def _protocols(protocol: str) -> Iterator[tuple[Finding | None, str]]:
    yield None, protocol
    other = "http" if protocol == "https" else "https"
    yield _found(Clue.URL_SCHEME, f"it is signed with {other}://"), other


def _authorities(protocol: str, host: str) -> Iterator[tuple[tuple[Finding, ...], str]]:
    yield (), host
    name, colon, port = host.rpartition(":")
    if colon and port.isdecimal():
        yield (_found(Clue.URL_PORT, "it is signed without its port"),), name
    elif protocol in _PORTS:
        number = _PORTS[protocol]
        yield (_found(Clue.URL_PORT, f"it is signed with the port {number}"),), f"{host}:{number}"
    yield (_found(Clue.URL_CASE, "its host is signed in lower case"),), host.lower()


def _slashes(path: str) -> Iterator[tuple[Finding | None, str]]:
    yield None, path
    if path.endswith("/"):
        yield (
            _found(Clue.URL_SLASH, "it is signed without the slash at the end of its path"),
            path.rstrip("/"),
        )
    else:
        yield _found(Clue.URL_SLASH, "it is signed with a slash at the end of its path"), f"{path}/"


def _queries(query: str) -> Iterator[tuple[Finding | None, str]]:
    yield None, f"?{query}" if query else ""
    if not query:
        yield _found(Clue.URL_QUERY, "it is signed with a question mark at its end"), "?"
        return
    yield _found(Clue.URL_QUERY, "it is signed without its query"), ""
    yield (
        _found(Clue.QUERY_SORTED, "its query is signed in order of its keys"),
        f"?{sorted_query(query).decode()}",
    )
    raw = "&".join(sorted(query.split("&")))
    yield _found(Clue.QUERY_SORTED, "its query is signed in order of its keys, as it is encoded"), f"?{raw}"


def other_queries(query: str) -> Iterator[tuple[Finding, bytes]]:
    """Yield what may have been signed instead of the sorted query of `messagebird-hmac`."""
    raw = encoded(query)
    pairs = parse_qsl(raw.decode("latin-1"), keep_blank_values=True, encoding="latin-1")
    ordered = sorted(pairs, key=lambda pair: pair[0])
    yield _query(Clue.QUERY_NOT_SORTED, "not sorted, as it came"), raw
    yield (
        _query(Clue.QUERY_NOT_SORTED, "not sorted, encoded anew"),
        urlencode(pairs, encoding="latin-1").encode(),
    )
    yield _query(Clue.QUERY_NOT_ENCODED, "sorted, and not encoded anew"), b"&".join(sorted(raw.split(b"&")))
    spaced = urlencode(ordered, encoding="latin-1").replace("+", "%20").encode()
    yield _query(Clue.QUERY_NOT_ENCODED, "sorted, with %20 for a space"), spaced
    plain = "&".join(f"{name}={value}" for name, value in ordered).encode("latin-1")
    yield _query(Clue.QUERY_NOT_ENCODED, "sorted, and not encoded at all"), plain
    values = urlencode(sorted(pairs), encoding="latin-1").encode()
    yield _query(Clue.QUERY_NOT_SORTED, "sorted by values too"), values
    filled = [(name, value) for name, value in ordered if value]
    yield (
        _query(Clue.QUERY_LEFT_OUT, "without its empty values"),
        urlencode(filled, encoding="latin-1").encode(),
    )
    yield _query(Clue.QUERY_LEFT_OUT, "left out"), b""


def _query(clue: Clue, how: str) -> Finding:
    return Finding(clue, f"the query is signed in another way than the scheme has it: {how}")
