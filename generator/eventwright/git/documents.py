"""The files of one commit as documents, with the same rules as on disk; links are not followed."""

import posixpath
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from os import fsdecode
from typing import NoReturn

from eventwright.documents import is_url, missing, refuse, refuse_url
from eventwright.git.repository import Commit
from eventwright.git.run import read_object
from eventwright.limits import STANDARD, raise_it

_LFS = b"version https://git-lfs.github.com/spec/"
_LARGEST_TREE = 50_000_000

_FOLDER, _LINK, _SUBMODULE = "40000", "120000", "160000"
_REFUSED = {
    _FOLDER: ("is a folder, not a file", "name a YAML or JSON file"),
    _LINK: ("is a link in git, which is not followed", "name the file that it leads to"),
    _SUBMODULE: ("is a submodule, whose files are in another repository", "run the command in that one"),
}

Entry = tuple[str, str]
"""Mode and id of what stands in a folder of a commit."""


@dataclass(frozen=True, slots=True)
class GitDocuments:
    """The files below a folder of a commit."""

    commit: Commit
    root: str = ""
    size: int = STANDARD.size

    def read(self, name: str) -> bytes:
        if is_url(name):
            refuse_url(name)
        oid = self._blob(name)
        found = read_object(self._folder, oid, self.size)
        if found is None:
            self._not_here(name)
        if found.size > self.size:
            hint = f"leave out what is not needed, {raise_it('size')}"
            refuse("document-too-large", name, f"is larger than {self.size:,} bytes", hint)
        if found.data.startswith(_LFS):
            hint = "compare two files that are checked out, where Git LFS has put the content"
            refuse("document-in-lfs", name, "is only a pointer of Git LFS in the commit", hint)
        return found.data

    @property
    def _folder(self) -> str:
        return self.commit.repository.folder

    def _blob(self, name: str) -> str:
        """Return the id of a file; raises UnreadableError where it is none, or below what is no folder."""
        mode, oid = _FOLDER, f"{self.commit.oid}^{{tree}}"
        way = ""
        for part in _parts(self.root, name):
            if mode != _FOLDER:
                self._refuse(name, mode, way)
            tree = self._tree(oid, name)
            if part not in tree:
                missing(name, (posixpath.join(posixpath.dirname(name), other) for other in tree))
            mode, oid = tree[part]
            way = posixpath.join(way, part)
        if mode in _REFUSED:
            self._refuse(name, mode, "")
        return oid

    def _refuse(self, name: str, mode: str, below: str) -> NoReturn:
        what, hint = _REFUSED.get(mode, ("is a file", "correct the path"))
        told = f"lies below {below!r}, which {what}" if below else what
        refuse("document-not-a-file", name, told, hint)

    def _tree(self, oid: str, name: str) -> Mapping[str, Entry]:
        found = _tree(self._folder, oid)
        if found is None:
            self._not_here(name)
        return found

    def _not_here(self, name: str) -> NoReturn:
        path = posixpath.normpath(posixpath.join(self.root, name))
        command = shlex.join(("git", "cat-file", "blob", f"{self.commit.oid}:{path}"))
        hint = f"this clone holds only a part of the repository; this fetches it: {command}"
        refuse("document-unreadable", name, "can't be read: git does not have it here", hint)


def _parts(root: str, name: str) -> list[str]:
    return [part for part in posixpath.normpath(posixpath.join(root, name)).split("/") if part != "."]


# What an id stands for never changes.
@lru_cache(maxsize=256)
def _tree(folder: str, oid: str) -> Mapping[str, Entry] | None:
    found = read_object(folder, oid, _LARGEST_TREE)
    return dict(_entries(found.data, len(found.oid) // 2)) if found and found.kind == "tree" else None


def _entries(data: bytes, width: int) -> Iterator[tuple[str, Entry]]:
    """Yield what a tree lists: mode, a space, name, a zero byte, and the id as so many bytes."""
    at = 0
    while at < len(data):
        space = data.index(b" ", at)
        end = data.index(b"\0", space)
        mode, name = data[at:space].decode(), fsdecode(data[space + 1 : end])
        at = end + 1 + width
        yield name, (mode, data[end + 1 : at].hex())
