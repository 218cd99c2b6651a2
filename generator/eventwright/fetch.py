"""One GET by http or https, within limits; whether it may be made is not asked here."""

import queue
import ssl
import threading
import time
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from eventwright import __version__

SCHEMES = ("http", "https")
MOST_REDIRECTS = 5
SECONDS = 30.0

_CHUNK = 65_536


class NotFetchedError(Exception):
    """Nothing came, and why, in words for the user."""


class TooLargeError(NotFetchedError):
    """More bytes came than are read."""


def fetch(url: str, size: int, seconds: float = SECONDS) -> bytes:
    """Return what a URL holds; raises NotFetchedError past `seconds`, TooLargeError past `size` bytes.

    Certificates are verified. At most five redirects are followed, to http and https only and never from
    https to http. No credentials are sent, no cookies are kept.
    """
    answers: queue.SimpleQueue[bytes | NotFetchedError] = queue.SimpleQueue()
    # A server that sends a byte now and then outlasts every time-out of a socket.
    threading.Thread(target=_answer, args=(url, size, seconds, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise NotFetchedError(f"no whole answer within {seconds:g} seconds") from None
    if isinstance(answer, NotFetchedError):
        raise answer
    return answer


def _answer(
    url: str, size: int, seconds: float, answers: "queue.SimpleQueue[bytes | NotFetchedError]"
) -> None:
    try:
        answers.put(_fetched(url, size, seconds))
    except NotFetchedError as error:
        answers.put(error)
    except HTTPError as error:
        error.close()
        answers.put(NotFetchedError(f"the server answers {error.code}"))
    except URLError as error:
        answers.put(NotFetchedError(str(error.reason)))
    except (OSError, ValueError, HTTPException) as error:
        answers.put(NotFetchedError(str(error) or type(error).__name__))


def _fetched(url: str, size: int, seconds: float) -> bytes:
    ends = time.monotonic() + seconds
    headers = {"User-Agent": f"eventwright/{__version__}", "Accept": "*/*"}
    response: HTTPResponse = _opener().open(Request(url, headers=headers), timeout=seconds)
    chunks: list[bytes] = []
    count = 0
    with response:
        while chunk := response.read1(_CHUNK):
            count += len(chunk)
            if count > size:
                raise TooLargeError(f"more than {size:,} bytes")
            if time.monotonic() > ends:
                raise NotFetchedError(f"no whole answer within {seconds:g} seconds")
            chunks.append(chunk)
    return b"".join(chunks)


def _opener() -> OpenerDirector:
    """The handlers of http and https alone: urllib's own opener knows file:, ftp: and data: too."""
    opener = OpenerDirector()
    secure = HTTPSHandler(context=ssl.create_default_context())
    handlers = (ProxyHandler(), HTTPHandler(), secure, _Redirects(), HTTPErrorProcessor())
    for handler in (*handlers, HTTPDefaultErrorHandler(), UnknownHandler()):
        opener.add_handler(handler)
    return opener


class _Redirects(HTTPRedirectHandler):
    max_redirections = MOST_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.scheme not in SCHEMES or (old.scheme, new.scheme) == ("https", "http") or "@" in new.netloc:
            fp.close()
            raise NotFetchedError(f"the server leads to {newurl!r}, where is not gone")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
