"""What a run would do to a folder and what forbids it, as values; nothing on disk changes here."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from eventwright.manifest import LOCK_NAME, Files, Manifest, digest, read_bytes, read_manifest, standing
from eventwright.problems import Problem, SpecError, UnreadableError
from eventwright.write.faults import file_problem


@dataclass(frozen=True, slots=True)
class Written:
    """Sorted relative paths, the lock among them; an empty folder of other people ends in `/`."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WritePlan:
    """The outcome of a run that is let through, and all that speaks against it."""

    outcome: Written
    refused: tuple[Problem, ...] = ()
    blocked: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything in the way, what `force` cannot help first."""
        return self.blocked + self.refused

    def require(self) -> None:
        """Raise UnreadableError where something is blocked, SpecError where files of ours were edited."""
        if self.blocked:
            raise UnreadableError(self.problems)
        if self.refused:
            raise SpecError(self.refused)


@dataclass(frozen=True, slots=True)
class Survey:
    """The folder at one moment: its lock, all entries, and the digests of the files that concern us."""

    lock: Manifest | None
    standing: Mapping[str, os.stat_result]
    digests: Mapping[str, str]
    aliased: frozenset[str]

    def ours(self) -> frozenset[str]:
        """Return the paths that the lock says we wrote, and the lock itself where there is one."""
        return frozenset({*self.lock.files, LOCK_NAME}) if self.lock else frozenset()


class Verdict(Enum):
    """What one path we care for needs."""

    SAME = auto()
    REPLACE = auto()
    EDITED = auto()
    NOT_OURS = auto()
    BLOCKED = auto()


def survey(folder: Path, wanted: Files) -> Survey:
    """Look at the folder; a missing one is empty. Raises UnreadableError for what cannot be read."""
    found = standing(folder) if os.path.lexists(folder) else {}
    lock = read_manifest(folder) if _is_file(found.get(LOCK_NAME)) else None
    concern = {*wanted, *(lock.files if lock else ())}
    seen = {path: digest(read_bytes(folder, path)) for path in sorted(concern) if _is_file(found.get(path))}
    # On a file system that ignores case a path can exist under another spelling than the listing shows.
    aliased = frozenset(path for path in wanted if path not in found and os.path.lexists(folder / path))
    return Survey(lock, found, seen, aliased)


def judge(wanted: Files, seen: Survey, folder: Path, *, force: bool) -> WritePlan:
    """Decide about every path; `wanted` is the rendered files and the lock."""
    verdicts = {path: _wanted_verdict(path, wanted, seen) for path in sorted(wanted)}
    if verdicts[LOCK_NAME] is Verdict.BLOCKED:
        # Without a lock nothing can be told about the other files.
        return WritePlan(Written(), blocked=(_problem(Verdict.BLOCKED, folder, LOCK_NAME),))
    orphans = {
        path: verdict for path in sorted(_orphans(wanted, seen)) if (verdict := _orphan_verdict(path, seen))
    }
    outcome = Written(
        written=_having(verdicts, Verdict.REPLACE, Verdict.EDITED),
        unchanged=_having(verdicts, Verdict.SAME),
        removed=_having(orphans, Verdict.REPLACE, Verdict.EDITED),
        kept=tuple(sorted(_kept(wanted, seen))),
    )
    every = dict(sorted((verdicts | orphans).items()))
    refused = () if force else _problems(every, folder, Verdict.EDITED)
    return WritePlan(outcome, refused, _problems(every, folder, Verdict.BLOCKED, Verdict.NOT_OURS))


def foreign_paths(wanted: Files, seen: Survey) -> Iterator[str]:
    """Yield what is neither ours nor to be written: files, links, and folders that none of ours stood in."""
    ours = seen.ours().union(wanted)
    folders = {above.as_posix() for path in ours for above in PurePosixPath(path).parents}
    for path, found in seen.standing.items():
        if path not in folders if stat.S_ISDIR(found.st_mode) else path not in ours:
            yield path


def edited_problem(folder: Path, path: str) -> Problem:
    """Return the problem of a file of ours that somebody changed."""
    return _problem(Verdict.EDITED, folder, path)


def _kept(wanted: Files, seen: Survey) -> Iterator[str]:
    filled = {PurePosixPath(path).parent.as_posix() for path in seen.standing}
    for path in foreign_paths(wanted, seen):
        if not stat.S_ISDIR(seen.standing[path].st_mode):
            yield path
        elif path not in filled:
            yield f"{path}/"


def _wanted_verdict(path: str, wanted: Files, seen: Survey) -> Verdict:
    if _in_the_way(path, wanted, seen):
        return Verdict.BLOCKED
    found = seen.digests.get(path)
    if found is None:
        return Verdict.REPLACE
    if found == digest(wanted[path]):
        return Verdict.SAME
    if path == LOCK_NAME:
        return Verdict.REPLACE
    if seen.lock is None or path not in seen.lock.files:
        return Verdict.NOT_OURS
    return Verdict.REPLACE if found == seen.lock.files[path] else Verdict.EDITED


def _orphans(wanted: Files, seen: Survey) -> Iterator[str]:
    return (path for path in seen.ours() if path not in wanted)


def _orphan_verdict(path: str, seen: Survey) -> Verdict | None:
    """None: it is gone already, or other people's folder stands there now."""
    found = seen.standing.get(path)
    if found is None or stat.S_ISDIR(found.st_mode) or seen.lock is None:
        return None
    if not _is_file(found):
        return Verdict.BLOCKED
    return Verdict.REPLACE if seen.digests[path] == seen.lock.files[path] else Verdict.EDITED


