"""Which documents a comparison is of: those that are named, or those of the configuration and a commit."""

import os
import posixpath
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace

from eventwright.against import Named
from eventwright.configuration import Configuration, Settings
from eventwright.documents import Documents, did_you_mean
from eventwright.git import Commit, commit_of, merge_base, repository_at
from eventwright.problems import Place, Problem, UnreadableError
from eventwright.reading import Source, reading_of, source_for, source_of
from eventwright.rules import finding
from eventwright.target import settings_for, specs

_GIT = "git:"
_MERGE_BASE = "merge-base:"


@dataclass(frozen=True, slots=True)
class Pair:
    """A document as it was, and as it is now."""

    old: Named
    new: Named
    problems: tuple[Problem, ...] = ()
    """What is to be told of how they are named."""

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
    # What changes the newer one changes the other too, unless that has its own configuration.
    overlays = tuple(map(after.source.path, after.source.overlays)) if after.source.commit is None else ()
    if old.startswith(_GIT):
        before = replace(_named(old, asked, configuration, overlays), reading=after.reading)
        return _pair(before, after)
    _refuse_file_of_commit(old)
    return Pair(replace(after, source=source_of(old, asked.ref_root, overlays)), after)


def configured_pairs(against: str, asked: Settings, configuration: Configuration | None) -> tuple[Pair, ...]:
    """Return each document that is configured, or the one that is asked for, and what it was in a commit.

    `against` is git:REF, or merge-base:REF for the commit where this branch has left another one. Raises
    UnreadableError where there is no such commit, or nothing is configured.
    """
    chosen = specs(asked, configuration)
    commit = _commit(against)
    found: dict[tuple[str, ...], Pair] = {}
    for settings in chosen:
        spec, overlays = settings.spec or "", settings.overlays or ()
        key = (os.path.realpath(spec), *overlays)
        if key not in found:
            new = _configured(source_for(settings), replace(asked, spec=spec), overlays, configuration)
            path = commit.repository.path_of(spec)
            old = replace(new, source=_source(commit, path, settings.ref_root, overlays))
            found[key] = _pair(old, new)
    return tuple(found.values())


def _pair(old: Named, new: Named) -> Pair:
    """Return both, the old one without the overlays that its commit does not have, which is told."""
    source = old.source
    files = old.reading.documents(source)
    missing = [each for each in source.overlays if _is_missing(files, each)]
    kept = tuple(each for each in source.overlays if each not in missing)
    problems = (
        finding(
            "overlay-new",
            f"{source.shown(each)!r} is not there yet, and not applied to what the document was",
            Place(new.source.shown(each)),
        )
        for each in missing
        if source.commit is not None
    )
    return Pair(replace(old, source=replace(source, overlays=kept)), new, tuple(problems))


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


def _named(
    text: str, asked: Settings, configuration: Configuration | None, overlays: tuple[str, ...] = ()
) -> Named:
    """Return a document as it is named; `overlays` are those where its own settings say nothing."""
    if not text.startswith(_GIT):
        _refuse_file_of_commit(text)
        asked = replace(asked, spec=text)
        settings = settings_for(asked, configuration)
        return _configured(source_for(settings), asked, settings.overlays or (), configuration)
    name, colon, path = text.removeprefix(_GIT).partition(":")
    if not colon or not path:
        message = f"{text!r} names no file of a commit"
        hint = "write commit and path, such as git:main:spec/orders.yaml"
        raise UnreadableError([Problem("git-path-missing", message, hint=hint)])
    commit = commit_of(repository_at(), name)
    inside = commit.repository.path_from_top(path)
    # What is configured for a document holds for it in every commit.
    asked = replace(asked, spec=commit.repository.on_disk(inside))
    settings = settings_for(asked, configuration)
    chosen = settings.overlays or ()
    source = _source(commit, inside, settings.ref_root, chosen or overlays)
    return _configured(source, asked, chosen, configuration)


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


def _configured(
    source: Source, asked: Settings, overlays: tuple[str, ...], configuration: Configuration | None
) -> Named:
    """Return a document with what all its targets with these overlays say, the first of how it is read."""
    found = [each for each in specs(asked, configuration) if (each.overlays or ()) == overlays]
    return Named(
        source,
        reading_of(found[0]),
        tuple(dict.fromkeys(settings.options() for settings in found)),
        open_enums=all(settings.open_enums for settings in found),
    )


def _missing(named: Named) -> bool:
    return _is_missing(named.reading.documents(named.source), named.source.name)


def _is_missing(documents: Documents, name: str) -> bool:
    try:
        documents.read(name)
    except UnreadableError as error:
        return any(problem.code == "document-missing" for problem in error.problems)
    return False


def _source(commit: Commit, path: str, ref_root: str | None, overlays: Iterable[str]) -> Source:
    """Return where a commit holds a document and its overlays; these and `ref_root` are paths of the disk."""
    source = _document(commit, path, ref_root)
    paths = map(commit.repository.path_of, overlays)
    # Both from the top on, so that the way from one to the other is found without the working directory.
    names = (posixpath.relpath(f"/{each}", f"/{source.root}") for each in paths)
    return replace(source, overlays=tuple(names))


def _document(commit: Commit, path: str, ref_root: str | None) -> Source:
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
