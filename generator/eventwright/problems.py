"""What can be wrong and where: places, problems and the errors that carry them; nothing that prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

Pointer = tuple[str, ...]
"""The unescaped reference tokens of a JSON Pointer (RFC 6901); the empty tuple is the whole document."""


# Of one node it is asked several times in a row.
@lru_cache(maxsize=1024)
def pointer_text(pointer: Pointer) -> str:
    """Return the pointer in its RFC 6901 text form, such as `/channels/~1webhook`; `""` is the document."""
    return "".join(["/" + token.replace("~", "~0").replace("/", "~1") for token in pointer])


def parse_pointer(text: str) -> Pointer:
    """Return the tokens of an RFC 6901 pointer; raises ValueError for one that does not start with `/`."""
    if not text:
        return ()
    if not text.startswith("/"):
        raise ValueError(text)
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in text[1:].split("/"))


class Level(StrEnum):
    """How bad a problem is: an error breaks the specification, a warning is legal but suspicious."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a document: file name below the root, line and column from 1, JSON Pointer text.

    It may be one that is looked for only when it is asked for, which makes no difference to who compares.
    """

    file: str
    line: int = 1
    column: int = 1
    pointer: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    @property
    def written(self) -> str:
        """The file that has the line: another one where an overlay has brought the node into this one."""
        return self.file

    def within(self, file: str) -> "Place":
        """Return the same spot of a file that has another name."""
        return Place(file, self.line, self.column, self.pointer)

    def _values(self) -> tuple[str, int, int, str]:
        return self.file, self.line, self.column, self.pointer


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what and where in `message` and `place`, what to do in `hint`."""

    code: str
    message: str
    place: Place | None = None
    hint: str = ""
    level: Level = Level.ERROR


class SpecError(Exception):
    """The document is at fault (exit code 1); carries every problem found, not the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.code} {problem.message}" for problem in self.problems))


class UnreadableError(SpecError):
    """The question could not be answered (exit code 2): a file missing, unreadable or not YAML or JSON."""
