"""The one place that runs git: without a shell, a question to the user, or the network."""

import os
import subprocess
from dataclasses import dataclass

from eventwright.problems import Problem, UnreadableError

_QUIET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    # A clone that lacks objects would fetch them. From git 2.45 on it can be told not to, before that no way
    # of fetching is allowed.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What git printed, and whether it was content."""

    good: bool
    output: str
    told: str

    @property
    def reason(self) -> str:
        """The first line of what git says is wrong."""
        first, _, _ = self.told.partition("\n")
        return first.removeprefix("fatal: ").removeprefix("error: ") or "it does not say why"


def run(folder: str, *arguments: str) -> Answer:
    """Run git in a folder; raises UnreadableError `git-missing`."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder or None,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise git_missing(error) from error
    output = os.fsdecode(done.stdout).removesuffix("\n")
    return Answer(done.returncode == 0, output, os.fsdecode(done.stderr))


@dataclass(frozen=True, slots=True)
class Object:
    """An object of git; `data` is empty where there is more of it than was asked for."""

    kind: str
    oid: str
    size: int
    data: bytes


def read_object(folder: str, name: str, most: int) -> Object | None:
    """Return an object by a name without a line feed, None where it is not in this clone.

    Raises UnreadableError `git-missing`.
    """
    try:
        process = subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=folder or None,
            env={**os.environ, **_QUIET},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise git_missing(error) from error
    with process:
        try:
            return _answer(process, name, most)
        finally:
            # Of what is too large nothing is read, so that git would wait for ever.
            process.kill()


def git_missing(error: OSError) -> UnreadableError:
    """Return the error that git cannot be run."""
    message = f"git cannot be run: {str(error.strerror or error).lower()}"
    return UnreadableError([Problem("git-missing", message, hint="install git, or name two files")])


def _answer(process: subprocess.Popen[bytes], name: str, most: int) -> Object | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(os.fsencode(name) + b"\n")
        process.stdin.close()
    except BrokenPipeError:
        return None
    match process.stdout.readline().split():
        case [oid, kind, size] if size.isdigit():
            data = process.stdout.read(int(size)) if int(size) <= most else b""
            return Object(kind.decode(), oid.decode(), int(size), data)
        case _:
            return None
