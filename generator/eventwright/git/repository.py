"""A repository and a commit of it, and where in it a path of the disk is; what a commit holds is not here."""

import os
import posixpath
from dataclasses import dataclass
from pathlib import Path

from eventwright.git.run import run
from eventwright.problems import Place, Problem, UnreadableError


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a folder; `prefix` leads from its top to that folder, with a slash behind."""

    folder: str
    prefix: str

    def path_of(self, path: str) -> str:
        """Return where in the repository a path of the disk is; raises UnreadableError for one outside."""
        if Path(path).is_absolute():
            folder, name = os.path.split(path)
            here = os.path.realpath(self.folder or ".")
            path = os.path.relpath(Path(os.path.realpath(folder), name), here)
        return self._inside(posixpath.join(self.prefix, Path(path).as_posix()), path)

    def path_from_top(self, path: str) -> str:
        """Return a path that was written behind a commit: from the top on, unless it begins with a dot."""
        if path.startswith(("./", "../")):
            return self.path_of(path)
        return self._inside(path, path)

    def on_disk(self, path: str) -> str:
        """Return the path from the working directory to what has this path in the repository."""
        return os.path.relpath(f"/{path}", f"/{self.prefix}")

    @staticmethod
    def _inside(path: str, written: str) -> str:
        plain = posixpath.normpath(path)
        if plain.startswith("/") or plain == ".." or plain.startswith("../"):
            message = f"{written!r} lies outside of the repository"
            hint = "name a path from the top of the repository on"
            raise UnreadableError([Problem("document-outside-root", message, Place(written), hint)])
        return plain


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and how the user named it."""

    repository: Repository
    oid: str
    named: str


def repository_at(folder: str = "") -> Repository:
    """Return the repository around a folder, by default the working directory.

    Raises UnreadableError `git-missing` and `git-no-repository`.
    """
    found = run(folder, "rev-parse", "--show-prefix")
    if found.good:
        return Repository(folder, found.output)
    message = f"there is no git repository to read from: {found.reason}"
    hint = "run the command in a clone, or name two files"
    raise UnreadableError([Problem("git-no-repository", message, hint=hint)])
