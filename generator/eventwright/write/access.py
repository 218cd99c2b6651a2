"""Whether a folder can be a package folder and be replaced with all in it; nothing is changed here."""

import os
from collections.abc import Iterator
from pathlib import Path

from eventwright.problems import Problem, UnreadableError
from eventwright.write.faults import file_problem, folder_blocked

_EFFECTIVE = os.access in os.supports_effective_ids


def package_folder(folder: Path) -> Path:
    """Return the real folder behind links; raises UnreadableError `folder-blocked` where none can be."""
    target = Path(os.path.realpath(folder))
    if not target.name:
        raise folder_blocked(target, "is the root of the file system", "choose a folder of its own")
    if folder.is_symlink() and not target.exists():
        raise folder_blocked(folder, "is a link to nothing", "remove the link or create what it names")
    standing = next(path for path in (target, *target.parents) if os.path.lexists(path))
    if not standing.is_dir():
        raise folder_blocked(standing, "is not a folder", "choose another output folder or move it away")
    return target


def require_movable(folder: Path) -> None:
    """Raise UnreadableError for each folder inside that we could not empty once it is replaced."""
    problems = tuple(_immovable(folder))
    if problems:
        raise UnreadableError(problems)


def _immovable(folder: Path) -> Iterator[Problem]:
    device = folder.stat().st_dev
    for current, names, _ in os.walk(folder):
        names.sort()
        here = Path(current)
        path = here.relative_to(folder).as_posix()
        if not os.access(here, os.R_OK | os.W_OK | os.X_OK, effective_ids=_EFFECTIVE):
            hint = "change its permissions or its owner, or move it out of the package folder"
            message = "is a folder that may not be changed, so the package around it cannot be replaced"
            yield file_problem("folder-not-writable", folder, path, message, hint)
        elif here.stat().st_dev != device:
            hint = "unmount it, or choose another output folder"
            yield file_problem("folder-blocked", folder, path, "is a mount inside the package folder", hint)
