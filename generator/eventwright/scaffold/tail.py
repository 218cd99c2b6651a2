"""The end of a class body: where a new method goes and how deep it is indented; nothing is written."""

import ast
from dataclasses import dataclass

from eventwright.scaffold.file import HandlersFile
from eventwright.scaffold.text import SPACE, Insertion, SourceText, Spot, logical_end, next_sign, on_its_line

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
    """Look for the end of a class that has a base."""
    source = file.source
    margin = _indentation(source.line(node.lineno))
    colon = _colon(node, source)
    first = _behind(colon, source)
    before: tuple[Insertion, ...] = ()
    if first is None:
        body = _body_indentation(first_line(node.body[0]), source)
    else:
        body, opening = _opened(source, colon, first, margin)
        before = (opening,)
    step = body.removeprefix(margin) if body.startswith(margin) and body != margin else _STEP
    row = _last_comment(source, logical_end(source, end_of(node, source)), _columns(margin))
    return Tail(source.end_of(row), body, body + step, before)


def first_line(node: ast.stmt) -> int:
    """Return the line that a statement starts on, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def end_of(node: ast.stmt | ast.expr | ast.keyword, source: SourceText) -> Spot:
    """Return the spot behind a node."""
    number = node.end_lineno or node.lineno
    return number, source.column(number, node.end_col_offset or 0)


def _colon(node: ast.ClassDef, source: SourceText) -> Spot:
    """The colon behind the last base: nothing but a comma and parentheses stand between them."""
    bases: list[ast.expr | ast.keyword] = [*node.bases, *node.keywords]
    spot = next_sign(source, max(end_of(each, source) for each in bases))
    while source.line(spot[0])[spot[1]] != ":":
        spot = next_sign(source, (spot[0], spot[1] + 1))
    return spot


def _behind(colon: Spot, source: SourceText) -> Spot | None:
    """What follows the colon on its logical line, None where the body starts below."""
    row, column = colon[0], colon[1] + 1
    while source.line(row)[column:].strip(SPACE) == "\\":
        row, column = row + 1, 0
    return on_its_line(source, (row, column))


def _body_indentation(number: int, source: SourceText) -> str:
    """The indentation of a body by the line of its first statement.

    Of lines that a backslash joins in front of the statement, the first that is indented counts, in columns.
    """
    first = number
    while source.line(first - 1).strip(SPACE) == "\\":
        first -= 1
    joined = [_indentation(source.line(each)) for each in range(first, number)]
    deep = next((each for each in joined if each), None)
    return _indentation(source.line(number)) if deep is None else " " * _columns(deep)


def _opened(source: SourceText, colon: Spot, first: Spot, margin: str) -> tuple[str, Insertion]:
    """Put the body of a class of one line below its head; the white space between them stays."""
    tabs = any(line.startswith("\t") for line in source.lines)
    body = margin + ("\t" if tabs else _STEP)
    between = source.line(first[0])[colon[1] + 1 : first[1]] if colon[0] == first[0] else "\\"
    if body.endswith(between) and len(between) <= len(body) - len(margin):
        return body, Insertion((colon[0], colon[1] + 1), "\n" + body.removesuffix(between))
    return body, Insertion(first, f"\n{body}")


def _last_comment(source: SourceText, row: int, columns: int) -> int:
    """The last line of the comments below that are indented deeper than the class itself."""
    for number in range(row + 1, len(source.lines) + 1):
        line = source.line(number)
        text = line.strip(SPACE)
        if text and not (text.startswith("#") and _columns(_indentation(line)) > columns):
            break
        row = number if text else row
    return row


def _indentation(line: str) -> str:
    """The white space in front; Python counts anew behind a form feed."""
    space = line[: len(line) - len(line.lstrip(SPACE))]
    return space.rpartition("\f")[2]


def _columns(indentation: str) -> int:
    return len(indentation.expandtabs(_TAB_STOP))
