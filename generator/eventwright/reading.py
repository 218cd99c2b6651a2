"""From the path of a document to what it says; targets are not known here, and nothing is printed."""

import os
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventwright.api import Api
from eventwright.configuration import Settings
from eventwright.documents import DiskDocuments, Documents, NamedDocuments, is_url
from eventwright.doubt import refusing
from eventwright.git import Commit, GitDocuments
from eventwright.json_value import Json
from eventwright.limits import STANDARD, Limits
from eventwright.lint import lint, lint_names
from eventwright.load import in_order, inspect_document
from eventwright.outputs import last_part
from eventwright.problems import Level, Place, Problem, SpecError, UnreadableError
from eventwright.remote import RemoteDocuments
from eventwright.rules import about_package


@dataclass(frozen=True, slots=True)
class Source:
    """A document: the folder that may be read, as the user writes it, and the name below it."""

    root: str
    name: str
    folder: str | None = None
    """What was typed where that is a folder, and no document."""
    commit: Commit | None = None
    """What holds the document where it is not the disk; then the root is a folder of that repository."""
    overlays: tuple[str, ...] = ()
    """What the document is changed by, in order: names from the root, which may start with `..`."""

    def path(self, file: str) -> str:
        """Return the path of a file below the root, or beside it, without a detour."""
        return posixpath.normpath(posixpath.join(self.root, file))

    @property
    def named(self) -> tuple[str, ...]:
        """What the user named, in the user's words: the document, and what changes it."""
        return tuple(map(self.shown, (self.name, *self.overlays)))

    def shown(self, file: str) -> str:
        """Return the path of a file below the root as the user would write it, or its URL."""
        if is_url(file):
            return file
        if self.commit is not None:
            return f"git:{self.commit.named}:{self.path(file)}"
        if file in self.overlays and file != self.name:
            return self.path(file)
        if self.folder is not None and file == self.name:
            return self.folder
        return f"{self.root.rstrip('/')}/{file}" if self.root else file

    def placed(self, problem: Problem) -> Problem:
        """Return the problem with its place in the user's words."""
        if problem.place is None:
            return problem
        return replace(problem, place=self.place(problem.place))

    def place(self, place: Place) -> Place:
        """Return a place in the user's words; what an overlay has brought in stands there."""
        return place.within(self.shown(place.written))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How documents are read: the limits, whether URLs are fetched, and the digests those must have."""

    limits: Limits = STANDARD
    remote: bool = False
    pinned: Mapping[str, str] = field(default_factory=dict)

    def documents(self, source: Source) -> Documents:
        local = self._below(source, source.root)
        if source.overlays:
            folders = {each: posixpath.dirname(source.path(each)) for each in source.overlays}
            named = {each: self._below(source, folder) for each, folder in folders.items()}
            local = NamedDocuments(local, named)
        return RemoteDocuments(local, self.pinned, self.limits.size) if self.remote else local

    def _below(self, source: Source, folder: str) -> Documents:
        size = self.limits.size
        if source.commit is None:
            return DiskDocuments(Path(folder), size)
        return GitDocuments(source.commit, folder, size)


def reading_of(settings: Settings, pinned: Mapping[str, str] | None = None) -> Reading:
    """Return how the documents of a target with these settings are read."""
    remote = bool(settings.allow_remote)
    return Reading(limits=settings.limits_in_force(), remote=remote, pinned=pinned or {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A document that leaves no doubt about what to generate; places are in the user's words."""

    source: Source
    api: Api
    problems: tuple[Problem, ...]
    document: Json = field(repr=False)
    """What overlays have made of the document, before its references are looked at."""


def source_of(spec: str, ref_root: str | None = None, overlays: Sequence[str] = ()) -> Source:
    """Return document, folder and what changes it; raises UnreadableError `spec-outside-root`."""
    source = _source_of(spec, ref_root)
    names = [Path(os.path.relpath(each, source.root or ".")).as_posix() for each in overlays]
    return replace(source, overlays=tuple(names))


def source_for(settings: Settings) -> Source:
    """Return the document that settings name, and what they change it by."""
    return source_of(settings.spec or "", settings.ref_root, settings.overlays or ())


def _source_of(spec: str, ref_root: str | None) -> Source:
    if ref_root is None:
        folder, name = os.path.split(spec.rstrip("/") or spec)
        if name in ("", ".", ".."):
            return Source(f"{spec or '.'}/..", last_part(spec), spec or ".")
        return Source(folder, name)
    name = os.path.relpath(spec, ref_root)
    if name == os.pardir or name.startswith(os.pardir + os.sep):
        there = Path(ref_root).is_dir()
        message = (
            f"{spec!r} lies outside of {ref_root!r}" if there else f"the folder {ref_root!r} does not exist"
        )
        hint = "name a folder that holds the document"
        raise UnreadableError([Problem("spec-outside-root", message, Place(spec), hint)])
    # What stands below the working directory is told without a dot before it, as it is typed.
    return Source("" if os.path.normpath(ref_root) == "." else ref_root, Path(name).as_posix())


def read(
    source: Source, reading: Reading | None = None, severity: Level | None = None, *, advice: bool = False
) -> Loaded:
    """Read a document; its problems are in the user's words, those for its author only with `advice`.

    Raises SpecError with all of them where one leaves in doubt what to generate; with a severity
    for any problem that is told and as bad.
    """
    try:
        how = reading or Reading()
        loaded = inspect_document(how.documents(source), source.name, how.limits, source.overlays)
        problems = loaded.problems
        # What is said of values in a document that cannot be read would be said of a guess.
        found = (
            lint_names(loaded.resolved)
            if refusing(problems)
            else lint(loaded.api, loaded.resolved, advice=advice)
        )
        problems = in_order((*problems, *found))
        told = problems if advice else tuple(filter(about_package, problems))
        if refusing(problems) or refusing(told, severity):
            raise SpecError(told)
    except SpecError as error:
        raise type(error)(source.placed(problem) for problem in error.problems) from error
    return Loaded(
        source=source,
        api=loaded.api,
        problems=tuple(map(source.placed, problems)),
        document=loaded.resolved.trees[loaded.resolved.entry].value,
    )
