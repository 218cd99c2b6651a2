"""The streams of a command: answers to stdout or a file, notes to stderr; the one place that prints."""

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import get_terminal_size
from typing import TextIO

from eventwright.manifest import LOCK_NAME
from eventwright.problems import Place, Problem, SpecError, UnreadableError
from eventwright.report.color import Color, Painter, painter


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a command prints, and in which colours."""

    color: Color = Color.AUTO
    file: Path | None = None

    @property
    def painter(self) -> Painter:
        """The colours of the answer: none in a file."""
        return Painter() if self.file is not None else self._painter(sys.stdout)

    @property
    def width(self) -> int:
        """The columns of the answer, which what is no terminal has by the variable COLUMNS or not at all."""
        standard = 80
        if self.file is not None or not (sys.stdout.isatty() or os.environ.get("COLUMNS")):
            return standard
        return get_terminal_size((standard, 24)).columns

    @property
    def below(self) -> str:
        """The working directory from the top of its git repository, empty there and where there is none."""
        folder = Path.cwd()
        tops = (each for each in (folder, *folder.parents) if (each / ".git").exists())
        top = next(tops, folder)
        return "" if top == folder else folder.relative_to(top).as_posix()

    def answer(self, text: str, spared: Iterable[str] = ()) -> None:
        """Print to stdout or write the file, which must be none of those `spared` nor in a package's folder.

        Raises UnreadableError `report-not-written`, BrokenPipeError.
        """
        try:
            if self.file is not None and _in_use(self.file, spared):
                raise FileExistsError(errno.EEXIST, "it is a document or part of a package", str(self.file))
            if self.file is None:
                sys.stdout.write(text)
                sys.stdout.flush()
            else:
                self.file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        except BrokenPipeError:
            raise
        except OSError as error:
            raise not_written(error, self.file) from error

    def note(self, problems: Sequence[Problem]) -> None:
        """Print problems to stderr in full."""
        from eventwright.report.formats import Format
        from eventwright.report.problems import problems_text

        sys.stderr.write(problems_text(problems, Format.FULL, self._painter(sys.stderr)))

    def _painter(self, stream: TextIO) -> Painter:
        return painter(self.color, terminal=stream.isatty(), environment=os.environ)


def abandon_stdout() -> None:
    """Send what is left in the buffer nowhere, since Python would try to write it once more at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _in_use(file: Path, spared: Iterable[str]) -> bool:
    """Whether a report there would take the place of what commands read or have written."""
    if not file.exists():
        return False
    documents = (Path(name) for name in spared)
    return (file.parent / LOCK_NAME).exists() or any(
        each.exists() and file.samefile(each) for each in documents
    )


def not_written(error: OSError, file: Path | None) -> UnreadableError:
    """Return what is told of an answer that could not be given, to stdout where there is no file."""
    if file is None:
        abandon_stdout()
    name = "the standard output" if file is None else repr(file.name)
    message = f"{name} cannot be written: {error.strerror or error}"
    if isinstance(error, FileExistsError):
        return UnreadableError(
            [Problem("report-not-written", message, Place(str(file)), "choose another place for the report")]
        )
    hint = (
        f"there is no folder {str(file.parent)!r}; make it, or choose another place for the report"
        if file is not None and isinstance(error, FileNotFoundError)
        else "free some space or choose another place for the report"
    )
    place = None if file is None else Place(str(file))
    return UnreadableError([Problem("report-not-written", message, place, hint)])


def exit_code(error: SpecError) -> int:
    """Return 2 for a question that could not be answered, 1 for a document at fault."""
    return 2 if isinstance(error, UnreadableError) else 1
