"""Where the bytes of documents come from, a folder on disk or memory; what they mean stands in `source`."""

import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path, PurePosixPath
from posixpath import basename, dirname, join
from typing import NoReturn, Protocol

from eventwright.limits import STANDARD, raise_it
from eventwright.problems import Place, Problem, UnreadableError

# Near matches are a courtesy: neither a huge folder nor a huge word may make them slow.
_WORD_LIMIT = 200
_CHOICE_LIMIT = 2_000

_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a named pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)


class Documents(Protocol):
    """A source of files below one root."""

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; `name` is a URL or a normalized POSIX path below the root without `..`.

        Raises UnreadableError with one problem: `document-missing` where there is no such file, and
        another code where the file is there but can't be taken.
        """
        ...


@dataclass(frozen=True, slots=True)
class DiskDocuments:
    """The files below a folder; links are followed as long as they stay inside it."""

    root: Path
    size: int = STANDARD.size

    def read(self, name: str) -> bytes:
        if is_url(name):
            refuse_url(name)
        try:
            path = self._path(name)
            self._require_file(name, path)
            with path.open("rb") as file:
                data = file.read(self.size + 1)
        except (FileNotFoundError, NotADirectoryError):
            missing(name, self._beside(name))
        except (OSError, RuntimeError) as error:
            # RuntimeError is what Python 3.11 and 3.12 make of a loop of links.
            refuse("document-unreadable", name, f"can't be read: {_reason(error)}", _remedy(error))
        if len(data) > self.size:
            hint = f"leave out what is not needed, {raise_it('size')}"
            refuse("document-too-large", name, f"is larger than {self.size:,} bytes", hint)
        return data

    def _path(self, name: str) -> Path:
        """Return the real path; a name that no file can have counts as one that is missing."""
        plain = PurePosixPath(name)
        if plain.is_absolute() or ".." in plain.parts:
            _outside(name)
        try:
            root = self.root.resolve(strict=True)
            path = root.joinpath(name).resolve(strict=True)
        except ValueError as error:
            raise FileNotFoundError(name) from error
        if not path.is_relative_to(root):
            _outside(name)
        return path

    def _require_file(self, name: str, path: Path) -> None:
        """Look before opening: to open a pipe that nobody writes to would wait for ever."""
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = next((words for test, words in _KINDS if test(mode)), "is no regular file")
            refuse("document-not-a-file", name, f"{kind}, not a file", "name a YAML or JSON file")

    def _beside(self, name: str) -> Iterator[str]:
        try:
            folder = self._path(dirname(name))
            for entry in islice(folder.iterdir(), _CHOICE_LIMIT):
                if entry.is_file():
                    yield join(dirname(name), entry.name)
        except (OSError, RuntimeError, UnreadableError):
            return


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """The files below one root, and single files that were named, wherever they lie."""

    below: Documents
    named: Mapping[str, Documents]
    """By the name of such a file, which may start with `..`, what reads its folder."""

    def read(self, name: str) -> bytes:
        if name not in self.named:
            return self.below.read(name)
        try:
            return self.named[name].read(basename(name))
        except UnreadableError as error:
            # What is wrong is told by the name in the folder; the place has to lead there from the root.
            raise UnreadableError(replace(each, place=Place(name)) for each in error.problems) from error


@dataclass(frozen=True, slots=True)
class MemoryDocuments:
    """Files that are given as they are, by name."""

    files: Mapping[str, bytes]

    def read(self, name: str) -> bytes:
        if is_url(name) and name not in self.files:
            refuse_url(name)
        if name not in self.files:
            missing(name, self.files)
        return self.files[name]


def is_url(name: str) -> bool:
    """Tell whether the name of a file is a URL; that of a file on disk never begins like one."""
    return name.startswith(("http://", "https://"))


def did_you_mean(words: Sequence[str]) -> str:
    """Return a hint that offers these words, nothing where there are none."""
    return f"did you mean {' or '.join(repr(word) for word in words)}?" if words else ""


def nearest(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most two known words like the one asked for, best first; letter case counts for nothing."""
    if len(asked) > _WORD_LIMIT:
        return ()
    folded: dict[str, str] = {}
    for word in islice(known, _CHOICE_LIMIT):
        if len(word) <= _WORD_LIMIT:
            folded.setdefault(word.casefold(), word)
    return tuple(
        folded[match] for match in get_close_matches(asked.casefold(), sorted(folded), n=2, cutoff=0.7)
    )


def missing(name: str, known: Iterable[str]) -> NoReturn:
    """Refuse a file that is not there, with near matches among those that are."""
    by_last_part = {basename(other): other for other in sorted(known)}
    near = [by_last_part[last] for last in nearest(basename(name), by_last_part)]
    refuse("document-missing", name, "does not exist", did_you_mean(near))


def refuse_url(name: str) -> NoReturn:
    """Refuse a URL, which is no file here."""
    hint = "copy the file beside the document, or let `generate` fetch it with --allow-remote"
    refuse("remote-reference", name, "is not a file beside the document", hint)


def _outside(name: str) -> NoReturn:
    hint = "name a wider folder with --ref-root, or move the file into this one"
    refuse("document-outside-root", name, "lies outside the folder that may be read", hint)


def refuse(code: str, name: str, what: str, hint: str) -> NoReturn:
    """Refuse a file; `what` goes on after its name."""
    raise UnreadableError([Problem(code, f"{name!r} {what}", Place(name), hint)])


def _reason(error: OSError | RuntimeError) -> str:
    """Say why without the path, which belongs to one machine."""
    return str(error.strerror).lower() if isinstance(error, OSError) else "its links lead in a circle"


def _remedy(error: OSError | RuntimeError) -> str:
    return "check its permissions" if isinstance(error, OSError) else "let the links lead to a file"
