"""Drift: how a package folder differs from what would be written now; reads the disk and changes nothing."""

import difflib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eventwright.manifest import (
    LOCK_NAME,
    Files,
    Manifest,
    digest,
    digests,
    read_bytes,
    read_manifest,
    standing,
    steadily,
)


@dataclass(frozen=True, slots=True)
class Drift:
    """Sorted relative paths, each in one group only.

    `stale`: ours, untouched, would be written differently now. `missing`: not on disk. `orphaned`: ours,
    untouched, no longer rendered. `edited`: on disk and neither what the lock says nor what would be written.
    `foreign`: listed by no lock and not rendered, which is no drift.
    """

    stale: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    lock_stale: bool = False

    @property
    def clean(self) -> bool:
        """Tell whether writing now would change nothing."""
        return not (self.stale or self.missing or self.orphaned or self.edited or self.lock_stale)


def compare(files: Files, manifest: Manifest, folder: Path) -> Drift:
    """Compare the folder with the files; raises UnreadableError `folder-unreadable` or `lock-unreadable`."""
    return steadily(folder, lambda: _compare(files, manifest, folder))


def _compare(files: Files, manifest: Manifest, folder: Path) -> Drift:
    found = _standing(folder)
    lock = read_manifest(folder)
    listed = lock.files if lock else {}
    lock_stale = lock is None or digest(read_bytes(folder, LOCK_NAME)) != digest(manifest.text())
    return _drift(digests(files), listed, found, folder, lock_stale)


def compare_locked(lock: Manifest, folder: Path, *, current: bool) -> Drift:
    """Compare the folder with its own lock, where what would be written now is not known.

    `current` tells whether the lock is still the one that would be written.
    """
    return _drift(lock.files, lock.files, _standing(folder), folder, not current)


def _drift(
    wanted: Mapping[str, str],
    listed: Mapping[str, str],
    found: Mapping[str, os.stat_result],
    folder: Path,
    lock_stale: bool,
) -> Drift:
    groups = {path: _group(path, wanted, listed, found, folder) for path in sorted({*wanted, *listed})}
    ours = {*groups, LOCK_NAME}
    entries = (path for path, status in found.items() if not stat.S_ISDIR(status.st_mode))
    return Drift(
        stale=_in_group("stale", groups),
        missing=_in_group("missing", groups),
        orphaned=_in_group("orphaned", groups),
        edited=_in_group("edited", groups),
        foreign=tuple(sorted(path for path in entries if path not in ours)),
        lock_stale=lock_stale,
    )


def unified_diff(files: Files, folder: Path, paths: Iterable[str]) -> str:
    """Return what `paths` would change from disk to `files`; CRLF reads as LF, what is no file as absent."""
    found = _standing(folder)
    return "".join(line for path in sorted(set(paths)) for line in _hunks(path, files, found, folder))


def file_diff(path: str, old: bytes | None, new: bytes | None) -> str:
    """Return the unified diff of one file; CRLF reads as LF, None as absent."""
    texts = (None if data is None else _text(data) for data in (old, new))
    return "".join(_difference(path, *texts))


def _standing(folder: Path) -> dict[str, os.stat_result]:
    return standing(folder) if os.path.lexists(folder) else {}


def _group(
    path: str,
    wanted: Mapping[str, str],
    listed: Mapping[str, str],
    found: Mapping[str, os.stat_result],
    folder: Path,
) -> str:
    """The group of a path; `wanted` and `listed` are digests of what would be written, and of the lock."""
    status = found.get(path)
    if status is None:
        return "missing" if path in wanted else "gone"
    if not stat.S_ISREG(status.st_mode):
        return "edited"
    content = digest(read_bytes(folder, path))
    if wanted.get(path) == content:
        return "same"
    if content != listed.get(path):
        return "edited"
    return "stale" if path in wanted else "orphaned"


def _in_group(name: str, groups: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(path for path, group in groups.items() if group == name)


def _hunks(path: str, files: Files, found: Mapping[str, os.stat_result], folder: Path) -> Iterator[str]:
    status = found.get(path)
    old = _disk_text(folder, path) if status is not None and stat.S_ISREG(status.st_mode) else None
    yield from _difference(path, old, files.get(path))


def _difference(path: str, old: str | None, new: str | None) -> Iterator[str]:
    if old == new:
        return
    before, after = (
        f"a/{path}" if old is not None else "/dev/null",
        f"b/{path}" if new is not None else "/dev/null",
    )
    yield f"--- {before}\n+++ {after}\n"
    # An empty file that comes or goes has a header and no hunk.
    hunks = difflib.unified_diff(_lines(old or ""), _lines(new or ""))
    for line in list(hunks)[2:]:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _disk_text(folder: Path, path: str) -> str:
    return _text(read_bytes(folder, path))


def _text(data: bytes) -> str:
    return data.replace(b"\r\n", b"\n").decode("utf-8", "backslashreplace")


def _lines(text: str) -> list[str]:
    """Split at LF alone: a form feed or U+2028 is part of its line."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines
