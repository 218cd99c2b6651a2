"""What a run has shown of a package: that this generator writes it as it stands, and what it tells of it.

Kept in the user's cache, one file for each package, and never more than time is lost with it.
"""

import json
import os
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from eventwright import __version__
from eventwright.check import compare_locked
from eventwright.manifest import LOCK_NAME, Manifest, digest, read_bytes, read_manifest
from eventwright.problems import Level, Place, Problem, SpecError
from eventwright.remote import pins
from eventwright.scaffold.place import imported_as
from eventwright.target import Target, unchanged_documents
from eventwright.templates import templates_folder
from eventwright.write.access import package_folder
from eventwright.write.single import read_single
from eventwright.write.staging import stagings

_BYTECODE = "__pycache__"
_DAYS = 90
_INSTALLED = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A package that would be written as it stands: its files, those of others, and what is told of it."""

    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    problems: tuple[Problem, ...]


def proven(target: Target) -> Proven | None:
    """Return what an earlier run has shown, None where it has to be found out again.

    Nothing is parsed, planned or rendered: document, files, options and generator are told by their hashes.
    """
    try:
        lock = read_manifest(target.folder)
        if lock is None or not _written_so(lock, target) or _has_leftovers(target):
            return None
        problems = _recorded(target)
        if problems is None or not unchanged_documents(target, lock.documents):
            return None
        drift = compare_locked(lock, target.folder, current=True)
    except (SpecError, OSError):
        # Who does the whole work tells what is wrong, and in the right order.
        return None
    if not drift.clean:
        return None
    return Proven(unchanged=(*lock.files, LOCK_NAME), kept=drift.foreign, problems=problems)


def record(target: Target, lock: str, handlers: bytes | None, problems: Sequence[Problem]) -> None:
    """Keep that what stands there, with this lock and this handlers file, is what would be written.

    Where that cannot be kept, the next run does the whole work; `problems` are told again.
    """
    with suppress(OSError):
        key, file = _key(target, lock.encode(), handlers), _file(target)
        if key is None or file is None:
            return
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _forget(file.parent)
        fresh = file.with_suffix(f".{secrets.token_hex(8)}")
        try:
            fresh.write_text(json.dumps({"key": key, "problems": [_plain(each) for each in problems]}))
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)


def _file(target: Target) -> Path | None:
    """Return where it is kept, None where the user has no folder for caches."""
    package = os.path.realpath(target.folder)
    try:
        return _cache_folder() / "eventwright" / f"{sha256(os.fsencode(package)).hexdigest()}.json"
    except RuntimeError:
        return None


def _cache_folder() -> Path:
    """Return the user's folder for caches; raises RuntimeError where that cannot be told."""
    said = os.environ.get("XDG_CACHE_HOME", "")
    if Path(said).is_absolute():
        return Path(said)
    match sys.platform:
        case "win32":
            return Path.home() / "AppData" / "Local"
        case "darwin":
            return Path.home() / "Library" / "Caches"
        case _:
            return Path.home() / ".cache"


def _forget(folder: Path) -> None:
    """Remove what has not been written for long: its package is gone, or was never changed since."""
    oldest = time.time() - _DAYS * 24 * 60 * 60
    for each in folder.iterdir():
        if each.stat().st_mtime < oldest:
            each.unlink(missing_ok=True)


def _has_leftovers(target: Target) -> bool:
    """Tell whether a run that was killed left something beside the package, for the next one to tidy."""
    return bool(stagings(package_folder(target.folder)))


def _written_so(lock: Manifest, target: Target) -> bool:
    """Tell whether the lock has this version and these options, and needs no network to be compared."""
    made_by = lock.generator, lock.options
    return made_by == (__version__, target.options()) and not pins(lock.documents)


def _recorded(target: Target) -> tuple[Problem, ...] | None:
    file = _file(target)
    if file is None:
        return None
    try:
        value = json.loads(file.read_bytes())
        handlers = target.settings.handlers_file
        data = None if handlers is None else read_single(Path(handlers))
        if value["key"] != _key(target, read_bytes(target.folder, LOCK_NAME), data):
            return None
        return tuple(_problem(**each) for each in value["problems"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _key(target: Target, lock: bytes, handlers: bytes | None) -> str | None:
    """Return what stands for all that decides what a run writes and tells, beside what the lock has."""
    generator = _generator()
    if generator is None:
        return None
    settings = target.settings
    decides = (
        generator,
        digest(lock),
        (target.source.root, target.source.name, target.source.folder),
        (settings.refuses_from, bool(settings.allow_remote), settings.limits_in_force()),
        () if settings.handlers_file is None else _handlers(target, settings.handlers_file, handlers),
    )
    return sha256(repr(decides).encode()).hexdigest()


def _handlers(target: Target, shown: str, data: bytes | None) -> tuple[str, ...]:
    content = "" if data is None else sha256(data).hexdigest()
    return shown, os.path.realpath(shown), content, ".".join(imported_as(target))


@cache
def _generator() -> str | None:
    """Return the digest of this generator and of what is installed beside it, None where it has no files.

    A version says too little: a checkout has one version for many states.
    """
    hashed = sha256(repr((sys.version, sorted(_installed()))).encode())
    code = Path(__file__).parent
    found = {
        path.relative_to(folder).as_posix(): path
        for folder in (code, templates_folder())
        for path in folder.rglob("*")
        if path.is_file() and _BYTECODE not in path.parts
    }
    if Path(__file__).name not in found:
        return None
    for name, path in sorted(found.items()):
        hashed.update(repr((name, sha256(path.read_bytes()).hexdigest())).encode())
    return hashed.hexdigest()


def _installed() -> Iterator[str]:
    """Yield names and versions of the distributions on the path, as their folders have them."""
    for folder in sys.path:
        with suppress(OSError):
            yield from (path.name for path in Path(folder).iterdir() if path.suffix in _INSTALLED)


def _plain(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "message": problem.message,
        "place": None if place is None else [place.file, place.line, place.column, place.pointer],
        "hint": problem.hint,
        "level": problem.level,
    }


def _problem(
    *, code: str, message: str, place: tuple[str, int, int, str] | None, hint: str, level: str
) -> Problem:
    return Problem(code, message, None if place is None else Place(*place), hint, Level(level))
