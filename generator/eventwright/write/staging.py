"""The new folder, built whole beside the old one before anything changes; it is put in place elsewhere."""

import errno
import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from eventwright.manifest import Files

MARKER_NAME = "eventwright-staging.json"
Signature = tuple[int, int, int, int]
"""Device, inode, size and time of change in ns: equal while nobody touched the file."""

# Where these are the answer to a link, a copy may still go through.
_UNLINKABLE = frozenset(
    {errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}
)


@dataclass(frozen=True, slots=True)
class Staging:
    """The places of one run beside `folder`: a container with a marker and the tree, and a spare place."""

    folder: Path
    token: str

    @property
    def container(self) -> Path:
        return self.folder.with_name(f".{self.folder.name}.eventwright-{self.token}")

    @property
    def marker(self) -> Path:
        return self.container / MARKER_NAME

    @property
    def tree(self) -> Path:
        """Return where the new folder is built; after a swap the old one stands here."""
        return self.container / "tree"

    @property
    def aside(self) -> Path:
        """Return where the old folder goes where the system cannot swap."""
        return self.folder.with_name(f".{self.folder.name}.eventwright-old-{self.token}")

    def holds_new_tree(self) -> bool | None:
        """Tell by its inode whether the tree is the one built here; None: the marker does not say."""
        try:
            inode = json.loads(self.marker.read_text("ascii"))["tree"]
        except (ValueError, KeyError, TypeError, FileNotFoundError):
            return None
        return bool(self.tree.stat().st_ino == inode)

    def discard(self) -> None:
        """Remove container and tree; what is not ours in the tree is only a second link or a copy."""
        if self.tree.exists():
            shutil.rmtree(self.tree)
        self.marker.unlink(missing_ok=True)
        self.container.rmdir()


def open_staging(folder: Path) -> Staging:
    """Create an empty staging beside the folder, readable for its owner alone."""
    staging = Staging(folder, secrets.token_hex(8))
    staging.container.mkdir(mode=0o700)
    try:
        staging.tree.mkdir()
        write_file(staging.marker, json.dumps({"tree": staging.tree.stat().st_ino}) + "\n")
    except OSError:
        staging.discard()
        raise
    return staging


def stagings(folder: Path) -> tuple[Staging, ...]:
    """Return the stagings that stand beside the folder, by name alone."""
    pattern = re.compile(rf"\.{re.escape(folder.name)}\.eventwright-([0-9a-f]{{16}})")
    with os.scandir(folder.parent) as listing:
        names = sorted(entry.name for entry in listing if entry.is_dir(follow_symlinks=False))
    return tuple(Staging(folder, match[1]) for name in names if (match := pattern.fullmatch(name)))


def build(
    staging: Staging, fresh: Files, carried: Iterable[str], standing: Mapping[str, os.stat_result]
) -> None:
    """Fill the tree with the folder's entries at `carried`, then the fresh files it lacks; all synced."""
    inherited = frozenset(carried)
    for path in sorted(inherited):
        if stat.S_ISDIR(standing[path].st_mode):
            (staging.tree / path).mkdir(parents=True, exist_ok=True)
        else:
            _carry(staging, path)
    for path in sorted(fresh):
        if os.path.lexists(staging.tree / path):
            continue
        (staging.tree / path).parent.mkdir(parents=True, exist_ok=True)
        write_file(staging.tree / path, fresh[path])
    _finish_folders(staging, inherited, standing)
    sync_folder(staging.container)


def signatures(tree: Path, paths: Iterable[str]) -> dict[str, Signature]:
    """Return the signatures of those paths that stand in the tree."""
    return {path: signature((tree / path).lstat()) for path in paths if os.path.lexists(tree / path)}


def signature(found: os.stat_result) -> Signature:
    """Return what tells whether a file is still the same one, untouched."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def write_file(path: Path, text: str) -> None:
    """Create the file, which must not exist, readable for all as far as the umask lets, and sync it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    with os.fdopen(handle, "wb") as stream:
        stream.write(text.encode("utf-8"))
        stream.flush()
        os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Bring the folder's own entries to disk, where the system lets a folder be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _carry(staging: Staging, path: str) -> None:
    """Give the entry a second name; what allows neither link nor copy is moved after the exchange."""
    source, target = staging.folder / path, staging.tree / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        return
    except NotImplementedError:
        _copy(source, target)
    except OSError as error:
        if error.errno not in _UNLINKABLE:
            raise
        _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copy2(source, target, follow_symlinks=False)
    except (FileNotFoundError, PermissionError, shutil.SpecialFileError):
        target.unlink(missing_ok=True)
        return
    if not target.is_symlink():
        with target.open("rb") as stream:
            os.fsync(stream.fileno())


def _finish_folders(
    staging: Staging, inherited: frozenset[str], standing: Mapping[str, os.stat_result]
) -> None:
    """Sync all folders and give them the modes they had; deepest first, for filling changes times."""
    for current, _, _ in os.walk(staging.tree, topdown=False):
        new = Path(current)
        sync_folder(new)
        path = new.relative_to(staging.tree).as_posix()
        with suppress(FileNotFoundError):
            if path in inherited:
                shutil.copystat(staging.folder / path, new)
            elif path == "." or _is_folder(standing.get(path)):
                shutil.copymode(staging.folder / path, new)


def _is_folder(found: os.stat_result | None) -> bool:
    return found is not None and stat.S_ISDIR(found.st_mode)
