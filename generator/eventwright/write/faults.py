"""What goes wrong between us and the disk, as problems; no decision about files."""

import errno
from pathlib import Path

from eventwright.problems import Place, Problem, UnreadableError

# A limit on file size (EFBIG) and a quota are for the user the same as a full disk.
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def file_problem(code: str, folder: Path, path: str, message: str, hint: str) -> Problem:
    """Return a problem about one file of the package, placed where the user finds it."""
    return Problem(code, f"'{path}' {message}", Place((folder / path).as_posix()), hint)


def folder_blocked(folder: Path, message: str, hint: str) -> UnreadableError:
    """Return the error for an output path that cannot be a package folder at all."""
    problem = Problem("folder-blocked", f"'{folder.name}' {message}", Place(folder.as_posix()), hint)
    return UnreadableError([problem])


def is_full(error: OSError) -> bool:
    """Tell whether there was no room."""
    return error.errno in _FULL


def write_failure(error: OSError, folder: Path) -> UnreadableError:
    """Return what the user is told when the system refuses a step of writing."""
    reason = error.strerror or str(error)
    place = Place(folder.as_posix())
    if is_full(error):
        message = f"'{folder.name}' was not written, there is no room: {reason}"
        return UnreadableError([Problem("disk-full", message, place, "free some space, then generate again")])
    message = f"'{folder.name}' was not written: {reason}"
    return UnreadableError([Problem("folder-not-writable", message, place, _advice(error))])


def _advice(error: OSError) -> str:
    if error.errno in (errno.EXDEV, errno.EBUSY):
        return "the folder is a mount or lies in an image layer: generate into a fresh folder"
    return "check the permissions of the package folder, all its subfolders and the folder above it"
