"""New names in an import that stands in the file already, laid out as it is laid out."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventwright.code import Code, code, width
from eventwright.names import Identifier
from eventwright.plan.imports import import_order
from eventwright.scaffold.file import HandlersFile
from eventwright.scaffold.text import LINE_LENGTH, Insertion, Spot, next_sign, on_its_line

_STEP = "    "


@dataclass(frozen=True, slots=True)
class NewName:
    """A name to be imported, and what it is called in the file."""

    name: Identifier
    called: Identifier

    @property
    def text(self) -> Code:
        if self.name == self.called:
            return code("{name}", name=self.name)
        return code("{name} as {called}", name=self.name, called=self.called)


def extended(node: ast.ImportFrom, names: Sequence[NewName], file: HandlersFile) -> Iterator[Insertion]:
    """Yield what adds the names to the import, each behind the one that it is sorted after."""
    listed = [_Listed(each, file) for each in node.names]
    found = _sorted(listed, names)
    if _in_parentheses(node, file) and all(not each.before.strip() for each in listed):
        yield from _on_lines_of_their_own(found)
    elif _too_long(node, names, file) and _can_be_split(node, listed, file):
        yield from _split(found)
    else:
        yield from _on_one_line(found)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A name that the import lists."""

    node: ast.alias
    file: HandlersFile

    @property
    def start(self) -> Spot:
        return self.node.lineno, self.file.source.column(self.node.lineno, self.node.col_offset)

    @property
    def end(self) -> Spot:
        number = self.node.end_lineno or self.node.lineno
        return number, self.file.source.column(number, self.node.end_col_offset or 0)

    @property
    def before(self) -> str:
        """What stands in front of the name on its line."""
        number, column = self.start
        return self.file.source.line(number)[:column]

    def following(self) -> tuple[Spot, bool]:
        """Return the spot of what stands behind the name, and whether that is a comma."""
        row, column = next_sign(self.file.source, self.end)
        return (row, column), self.file.source.line(row)[column : column + 1] == ","


def _in_parentheses(node: ast.ImportFrom, file: HandlersFile) -> bool:
    number = node.end_lineno or node.lineno
    return file.source.line(number)[: file.source.column(number, node.end_col_offset or 0)].endswith(")")


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The listed names with the new ones behind each, and those that come before all."""

    listed: tuple[_Listed, ...]
    front: tuple[NewName, ...]
    behind: tuple[tuple[NewName, ...], ...]


def _sorted(listed: Sequence[_Listed], names: Sequence[NewName]) -> _Sorted:
    """Put each name behind the last one listed that it is sorted after, however those are sorted."""
    order = [import_order(each.node.name) for each in listed]
    groups: dict[int, list[NewName]] = {}
    for name in sorted(names, key=lambda each: import_order(each.name)):
        own = import_order(name.name)
        index = next((index for index in range(len(order) - 1, -1, -1) if order[index] < own), -1)
        groups.setdefault(index, []).append(name)
    behind = tuple(tuple(groups.get(index, ())) for index in range(len(listed)))
    return _Sorted(tuple(listed), tuple(groups.get(-1, ())), behind)


def _on_lines_of_their_own(found: _Sorted) -> Iterator[Insertion]:
    margin = found.listed[-1].before
    for name in found.front:
        yield Insertion(found.listed[0].start, f"{name.text},\n{margin}")
    for each, fresh in zip(found.listed, found.behind, strict=True):
        yield from _below(each, fresh, margin)


def _below(each: _Listed, fresh: Sequence[NewName], margin: str) -> Iterator[Insertion]:
    if not fresh:
        return
    text = "".join(f"\n{margin}{name.text}," for name in fresh)
    source = each.file.source
    (row, column), is_comma = each.following()
    if is_comma:
        ends = on_its_line(source, (row, column + 1)) is None
        yield Insertion(source.end_of(row) if ends else (row, column + 1), text)
    elif row == each.end[0]:
        yield Insertion(each.end, f",{text}")
    else:
        yield Insertion(each.end, ",")
        yield Insertion(source.end_of(each.end[0]), text)


def _on_one_line(found: _Sorted) -> Iterator[Insertion]:
    for name in found.front:
        yield Insertion(found.listed[0].start, f"{name.text}, ")
    for each, fresh in zip(found.listed, found.behind, strict=True):
        yield from (Insertion(each.end, f", {name.text}") for name in fresh)


def _too_long(node: ast.ImportFrom, names: Sequence[NewName], file: HandlersFile) -> bool:
    more = sum(width(each.text) + len(", ") for each in names)
    return file.source.column(node.lineno, node.end_col_offset or 0) + more > LINE_LENGTH


def _can_be_split(node: ast.ImportFrom, listed: Sequence[_Listed], file: HandlersFile) -> bool:
    """Only a line of its own without parentheses, its names parted by a comma and one space."""
    line = file.source.line(node.lineno)
    margin = line[: file.source.column(node.lineno, node.col_offset)]
    closed = file.source.column(node.lineno, node.end_col_offset or 0) == listed[-1].end[1]
    apart = all(line[each.start[1] - 2 : each.start[1]] == ", " for each in listed[1:])
    return node.end_lineno == node.lineno and not margin.strip(" ") and closed and apart


def _split(found: _Sorted) -> Iterator[Insertion]:
    """Parentheses around the names, and each on a line of its own; the spaces between them stay."""
    line = found.listed[0].file.source.line(found.listed[0].start[0])
    outer = line[: len(line) - len(line.lstrip(" "))]
    margin = outer + _STEP
    front = "".join(f"{name.text},\n{margin}" for name in found.front)
    yield Insertion(found.listed[0].start, f"(\n{margin}{front}")
    for each, fresh in zip(found.listed, found.behind, strict=True):
        text = "".join(f",\n{margin}{name.text}" for name in fresh)
        if each is found.listed[-1]:
            yield Insertion(each.end, f"{text},\n{outer})")
            continue
        yield Insertion(each.end, text)
        row, column = each.end
        yield Insertion((row, column + 1), f"\n{margin[:-1]}")
