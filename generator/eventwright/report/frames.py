"""Code frames: the lines of a file around a place; which problems get one is decided elsewhere."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from eventwright.problems import Place
from eventwright.report.visible import columns, visible
from eventwright.source.lines import lines_of

_CONTEXT = 2
_WIDEST = 120
_LARGEST = 20_000_000


def frame(place: Place) -> tuple[str, ...]:
    """Return the lines of the frame for a place, whose file is a path from the working directory.

    Empty where the file cannot be read, or has no such line.
    """
    lines = _lines(place.file)
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return ()
    first = max(1, place.line - _CONTEXT)
    return tuple(_rows(lines[first - 1 : place.line + _CONTEXT], first, place))


def _rows(lines: list[str], first: int, place: Place) -> Iterator[str]:
    start = max(0, place.column - _WIDEST * 2 // 3)
    width = len(str(first + len(lines) - 1))
    for number, line in enumerate(lines, first):
        marked = number == place.line
        yield f" {'>' if marked else ' '} {number:>{width}} | {_clipped(line, start)}".rstrip()
        if marked:
            before = _clipped(line[: place.column - 1], start, whole=True)
            yield f"   {'':>{width}} | {' ' * columns(before)}^"


def _clipped(line: str, start: int, *, whole: bool = False) -> str:
    """Return the part of a line from `start` on that fits; minified JSON is one line of a megabyte."""
    cut = line[start : start + _WIDEST]
    more = "..." if not whole and len(line) > start + _WIDEST else ""
    return f"{'...' if start and line[:start] else ''}{visible(cut)}{more}"


def _lines(file: str) -> list[str]:
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(_LARGEST)
    except (OSError, ValueError):
        return []
    # What is no UTF-8 is shown nevertheless: the place may be that of the bytes that are none.
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if utf_16 else "utf-8-sig", "replace")
    starts = (*lines_of(text).starts, len(text))
    lines = [text[begin:end].rstrip("\r\n") for begin, end in pairwise(starts)]
    return lines if lines[-1] else lines[:-1]
