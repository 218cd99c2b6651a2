"""One file of the user's: read whole, and replaced in one step with all that is true of it but its text."""

import errno
import os
import re
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from eventwright.problems import Place, Problem, UnreadableError
from eventwright.write.faults import is_full
from eventwright.write.staging import sync_folder
from eventwright.write.turn import turn

_LARGEST = 20_000_000


def read_single(path: Path) -> bytes | None:
    """Return the bytes of a file, None where nothing is; raises UnreadableError `handlers-file-not-read`."""
    if not os.path.lexists(path):
        return None
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _not_read(path, "is no regular file", "name another file, or move away what stands there")
        if found.st_size > _LARGEST:
            raise _not_read(path, f"is larger than {_LARGEST:,} bytes", "split the file")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _not_read(path, "is a link to nothing", "remove the link or create what it names") from error
    except (OSError, RuntimeError) as error:
        # RuntimeError is what Python 3.11 and 3.12 make of a loop of links.
        reason = error.strerror if isinstance(error, OSError) else "its links lead in a circle"
        raise _not_read(path, f"cannot be read: {reason}", "check its permissions") from error


def require_writable(path: Path) -> None:
    """Raise UnreadableError where the file, or the folder it stands in, may not be changed."""
    target = Path(os.path.realpath(path))
    standing = next(each for each in (target, *target.parents) if os.path.lexists(each))
    if standing == target and not os.access(target, os.W_OK):
        raise _not_written(path, "it is read-only")
    folder = standing.parent if standing == target else standing
    if not folder.is_dir():
        raise _not_written(path, f"{folder.name!r} is not a folder")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _not_written(path, f"the folder {folder.name!r} is read-only")


def write_single(path: Path, data: bytes, before: bytes | None) -> None:
    """Replace the file that a link leads to, or create it and the folders above.

    `before` is what was read. Raises UnreadableError; the file is then as it was.
    """
    require_writable(path)
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with turn(target.parent) as alone:
            if alone:
                _sweep(target)
            if read_single(path) != before:
                raise _not_written(path, "somebody changed it meanwhile", "run the command again")
            _replace(target, data)
    except OSError as error:
        raise _failed(path, error) from error


def _replace(target: Path, data: bytes) -> None:
    fresh = target.with_name(f".{target.name}.eventwright-{secrets.token_hex(8)}")
    try:
        _write(fresh, data)
        if target.exists():
            _take_over(target, fresh)
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(handle)


def _take_over(target: Path, fresh: Path) -> None:
    """Give the new file the owner, the mode and the attributes of the old one, and a time of its own."""
    found = target.stat()
    if hasattr(os, "chown"):
        new = fresh.stat()
        if (found.st_uid, found.st_gid) != (new.st_uid, new.st_gid):
            os.chown(fresh, found.st_uid, found.st_gid)
    shutil.copystat(target, fresh)
    os.utime(fresh)


def _sweep(target: Path) -> None:
    """Remove what a run left that was killed; nobody else is at work in the folder now."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.eventwright-[0-9a-f]{{16}}")
    for each in target.parent.iterdir():
        if pattern.fullmatch(each.name) and each.is_file():
            each.unlink(missing_ok=True)


def _failed(path: Path, error: OSError) -> UnreadableError:
    if is_full(error):
        message = f"{path.name!r} was not written, there is no room: {error.strerror or error}"
        hint = "free some space, then generate again"
        return UnreadableError([Problem("disk-full", message, Place(path.as_posix()), hint)])
    if error.errno == errno.EPERM:
        return _not_written(path, "it belongs to somebody else", "generate as its owner")
    return _not_written(path, error.strerror or str(error))


def _not_read(path: Path, reason: str, hint: str) -> UnreadableError:
    message = f"{path.name!r} {reason}"
    return UnreadableError([Problem("handlers-file-not-read", message, Place(path.as_posix()), hint)])


def _not_written(path: Path, reason: str, hint: str = "") -> UnreadableError:
    advice = hint or "check the permissions of the file and of its folder"
    message = f"{path.name!r} was not written: {reason}"
    return UnreadableError([Problem("handlers-file-not-written", message, Place(path.as_posix()), advice)])
