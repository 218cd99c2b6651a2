"""The files of a setup on disk: read before, and written one by one in one step each."""

from pathlib import Path

from eventwright.problems import Problem, SpecError, UnreadableError
from eventwright.setup.change import Change
from eventwright.write.single import read_single, write_single


def content(path: Path) -> bytes | None:
    """Return the bytes of a file, None where nothing is; raises UnreadableError `setup-file-not-read`."""
    try:
        return read_single(path)
    except SpecError as error:
        raise UnreadableError(_not_read(problem) for problem in error.problems) from error


def write_change(change: Change) -> None:
    """Write what has changed; raises UnreadableError `setup-file-not-written`, the file is then as it was."""
    if change.after is None or not change.changed:
        return
    try:
        write_single(Path(change.path), change.after, change.before)
    except SpecError as error:
        raise UnreadableError(_not_written(problem) for problem in error.problems) from error


def _not_read(problem: Problem) -> Problem:
    return Problem("setup-file-not-read", problem.message, problem.place, problem.hint)


def _not_written(problem: Problem) -> Problem:
    return Problem("setup-file-not-written", problem.message, problem.place, problem.hint)
