"""One request over one connection: bytes out, the answer in; redirects are not followed."""

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse

from eventwright.sending.peers import Peer
from eventwright.sending.request import Headers, Request, encoded

_MOST = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many seconds; of a long body the beginning."""

    status: int
    headers: Headers
    body: bytes
    seconds: float

    def value(self, name: str) -> str:
        """Return the first value of a header, empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no answer came."""

    text: str
    seconds: float


def written(request: Request, peer: Peer) -> bytes:
    """Return the bytes of a request: Host and Content-Length are added where it does not say them."""
    return head(request, peer) + request.body


def head(request: Request, peer: Peer) -> bytes:
    """Return all before the body, with the empty line."""
    said = {name.lower() for name, _ in request.headers}
    added: list[tuple[str, str]] = [] if "host" in said else [("Host", peer.authority)]
    if "connection" not in said:
        added.append(("Connection", "close"))
    if not said & {"content-length", "transfer-encoding"} and (
        request.body or request.method in ("POST", "PUT", "PATCH")
    ):
        added.append(("Content-Length", str(len(request.body))))
    target = request.url[len(request.origin) :] or "/"
    lines = [f"{request.method} {target if target[0] != '?' else '/' + target} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in (*added, *request.headers)]
    return encoded("\r\n".join(lines) + "\r\n\r\n")


def exchanged(peer: Peer, parts: Iterable[bytes], *, method: str, timeout: float) -> Answer | Failure:
    """Send bytes, and return the answer; a server may answer and close before it has read them all."""
    started = time.monotonic()
    try:
        with _connected(peer, timeout) as connection:
            broken = _sent(connection, parts)
            response = HTTPResponse(connection, method=method)
            try:
                response.begin()
                body = response.read(_MOST)
            except (HTTPException, OSError) as error:
                return Failure(_told(broken or error), time.monotonic() - started)
            headers = tuple(response.getheaders())
            return Answer(response.status, headers, body, time.monotonic() - started)
    except (OSError, ValueError) as error:
        return Failure(_told(error), time.monotonic() - started)


def _sent(connection: socket.socket, parts: Iterable[bytes]) -> OSError | None:
    try:
        for part in parts:
            connection.sendall(part)
    except TimeoutError:
        raise
    except OSError as error:
        return error
    return None


@contextmanager
def _connected(peer: Peer, timeout: float) -> Iterator[socket.socket]:
    plain = socket.create_connection((peer.address, peer.port), timeout)
    try:
        connection = plain
        if peer.secure:
            connection = ssl.create_default_context().wrap_socket(plain, server_hostname=peer.host)
        yield connection
    finally:
        with suppress(OSError):
            plain.close()


def _told(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer within the time that --timeout gives"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there"
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