def _in_the_way(path: str, wanted: Files, seen: Survey) -> bool:
    found = seen.standing.get(path)
    if found is not None and not _is_file(found):
        return not (stat.S_ISDIR(found.st_mode) and _vanishes(path, wanted, seen))
    for above in PurePosixPath(path).parents:
        step = seen.standing.get(above.as_posix())
        gone = above.as_posix() in seen.ours() and _is_file(step)
        if step is not None and not stat.S_ISDIR(step.st_mode) and not gone:
            return True
    return path in seen.aliased and not _respelled(path, wanted, seen)


def _vanishes(folder: str, wanted: Files, seen: Survey) -> bool:
    """Tell whether nothing but files of ours that go away stands in this folder."""
    below = [path for path in foreign_paths(wanted, seen) if path == folder or path.startswith(f"{folder}/")]
    return not below and any(path.startswith(f"{folder}/") for path in _orphans(wanted, seen))


def _respelled(path: str, wanted: Files, seen: Survey) -> bool:
    return any(orphan.casefold() == path.casefold() for orphan in _orphans(wanted, seen))


def _is_file(found: os.stat_result | None) -> bool:
    return found is not None and stat.S_ISREG(found.st_mode)


def _having(verdicts: Mapping[str, Verdict], *kinds: Verdict) -> tuple[str, ...]:
    return tuple(path for path, verdict in verdicts.items() if verdict in kinds)


def _problems(verdicts: Mapping[str, Verdict], folder: Path, *kinds: Verdict) -> tuple[Problem, ...]:
    return tuple(_problem(verdicts[path], folder, path) for path in _having(verdicts, *kinds))


def _problem(verdict: Verdict, folder: Path, path: str) -> Problem:
    code, message, hint = _WORDS[verdict]
    return file_problem(code, folder, path, message, hint)


_WORDS = {
    Verdict.EDITED: (
        "file-edited",
        "was changed by hand since it was generated",
        "move the change out of the generated folder, or give --force to overwrite it",
    ),
    Verdict.NOT_OURS: (
        "file-not-ours",
        "stands where a generated file has to go, and the lock does not list it",
        "move it elsewhere or choose another output folder; --force does not overwrite it",
    ),
    Verdict.BLOCKED: (
        "folder-blocked",
        "cannot be a regular file: a folder, a link or another file is in the way",
        "move away what stands there",
    ),
}
