"""The old folder after the exchange: other people's files are brought over, ours deleted; nothing else."""

import errno
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from eventwright.manifest import LOCK_NAME, is_bytecode
from eventwright.write.staging import Signature, signature

_PASSES = 3


@dataclass(frozen=True, slots=True)
class Sweep:
    """One old folder on its way out; `carried` are the entries the new folder got from it, as they were then.

    Nothing is deleted but files of `ours`, bytecode, and what the new folder holds as well.
    """

    old: Path
    new: Path
    ours: frozenset[str]
    token: str
    carried: Mapping[str, Signature] = field(default_factory=dict)

    def run(self) -> None:
        """Empty and remove the old folder; raises OSError and leaves what cannot be brought over."""
        folders = {above.as_posix() for path in self.ours for above in PurePosixPath(path).parents}
        for _ in range(_PASSES):
            self._empty("", folders)
            # The lock goes last: after a kill it tells the next run which files are ours.
            if LOCK_NAME in self.ours:
                (self.old / LOCK_NAME).unlink(missing_ok=True)
            if _removed(self.old):
                return
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(self.old))

    def _empty(self, prefix: str, folders: set[str]) -> None:
        with os.scandir(self.old / prefix) as listing:
            names = sorted(entry.name for entry in listing)
        for name in names:
            path, source = prefix + name, self.old / prefix / name
            found = source.lstat()
            if is_bytecode(name, found):
                _delete(source, found)
            elif stat.S_ISDIR(found.st_mode):
                self._empty_folder(path, folders)
            elif path in self.ours and stat.S_ISREG(found.st_mode):
                if path != LOCK_NAME:
                    source.unlink()
            else:
                self._bring(path, found)

    def _empty_folder(self, path: str, folders: set[str]) -> None:
        if path not in folders and not os.path.lexists(self.new / path):
            self._parent(path)
            (self.old / path).rename(self.new / path)
            return
        self._empty(f"{path}/", folders)
        _removed(self.old / path)

    def _bring(self, path: str, found: os.stat_result) -> None:
        source, target = self.old / path, self.new / path
        if not os.path.lexists(target):
            self._parent(path)
            source.rename(target)
            return
        there = target.lstat()
        if os.path.samestat(found, there):
            source.unlink()
        elif signature(there) == self.carried.get(path):
            # Ours was a copy, or the owner replaced the file meanwhile: the original is the truth.
            source.replace(target)
        elif _same_content(source, found, target, there):
            source.unlink()
        else:
            source.rename(target.with_name(f"{target.name}.eventwright-{self.token}"))

    def _parent(self, path: str) -> None:
        above = PurePosixPath(path).parent.as_posix()
        if above != "." and not (self.new / above).is_dir():
            self._parent(above)
            (self.new / above).mkdir()
            shutil.copymode(self.old / above, self.new / above)


def _delete(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        shutil.rmtree(path)
    else:
        path.unlink()


def _removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            return False
        raise
    return True


def _same_content(one: Path, found: os.stat_result, other: Path, there: os.stat_result) -> bool:
    if stat.S_ISLNK(found.st_mode) and stat.S_ISLNK(there.st_mode):
        return one.readlink() == other.readlink()
    if not (stat.S_ISREG(found.st_mode) and stat.S_ISREG(there.st_mode)):
        return False
    return found.st_size == there.st_size and one.read_bytes() == other.read_bytes()
