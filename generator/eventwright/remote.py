"""Documents that may be URLs, each held to the digest that it had; other names are left to the disk."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NoReturn

from eventwright.documents import Documents, is_url
from eventwright.fetch import SECONDS, NotFetchedError, TooLargeError, fetch
from eventwright.limits import STANDARD, raise_it
from eventwright.problems import Place, Problem, UnreadableError

ALL_SECONDS = 300.0

Fetch = Callable[[str, int, float], bytes]


@dataclass(slots=True)
class Patience:
    """How long is waited for all URLs together; each has a limit of its own besides."""

    seconds: float = ALL_SECONDS
    clock: Callable[[], float] = time.monotonic
    spent: float = 0.0

    def fetched(self, fetch: Fetch, url: str, size: int) -> bytes:
        """Return what a URL holds; raises NotFetchedError without asking once no time is left."""
        left = self.seconds - self.spent
        if left <= 0:
            raise NotFetchedError(f"fetching has taken more than {self.seconds:g} seconds in all")
        started = self.clock()
        try:
            return fetch(url, size, min(left, SECONDS))
        finally:
            self.spent += self.clock() - started


@dataclass(frozen=True, slots=True)
class RemoteDocuments:
    """Files of the disk, and what URLs hold; `pinned` has SHA-256 by URL, in hexadecimal."""

    local: Documents
    pinned: Mapping[str, str] = field(default_factory=dict)
    size: int = STANDARD.size
    fetch: Fetch = fetch
    patience: Patience = field(default_factory=Patience)

    def read(self, name: str) -> bytes:
        if not is_url(name):
            return self.local.read(name)
        try:
            data = self.patience.fetched(self.fetch, name, self.size)
        except TooLargeError as error:
            _refuse("document-too-large", name, str(error), f"split the document, {raise_it('size')}")
        except NotFetchedError as error:
            hint = "check the address and the network, or copy the file beside the document"
            _refuse("remote-not-fetched", name, str(error), hint)
        self._require_pinned(name, sha256(data).hexdigest())
        return data

    def _require_pinned(self, url: str, digest: str) -> None:
        pinned = self.pinned.get(url, digest)
        if digest != pinned:
            what = f"its SHA-256 is {digest}, and the lock has {pinned}"
            hint = "look at what has changed, then accept it with --update-remote"
            _refuse("remote-changed", url, what, hint)


def pins(documents: Mapping[str, str]) -> dict[str, str]:
    """Return the digests of a lock that are of URLs."""
    return {name: digest for name, digest in documents.items() if is_url(name)}


def _refuse(code: str, url: str, what: str, hint: str) -> NoReturn:
    raise UnreadableError([Problem(code, f"{url!r} cannot be used: {what}", Place(url), hint)])
