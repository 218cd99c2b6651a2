"""The end of a class body: where a new method goes and how deep it is indented; nothing is written."""

import ast
import tokenize
from dataclasses import dataclass

from eventwright.scaffold.file import HandlersFile
from eventwright.scaffold.text import Insertion, SourceText, Spot, logical_end

_TAB_STOP = 8
_STEP = "    "


@dataclass(frozen=True, slots=True)
class Tail:
    """The spot behind all of a class, its indentations, and what has to be inserted first for them."""

    spot: Spot
    body: str
    inner: str
    before: tuple[Insertion, ...]

    def placed(self, text: str) -> Insertion:
        """Return methods that are written for columns 4 and 8, below the class and a blank line."""
        lines = "".join(f"\n{self._moved(line)}" for line in text.rstrip("\n").split("\n"))
        return Insertion(self.spot, f"\n{lines}")

    def _moved(self, line: str) -> str:
        if line.startswith(_STEP * 2):
            return self.inner + line.removeprefix(_STEP * 2)
        return self.body + line.removeprefix(_STEP) if line else ""


def tail(node: ast.ClassDef, file: HandlersFile) -> Tail:
    """Look for the end of a class."""
    margin = _indentation(file.source.line(node.lineno))
    colon = _colon(node, file)
    behind = file.tokens[colon + 1]
    if behind.type in (tokenize.COMMENT, tokenize.NEWLINE):
        indent = next(each for each in file.tokens[colon:] if each.type == tokenize.INDENT)
        body, before = _indentation(indent.string), tuple[Insertion, ...]()
    else:
        body, opening = _opened(file, file.tokens[colon].end, behind.start, margin)
        before = (opening,)
    step = body.removeprefix(margin) if body.startswith(margin) and body != margin else _STEP
    end = node.end_lineno or node.lineno
    row = logical_end(file.tokens, (end, file.source.column(end, node.end_col_offset or 0)))
    row = _last_comment(file.source, row, _columns(margin))
    return Tail(file.source.end_of(row), body, body + step, before)


def _colon(node: ast.ClassDef, file: HandlersFile) -> int:
    """The index of the colon that ends the head of a class."""
    start = node.lineno, file.source.column(node.lineno, node.col_offset)
    depth = 0
    for index, token in enumerate(file.tokens):
        if token.start < start or token.type != tokenize.OP:
            continue
        depth += (token.string in "([{") - (token.string in ")]}")
        if token.string == ":" and depth == 0:
            return index
    raise ValueError("a class without a colon")


def _opened(file: HandlersFile, colon: Spot, first: Spot, margin: str) -> tuple[str, Insertion]:
    """Put the body of a class of one line below its head; the white space between them stays."""
    tabs = any(line.startswith("\t") for line in file.source.lines)
    body = margin + ("\t" if tabs else _STEP)
    between = file.source.line(first[0])[colon[1] : first[1]] if colon[0] == first[0] else "\\"
    if body.endswith(between) and len(between) <= len(body) - len(margin):
        return body, Insertion(colon, "\n" + body.removesuffix(between))
    return body, Insertion(first, f"\n{body}")


def _last_comment(source: SourceText, row: int, columns: int) -> int:
    """The last line of the comments below that are indented deeper than the class itself."""
    for number in range(row + 1, len(source.lines) + 1):
        line = source.line(number)
        text = line.strip(" \t\f")
        if text and not (text.startswith("#") and _columns(_indentation(line)) > columns):
            break
        row = number if text else row
    return row


def _indentation(line: str) -> str:
    """The white space in front; Python counts anew behind a form feed."""
    space = line[: len(line) - len(line.lstrip(" \t\f"))]
    return space.rpartition("\f")[2]


def _columns(indentation: str) -> int:
    return len(indentation.expandtabs(_TAB_STOP))
