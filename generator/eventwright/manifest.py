"""The lock of a generated package and the look at the folder it stands in; nothing here writes."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeAlias, TypeVar

from eventwright.problems import Place, Problem, UnreadableError

LOCK_NAME = "eventwright.lock.json"
FORMAT = 1

JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
Files = Mapping[str, str]
"""What is rendered for one package folder, without the lock: relative posix path -> text with LF."""

Seen = TypeVar("Seen")

# Each look takes as long as a few files take to read, and each run beside this one exchanges the folder once.
_LOOKS = 100
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package was made from and what was written; `documents` and `files` map to SHA-256 in hex."""

    generator: str
    documents: Mapping[str, str]
    options: Mapping[str, JsonValue]
    files: Mapping[str, str]
    classes: Mapping[str, str]

    def text(self) -> str:
        """Return the lock's content: equal manifests give equal text, and all of it is ASCII."""
        value = {
            "format": FORMAT,
            "generator": self.generator,
            "documents": _ordered(self.documents),
            "options": _ordered(self.options),
            "classes": _ordered(self.classes),
            "files": _ordered(self.files),
        }
        return json.dumps(value, indent=2, allow_nan=False) + "\n"


def _ordered(value: JsonValue) -> JsonValue:
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_ordered(item) for item in value]
    return value


def digest(text: str | bytes) -> str:
    """Return the SHA-256 in hex of the UTF-8 bytes, CRLF read as LF: a checkout with autocrlf is equal."""
    content = text.encode("utf-8") if isinstance(text, str) else text
    # To find one character is ten times as quick as to replace two.
    plain = content.replace(b"\r\n", b"\n") if b"\r" in content else content
    return hashlib.sha256(plain).hexdigest()


def digests(files: Files) -> dict[str, str]:
    """Return what `Manifest.files` has to be for these files."""
    return {path: digest(files[path]) for path in sorted(files)}


def plain_path(path: str) -> bool:
    """Tell whether the path is relative, posix, and cannot leave its folder on any system."""
    segments = path.split("/")
    return not (
        any(segment in ("", ".", "..") for segment in segments)
        or any(mark in path for mark in "\\:")
        or not path.isprintable()
    )


def read_manifest(folder: Path) -> Manifest | None:
    """Return the folder's lock, None where there is none; raises UnreadableError `lock-unreadable`."""
    path = folder / LOCK_NAME
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unreadable(path, "is not a regular file", "move it away and generate again")
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, "is not UTF-8") from error
    if _CONFLICT.search(text):
        hint = "take either side of the lock alone, without markers, then generate again with --force"
        raise _unreadable(path, "holds the markers of an unfinished merge", hint)
    try:
        return _manifest(_json(text))
    except (ValueError, RecursionError) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise _unreadable(path, reason) from error


def standing(folder: Path) -> dict[str, os.stat_result]:
    """Return all that stands in the folder, subfolders too, by relative posix path; links are not followed.

    Bytecode caches are nobody's and left out. Raises UnreadableError `folder-unreadable`.
    """
    try:
        return dict(_entries(folder, ""))
    except OSError as error:
        raise folder_unreadable(folder, error) from error


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder / prefix) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        found = entry.stat(follow_symlinks=False)
        if is_bytecode(entry.name, found):
            continue
        yield prefix + entry.name, found
        if stat.S_ISDIR(found.st_mode):
            yield from _entries(folder, f"{prefix}{entry.name}/")


def steadily(folder: Path, look: Callable[[], Seen]) -> Seen:
    """Return what `look` sees of one package, although runs beside this one exchange the folder.

    What it raises counts only where the folder stayed the same meanwhile.
    """
    for _ in range(_LOOKS):
        before = _identity(folder)
        try:
            seen = look()
        except UnreadableError:
            if _identity(folder) == before:
                raise
            continue
        if _identity(folder) == before:
            return seen
    return look()


def _identity(folder: Path) -> tuple[int, int, int] | None:
    """What an exchange changes: an inode may come again, but not with the same time of its last change."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_ctime_ns


def is_bytecode(name: str, found: os.stat_result) -> bool:
    """Tell whether this is what Python itself leaves behind: nobody's file."""
    is_folder = stat.S_ISDIR(found.st_mode)
    return name == "__pycache__" if is_folder else name.endswith(".pyc")


def read_bytes(folder: Path, path: str) -> bytes:
    """Return the content of a file in the folder; raises UnreadableError `folder-unreadable`."""
    try:
        return (folder / path).read_bytes()
    except OSError as error:
        raise folder_unreadable(folder / path, error) from error


def folder_unreadable(path: Path, error: OSError) -> UnreadableError:
    """Return the error for a folder or a file in it that the system does not let us read."""
    message = f"'{path.name}' cannot be read: {error.strerror or error}"
    hint = "check the permissions of the package folder"
    return UnreadableError([Problem("folder-unreadable", message, Place(path.as_posix()), hint)])


def _unreadable(path: Path, reason: str, hint: str = "") -> UnreadableError:
    advice = hint or "restore the lock from version control, then generate again"
    message = f"the lock '{LOCK_NAME}' {reason}"
    return UnreadableError([Problem("lock-unreadable", message, Place(path.as_posix()), advice)])


def _json(text: str) -> object:
    try:
        value: object = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_distinct)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error.msg} at line {error.lineno}") from error
    return value


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"is not JSON: {word} is no number")


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("holds a key twice")
    return value


def _manifest(value: object) -> Manifest:
    if not isinstance(value, dict):
        raise ValueError("is not a JSON object")
    number = value.get("format")
    if type(number) is not int or number != FORMAT:
        raise ValueError(f"is not of format {FORMAT}, the one this version reads")
    generator, options = value.get("generator"), value.get("options")
    if not isinstance(generator, str) or not isinstance(options, dict):
        raise ValueError("lacks 'generator' or 'options'")
    return Manifest(
        generator=generator,
        documents=_texts(value, "documents"),
        options=options,
        files=_checked(_texts(value, "files")),
        classes=_texts(value, "classes"),
    )


def _texts(value: Mapping[str, object], key: str) -> dict[str, str]:
    found = value.get(key)
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise ValueError(f"lacks '{key}', an object of texts")
    return found


def _checked(files: dict[str, str]) -> dict[str, str]:
    for path, content in files.items():
        # A lock travels in a repository: whoever can change it must not reach beyond the folder.
        if not plain_path(path) or path.casefold() == LOCK_NAME:
            raise ValueError(f"lists {ascii(path)[:80]}, which is no path of a generated file")
        if not _DIGEST.fullmatch(content):
            raise ValueError(f"lists {ascii(path)[:80]} without a SHA-256 in hex")
    return files
