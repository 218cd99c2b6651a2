"""How a text of the document becomes a docstring; whatever stands in the text, it stays text."""

import re
import textwrap
from collections.abc import Iterator
from functools import lru_cache

from eventwright.code.compose import Code
from eventwright.code.displays import LINE_LENGTH, fits, width
from eventwright.code.literals import escaped

# Running text is easier to read where its lines end before those of code.
_SHORTER = 10
_LEAST_WIDTH = 40
_LINE_BREAK = re.compile(r"\r\n?|\n")
_KEPT_LINE = re.compile(r"[ \-*+|>#=~`]|[0-9]+[.)]")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE_RUN = re.compile(r'"{3,}')
_HARD_BREAK = "  "

# A quote at the end with an even number of backslashes before it: none of them escapes it.
_OPEN_QUOTE = re.compile(r'(?<!\\)((?:\\\\)*)"\Z')
_ESCAPED_QUOTE = r'\1\\"'


# Fields of many schemas are told of in the same words.
@lru_cache(maxsize=1024)
def docstring(text: str, indent: int, line_length: int = LINE_LENGTH) -> Code:
    """Return the text as a docstring to be put at column `indent`; the first line comes without the indent.

    Paragraphs with a line that ends less than ten columns before `line_length` are filled again; lists,
    tables, code and headings are left. Raises ValueError for a text of nothing but white space.
    """
    found = _lines(text)
    if not found:
        raise ValueError("a docstring needs a text")
    broken = list(_wrapped(found, max(line_length - _SHORTER - indent, _LEAST_WIDTH)))
    if len(found) == 1 and _stays(whole := _assembled([_escaped(found[0])], ""), indent, line_length):
        return Code(whole)
    return Code(_assembled(broken, " " * indent))


def _stays(whole: str, indent: int, line_length: int) -> bool:
    return fits(whole, indent, LINE_LENGTH - line_length)


def _lines(text: str) -> list[str]:
    # As `inspect.cleandoc` does it: the first line says nothing about the margin of the others.
    found = [line.rstrip("\t ") and line.expandtabs(4) for line in _LINE_BREAK.split(text)]
    while found and not found[0]:
        del found[0]
    while found and not found[-1]:
        del found[-1]
    if not found:
        return []
    margin = min((len(line) - len(line.lstrip(" ")) for line in found[1:] if line), default=0)
    return [found[0].lstrip(" "), *(line[margin:] for line in found[1:])]


def _escaped(line: str) -> str:
    return escaped(line.rstrip(" "))


def _wrapped(found: list[str], columns: int) -> Iterator[str]:
    paragraph: list[str] = []
    fenced = False
    for line in found:
        fence = _FENCE.match(line) is not None
        if fenced or fence or not line or _KEPT_LINE.match(line):
            yield from _filled(paragraph, columns)
            paragraph = []
            yield _escaped(line)
        else:
            paragraph.append(_escaped(line))
            if line.endswith(_HARD_BREAK):
                yield from _filled(paragraph, columns)
                paragraph = []
        fenced ^= fence
    yield from _filled(paragraph, columns)


def _filled(paragraph: list[str], columns: int) -> list[str]:
    if all(width(line) <= columns for line in paragraph):
        return paragraph
    return textwrap.wrap(" ".join(paragraph), columns, break_long_words=False, break_on_hyphens=False)


def _assembled(broken: list[str], margin: str) -> str:
    first, *others = (_without_triple_quotes(line) for line in broken)
    if not others:
        return _on_one_line(first)
    return "\n".join([f'"""{_opening(first)}', *(line and margin + line for line in others), f'{margin}"""'])


def _without_triple_quotes(line: str) -> str:
    return _QUOTE_RUN.sub(lambda run: '\\"' * len(run[0]), line)


def _opening(line: str) -> str:
    return f"\\{line}" if line.startswith('"') else line


def _on_one_line(line: str) -> str:
    opened = _opening(line)
    return f'"""{_OPEN_QUOTE.sub(_ESCAPED_QUOTE, opened)}"""'
