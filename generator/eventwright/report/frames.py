"""Code frames: the lines of a file around a place; which problems get one is decided elsewhere."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest
from pathlib import Path

from eventwright.problems import Place
from eventwright.report.visible import columns, visible
from eventwright.source.lines import lines_of

_CONTEXT = 2
_WIDEST = 120
_LARGEST = 20_000_000

NARROWEST = 100
"""From how many columns on two frames stand beside each other."""

_BETWEEN = "  "


def frame(place: Place, data: bytes | None = None, widest: int = _WIDEST) -> tuple[str, ...]:
    """Return the lines of the frame for a place, whose file is a path from the working directory.

    Without its `data` the file is read. Empty where it cannot be read, or has no such line.
    """
    lines = _lines(_read(place.file) if data is None else data)
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return ()
    first = max(1, place.line - _CONTEXT)
    return tuple(_rows(lines[first - 1 : place.line + _CONTEXT], first, place, widest))


def beside(left: Sequence[str], right: Sequence[str], width: int) -> Iterator[str]:
    """Yield the lines of two columns that share the width, which are visible already."""
    half = (width - len(_BETWEEN)) // 2
    for one, other in zip_longest(left, right, fillvalue=""):
        shown = _fitting(one, half)
        yield f"{shown}{' ' * (half - columns(shown))}{_BETWEEN}{_fitting(other, half)}".rstrip()


def half_of(width: int) -> int:
    """Return how much of a line fits in a frame that shares the width with another."""
    return (width - len(_BETWEEN)) // 2 - _GUTTER


_GUTTER = 16
"""Columns that the marker, a number and dots at either end of a line may take."""


def _rows(lines: list[str], first: int, place: Place, widest: int) -> Iterator[str]:
    whole = len(lines[place.line - first]) <= widest
    start = 0 if whole else max(0, place.column - widest * 2 // 3)
    width = len(str(first + len(lines) - 1))
    for number, line in enumerate(lines, first):
        marked = number == place.line
        yield f" {'>' if marked else ' '} {number:>{width}} | {_clipped(line, start, widest)}".rstrip()
        if marked:
            before = _clipped(line[: place.column - 1], start, widest, whole=True)
            yield f"   {'':>{width}} | {' ' * columns(before)}^"


def _clipped(line: str, start: int, widest: int, *, whole: bool = False) -> str:
    """Return the part of a line from `start` on that fits; minified JSON is one line of a megabyte."""
    cut = line[start : start + widest]
    more = "..." if not whole and len(line) > start + widest else ""
    return f"{'...' if start and line[:start] else ''}{visible(cut)}{more}"


def _fitting(text: str, width: int) -> str:
    """Return as much of the text as fits; a character may take two columns."""
    if columns(text) <= width:
        return text
    taken = 0
    for index, character in enumerate(text):
        taken += columns(character)
        if taken > width - 3:
            return f"{text[:index]}..."
    return text


def _read(file: str) -> bytes:
    try:
        with Path(file).open("rb") as stream:
            return stream.read(_LARGEST)
    except (OSError, ValueError):
        return b""


@lru_cache(maxsize=4)
def _lines(data: bytes) -> list[str]:
    # What is no UTF-8 is shown nevertheless: the place may be that of the bytes that are none.
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if utf_16 else "utf-8-sig", "replace")
    starts = (*lines_of(text).starts, len(text))
    lines = [text[begin:end].rstrip("\r\n") for begin, end in pairwise(starts)]
    return lines if lines and lines[-1] else lines[:-1]
