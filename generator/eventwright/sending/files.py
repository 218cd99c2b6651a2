"""The bytes of files that flags name; `-` is the standard input. What they hold is read elsewhere."""

import sys
from pathlib import Path

from eventwright.problems import Place, Problem, UnreadableError
from eventwright.sending.secrets import Given, secrets_in

_MOST = 64 * 1024 * 1024


def bytes_of(file: str) -> bytes:
    """Return what a file holds; raises UnreadableError `file-not-read`."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(_MOST)
        with Path(file).open("rb") as opened:
            data = opened.read(_MOST + 1)
    except OSError as error:
        raise _not_read(file, f"cannot be read: {error.strerror or error}") from error
    if len(data) > _MOST:
        raise _not_read(file, f"has more than {_MOST} bytes")
    return data


def given_secrets(said: list[str] | None, alone: str | None) -> Given:
    """Return the secrets of files, written NAME=FILE; where one name is all there is, FILE will do.

    Raises UnreadableError `secret-unusable` or `file-not-read`.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in said or ():
        name, mark, file = text.partition("=")
        if not mark:
            name, file = alone or "", text
        if not name:
            problem = f"{text!r} does not say whose secrets it holds"
            raise UnreadableError([Problem("secret-unusable", problem, hint="write --secret-file NAME=FILE")])
        try:
            found[name] = (*found.get(name, ()), *secrets_in(bytes_of(file)))
        except ValueError as error:
            raise UnreadableError(
                [Problem("secret-unusable", f"no secret is read: {error}", Place(file))]
            ) from None
    return found


def _not_read(file: str, why: str) -> UnreadableError:
    return UnreadableError([Problem("file-not-read", f"{file!r} {why}", Place(file))])
