"""Which paths are safe to write on every system a package may be checked out on; nothing reads the disk."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from eventwright.manifest import LOCK_NAME, plain_path
from eventwright.problems import Problem
from eventwright.write.faults import file_problem

# Windows reserves these with any suffix, in any case; the superscript digits count as digits there.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"|?*\\')


def unsafe_names(paths: Iterable[str], folder: Path) -> tuple[Problem, ...]:
    """Return an `unsafe-file-name` problem for each path that some system would refuse or confuse."""
    ordered = sorted(paths)
    faults = {path: reason for path in ordered if (reason := _fault(path))}
    for path, other in _confused(ordered):
        faults.setdefault(path, f"is the same as '{other}' where case does not count")
    hint = "rename what the file is named after"
    return tuple(
        file_problem("unsafe-file-name", folder, path, reason, hint)
        for path, reason in sorted(faults.items())
    )


def _fault(path: str) -> str:
    if not plain_path(path):
        return "is not a plain relative path"
    if path.casefold() == LOCK_NAME:
        return "is the name of the lock"
    for segment in path.split("/"):
        if _DEVICE.fullmatch(segment):
            return "is named like a device on Windows"
        if segment[-1] in ". " or _FORBIDDEN & set(segment):
            return "has a name that Windows does not allow"
        if segment == "__pycache__" or segment.endswith(".pyc"):
            return "is named like a bytecode cache"
    return ""


def _confused(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pair each path with an earlier one that it, or a folder it stands in, falls together with."""
    seen: dict[str, str] = {}
    files: set[str] = set()
    for path in paths:
        steps = list(accumulate(path.split("/"), lambda above, name: f"{above}/{name}"))
        for step in steps:
            key = unicodedata.normalize("NFC", step).casefold()
            other = seen.setdefault(key, step)
            if other != step or key in files:
                yield path, other
        files.add(unicodedata.normalize("NFC", path).casefold())
