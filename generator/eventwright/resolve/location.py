"""Where a node is, and where a reference written there points to; whether anything is there is not asked."""

import posixpath
import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from eventwright.documents import is_url
from eventwright.problems import Pointer, parse_pointer, pointer_text
from eventwright.source.findings import shown

_URL = re.compile(r"https?://[!-~]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

_WIDER = "name a wider folder with --ref-root, and the file by a path relative to this one"
_COPY = "copy the file beside the document and refer to it by its path"
_PLAIN = "write a URL of http or https, without a user and in ASCII"


# Tens of thousands of these are made, each of which takes three times as long for a dataclass.
class Location(NamedTuple):
    """A node of one file; the empty pointer is the whole file."""

    file: str
    pointer: Pointer = ()

    def child(self, *tokens: str) -> "Location":
        return Location(self.file, self.pointer + tokens)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reference points nowhere: a problem that has no place yet."""

    code: str
    message: str
    hint: str


def target_of(reference: str, file: str) -> Location | Refusal:
    """Return what a reference written in `file` points to, by RFC 3986 and RFC 6901."""
    path, _, fragment = reference.partition("#")
    name = _file_of(path, file)
    if isinstance(name, Refusal):
        return name
    try:
        return Location(name, parse_pointer(unquote(fragment)))
    except ValueError:
        message = f"{quoted(reference)} does not end in a JSON Pointer"
        return Refusal("unknown-reference", message, "write a pointer such as '#/components/schemas/Name'")


def quoted(reference: str) -> str:
    """Return a reference for a message, where it is the only clue and so is cut late."""
    return shown(reference, 200)


def fragment_of(pointer: Pointer) -> str:
    """Return a pointer as it is written in a reference; only what would be misread is escaped."""
    return "#" + pointer_text(pointer).replace("%", "%25")


def _file_of(path: str, file: str) -> str | Refusal:
    if not path:
        return file
    if is_url(file) or is_url(path[:8].lower()):
        return _url(path, file)
    scheme = _SCHEME.match(path)
    # One letter and a colon are a drive of Windows, not a scheme.
    if path.startswith("//") or (scheme and len(scheme[1]) > 1 and scheme[1].lower() != "file"):
        return Refusal("remote-reference", f"{quoted(path)} is not a file beside the document", _COPY)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))
    if scheme or name == ".." or name.startswith(("../", "/")):
        message = f"{quoted(path)} lies outside the folder that may be read"
        return Refusal("reference-outside-root", message, _WIDER)
    return name


def _url(path: str, file: str) -> str | Refusal:
    """Return the absolute URL; what a remote file refers to is relative to its own, so never on disk."""
    try:
        url = urljoin(file, path) if is_url(file) else path
        parts = urlsplit(url)
        plain = parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()
        fetchable = parts.hostname is not None and "@" not in parts.netloc and (parts.port or 1) > 0
    except ValueError:
        plain, fetchable = path, False
    if not fetchable or not _URL.fullmatch(plain):
        return Refusal("remote-reference", f"{quoted(path)} is no URL that can be fetched", _PLAIN)
    return plain
