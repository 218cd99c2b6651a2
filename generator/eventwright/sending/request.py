"""A request as a value, as it is sent or was captured; nothing here opens a connection."""

import re
from dataclasses import dataclass, replace

_TARGET = re.compile(r"(?P<origin>[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*)?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?")

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """The URL is absolute or begins with its path; the body is the bytes on the wire."""

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""

    @property
    def origin(self) -> str:
        return self._part("origin")

    @property
    def path(self) -> str:
        return self._part("path")

    @property
    def query(self) -> str:
        return self._part("query")

    def values(self, name: str) -> list[str]:
        """Return all values of the header with this name, in any case."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def having(self, *headers: tuple[str, str]) -> "Request":
        """Return the request with these headers in place of those of the same names."""
        names = {name.lower() for name, _ in headers}
        kept = tuple(pair for pair in self.headers if pair[0].lower() not in names)
        return replace(self, headers=(*kept, *headers))

    def seen_at(self, base_url: str) -> "Request":
        """Return the request with another origin, and what that has behind it before the path."""
        if not base_url:
            return self
        return replace(self, url=base_url.rstrip("/") + self.url[len(self.origin) :])

    def _part(self, name: str) -> str:
        found = _TARGET.match(self.url)
        return "" if found is None else found[name] or ""


def encoded(text: str) -> bytes:
    """Return text as bytes, also where it holds halves of a pair, as a captured header may."""
    return text.encode("utf-8", "surrogatepass")
