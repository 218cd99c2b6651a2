"""Which documents a comparison is of: those that are named, or those of the configuration and a commit."""

import os
import posixpath
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace

from eventwright.against import Named
from eventwright.configuration import Configuration, Settings
from eventwright.documents import did_you_mean
from eventwright.git import Commit, commit_of, merge_base, repository_at
from eventwright.problems import Place, Problem, UnreadableError
from eventwright.reading import Source, reading_of, source_of
from eventwright.rules import finding
from eventwright.target import settings_for, specs

_GIT = "git:"
_MERGE_BASE = "merge-base:"


@dataclass(frozen=True, slots=True)
class Pair:
    """A document as it was, and as it is now."""

    old: Named
    new: Named

    @property
    def is_new(self) -> bool:
        """Whether only the commit that it is compared with lacks the document."""
        return _missing(self.old) and not _missing(self.new)


def named_pair(old: str, new: str, asked: Settings, configuration: Configuration | None) -> Pair:
    """Return the two documents that are named: files, or what a commit holds, as in git:main:spec/a.yaml.

    `asked` is what flags say. How the newer one is read holds for both; a file that was may lie anywhere, so
    that only a flag says how far its references reach. Raises UnreadableError.
    """
    after = _named(new, asked, configuration)
    if old.startswith(_GIT):
        return Pair(replace(_named(old, asked, configuration), reading=after.reading), after)
    _refuse_file_of_commit(old)
    return Pair(replace(after, source=source_of(old, asked.ref_root)), after)


def configured_pairs(against: str, asked: Settings, configuration: Configuration | None) -> tuple[Pair, ...]:
    """Return each document that is configured, or the one that is asked for, and what it was in a commit.

    `against` is git:REF, or merge-base:REF for the commit where this branch has left another one. Raises
    UnreadableError where there is no such commit, or nothing is configured.
    """
    chosen = specs(asked, configuration)
    commit = _commit(against)
    found: dict[str, Pair] = {}
    for settings in chosen:
        spec = settings.spec or ""
        new = _configured(source_of(spec, settings.ref_root), replace(asked, spec=spec), configuration)
        path = commit.repository.path_of(spec)
        old = replace(new, source=_source(commit, path, settings.ref_root))
        found.setdefault(os.path.realpath(spec), Pair(old, new))
    return tuple(found.values())


def without_new(pairs: Iterable[Pair]) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """Return the pairs whose document was there, and a warning of each other one."""
    kept: list[Pair] = []
    problems: list[Problem] = []
    for pair in pairs:
        if not pair.is_new:
            kept.append(pair)
            continue
        old, new = (named.source.shown(named.source.name) for named in (pair.old, pair.new))
        hint = "where it stood elsewhere, name it: eventwright diff git:REF:path " + shlex.quote(new)
        problems.append(
            finding("document-new", f"{old!r} is not there yet, and not compared", Place(new), hint)
        )
    return tuple(kept), tuple(problems)


def on_disk(file: str) -> str:
    """Return the path that stands behind a commit, for those who look for it among files; else the file."""
    if not file.startswith(_GIT):
        return file
    return file.removeprefix(_GIT).partition(":")[2]


def _named(text: str, asked: Settings, configuration: Configuration | None) -> Named:
    if not text.startswith(_GIT):
        _refuse_file_of_commit(text)
        asked = replace(asked, spec=text)
        return _configured(source_of(text, settings_for(asked, configuration).ref_root), asked, configuration)
    name, colon, path = text.removeprefix(_GIT).partition(":")
    if not colon or not path:
        message = f"{text!r} names no file of a commit"
        hint = "write commit and path, such as git:main:spec/orders.yaml"
        raise UnreadableError([Problem("git-path-missing", message, hint=hint)])
    commit = commit_of(repository_at(), name)
    inside = commit.repository.path_from_top(path)
    # What is configured for a document holds for it in every commit.
    asked = replace(asked, spec=commit.repository.on_disk(inside))
    source = _source(commit, inside, settings_for(asked, configuration).ref_root)
    return _configured(source, asked, configuration)


def _refuse_file_of_commit(text: str) -> None:
    """Raise UnreadableError `document-missing` for what is no file, but with git: one of a commit."""
    name, _, path = text.partition(":")
    if not path or os.path.lexists(text) or not _is_commit(name):
        return
    hint = did_you_mean([_GIT + text])
    raise UnreadableError([Problem("document-missing", f"{text!r} does not exist", Place(text), hint)])


def _is_commit(name: str) -> bool:
    try:
        commit_of(repository_at(), name)
    except UnreadableError:
        return False
    return True


def _configured(source: Source, asked: Settings, configuration: Configuration | None) -> Named:
    """Return a document with what all targets of it say, the first of how it is read."""
    found = specs(asked, configuration)
    return Named(
        source,
        reading_of(found[0]),
        tuple(dict.fromkeys(settings.options() for settings in found)),
        open_enums=all(settings.open_enums for settings in found),
    )


def _missing(named: Named) -> bool:
    try:
        named.reading.documents(named.source).read(named.source.name)
    except UnreadableError as error:
        return any(problem.code == "document-missing" for problem in error.problems)
    return False


def _source(commit: Commit, path: str, ref_root: str | None) -> Source:
    """Return where a commit holds a document; `ref_root` is a path of the disk."""
    if ref_root is None:
        folder, name = posixpath.split(path)
        return Source(folder, name, commit=commit)
    root = commit.repository.path_of(ref_root)
    name = posixpath.relpath(path, root)
    if name == ".." or name.startswith("../"):
        message = f"{path!r} lies outside of {root!r}"
        hint = "name a folder that holds the document"
        raise UnreadableError([Problem("spec-outside-root", message, Place(path), hint)])
    return Source("" if root == "." else root, name, commit=commit)


def _commit(against: str) -> Commit:
    repository = repository_at()
    if against.startswith(_MERGE_BASE):
        return merge_base(repository, against.removeprefix(_MERGE_BASE))
    if against.startswith(_GIT):
        return commit_of(repository, against.removeprefix(_GIT))
    if _is_commit(against):
        message = f"{against!r} does not say whether that commit is meant, or where this branch has left it"
        hint = did_you_mean([_GIT + against, _MERGE_BASE + against])
    else:
        message = f"{against!r} names no commit"
        hint = "write git:REF, or merge-base:REF for the commit where this branch has left it"
    raise UnreadableError([Problem("git-unknown-revision", message, hint=hint)])
