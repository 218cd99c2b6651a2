"""Offsets into a text as lines and columns; nothing about what stands there."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each line of a text starts."""

    starts: tuple[int, ...]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def lines_of(text: str) -> Lines:
    """Return the lines of a text; they end with LF, CR LF or CR, as in an editor."""
    return Lines((0, *(match.end() for match in _LINE_END.finditer(text))))
