"""Whom a URL means: the address to connect to, which is this machine's unless other ones are allowed."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from eventwright.problems import Problem, UnreadableError

_PORTS = {"http": 80, "https": 443}
# What http.client would refuse too: a URL with a space or a line feed would end the line that it stands in.
_UNSENDABLE = re.compile(r"[^\x21-\x7e]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Where to connect to. The address is kept, so that a name cannot mean another machine later."""

    host: str
    port: int
    address: str
    secure: bool
    authority: str
    """Host and port as the URL has them."""


def peer_of(url: str, *, remote: bool = False) -> Peer:
    """Return whom a URL means.

    Raises UnreadableError `send-url`, `send-host-unknown` or `send-not-loopback`.
    """
    protocol, host, port, authority = _parts(url)
    addresses = _addresses(host, port)
    if not remote:
        away = [each for each in addresses if not is_loopback(each)]
        if away:
            text = f"{host!r} is {away[0]}, which is not this machine"
            hint = "nothing was sent; say --allow-remote if that is meant"
            raise UnreadableError([Problem("send-not-loopback", text, hint=hint)])
    return Peer(host=host, port=port, address=addresses[0], secure=protocol == "https", authority=authority)


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def _parts(url: str) -> tuple[str, str, int, str]:
    if _UNSENDABLE.search(url):
        raise _wrong(url, "a space, a control or a character beyond ASCII has to be percent-encoded")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _wrong(url, str(error)) from error
    protocol = parts.scheme.lower()
    if protocol not in _PORTS:
        raise _wrong(url, "it has to begin with http:// or https://")
    if not parts.hostname:
        raise _wrong(url, "it names no host")
    if parts.username is not None:
        raise _wrong(url, "it holds a user; what a request shows comes from the configuration")
    return protocol, parts.hostname, port if port is not None else _PORTS[protocol], parts.netloc


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        text = f"{host!r} is not found: {getattr(error, 'strerror', None) or error}"
        raise UnreadableError([Problem("send-host-unknown", text)]) from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _wrong(url: str, why: str) -> UnreadableError:
    text = f"{url!r} is no URL to send to: {why}"
    return UnreadableError([Problem("send-url", text, hint="write http://127.0.0.1:8000/webhook")])
