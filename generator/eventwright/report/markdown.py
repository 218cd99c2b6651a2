"""Remarks as Markdown for the comment of a pull request; no text of a document acts in it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from eventwright.report.remarks import Remark
from eventwright.report.visible import visible

MOST = 65_536
"""The most that a comment on GitHub may have, in UTF-16 code units."""

_LONGEST = 1_000
_RESERVE = 200
_TICKS = re.compile("`+")


def markdown_text(command: str, head: Sequence[str], remarks: Sequence[Remark], tail: str = "") -> str:
    """Return a comment with the worst remarks first, and as many of them as there is room for.

    It begins with a marker that a browser does not show, so that a workflow finds its own comment again.
    `head` and `tail` are Markdown already.
    """
    marker = f"<!-- eventwright {command} -->\n"
    parts = [marker, *_fitting([(f"{line}\n\n",) for line in head], MOST // 2)]
    room = MOST - _RESERVE - sum(map(_units, parts))
    tail = tail if _units(tail) <= room // 2 else ""
    ordered = sorted(remarks, key=lambda remark: remark.kind.rank)
    shown = _fitting([tuple(_ways(remark)) for remark in ordered], room - _units(tail))
    left_out = len(ordered) - len(shown)
    more = f"\nand {left_out} more, for which there is no room here\n" if left_out else ""
    return "".join((*parts, *shown, more, tail))


def _fitting(ways: Sequence[tuple[str, ...]], room: int) -> list[str]:
    """Return as many entries as there is room for, the first ones at the length that is left for them.

    Each comes in several ways, the longest first.
    """
    shown: list[str] = []
    for shortest in (each[-1] for each in ways):
        if _units(shortest) > room:
            break
        shown.append(shortest)
        room -= _units(shortest)
    for index, text in enumerate(shown):
        room += _units(text)
        shown[index] = next(way for way in ways[index] if _units(way) <= room)
        room -= _units(shown[index])
    return shown


def code(text: str) -> str:
    """Return the text as a code span: there is neither a mention in it, nor a link, HTML or markup."""
    shown = visible(text)
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."
    ticks = "`" * (_longest_run(shown) + 1)
    # Of a span that begins and ends with a space, one of each is taken away.
    pad = " " if not shown or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def fenced(lines: Iterable[str], language: str = "text") -> str:
    """Return the lines as a block of code, which nothing in them ends."""
    shown = [visible(line) for line in lines]
    ticks = "`" * max(3, *(_longest_run(line) + 1 for line in shown), 3)
    return "".join(f"{line}\n" for line in (f"{ticks}{language}", *shown, ticks))


def _ways(remark: Remark) -> Iterator[str]:
    """Yield the remark with all that is known of it, then shorter."""
    where = "" if remark.spot is None else f" ({code(remark.spot.text)})"
    lines = [f"- **{remark.word or remark.kind}** {code(remark.rule)}: {code(remark.message)}{where}"]
    if remark.earlier is not None:
        lines.append(f"  - was {code(remark.earlier.text)}")
    lines += (f"  - {code(detail)}" for detail in (remark.aside, *remark.details) if detail)
    short = "".join(f"{line}\n" for line in lines)
    if any(frame for _, frame in remark.frames):
        yield short + _frames(remark)
    yield short
    yield f"{lines[0]}\n"


def _frames(remark: Remark) -> str:
    blocks = "\n".join(fenced((title, *frame)) for title, frame in remark.frames if frame)
    text = f"\n<details><summary>lines</summary>\n\n{blocks}\n</details>\n\n"
    return "".join(f"  {line}".rstrip() + "\n" for line in text.splitlines())


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
