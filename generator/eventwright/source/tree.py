"""A parsed document, its values beside the marks of where they stand; nothing that reads text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from eventwright.json_value import Json
from eventwright.problems import Place, Pointer, pointer_text
from eventwright.source.lines import Lines, lines_of

Mark: TypeAlias = int | tuple[int, "Marks"]
"""Where a node stands: offsets of its key and of itself in one integer (`packed`), then the children's.

A node that another file has brought in has that file's number in front of them (`numbered`).
"""

Marks: TypeAlias = dict[str, Mark] | list[Mark]

_OFFSET_BITS = 32
_OFFSET_MASK = (1 << _OFFSET_BITS) - 1

_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")


def packed(key_offset: int, offset: int) -> int:
    """Return both offsets as one integer, which takes a third of the memory that a tuple does."""
    return key_offset << _OFFSET_BITS | offset


def numbered(mark: Mark, number: int) -> Mark:
    """Return the mark of a node of another file, which holds for all below it that is not marked anew."""
    offsets = number << 2 * _OFFSET_BITS
    return mark | offsets if isinstance(mark, int) else (mark[0] | offsets, mark[1])


def number_of(mark: Mark) -> int:
    """Return the number of the file that has brought the node in; 0 says what is around it."""
    return (mark if isinstance(mark, int) else mark[0]) >> 2 * _OFFSET_BITS


def key_offset_of(mark: Mark) -> int:
    """Return the offset of the key, or of the node itself where it has none."""
    return (mark if isinstance(mark, int) else mark[0]) >> _OFFSET_BITS & _OFFSET_MASK


def offset_of(mark: Mark) -> int:
    """Return the offset of the node itself."""
    return (mark if isinstance(mark, int) else mark[0]) & _OFFSET_MASK


# Without slots, as the cached properties need a dictionary.
@dataclass(frozen=True)
class Tree:
    """A document: its file name, its text without byte order mark, its value and where each node stands.

    Values that an alias repeats are one object, so nothing may be changed in place. `mark` is called once,
    when the first place is asked for. `others` are files whose nodes have been brought in, by their numbers
    from 1 on.
    """

    name: str
    text: str = field(repr=False)
    value: Json = field(repr=False)
    mark: Callable[[], Mark] = field(repr=False)
    others: tuple["Tree", ...] = field(default=(), repr=False)

    @cached_property
    def marks(self) -> Mark:
        return self.mark()

    @cached_property
    def lines(self) -> Lines:
        return lines_of(self.text)

    def get(self, pointer: Pointer) -> Json:
        """Return the node at a pointer; raises KeyError where there is none."""
        node = self.value
        for token in pointer:
            node = child(node, token)
        return node

    def place(self, pointer: Pointer, key: bool = False) -> Place:
        """Return where a node, or with `key` its key, stands; below what exists, the nearest ancestor's."""
        return PlaceInTree(self, pointer, key)

    def mark_at(self, pointer: Pointer) -> Mark:
        """Return the mark of a node; below what exists, the nearest ancestor's."""
        return self._marked(pointer)[1]

    def position(self, pointer: Pointer, key: bool) -> tuple[int, int]:
        """Return the line and column of a place."""
        tree, mark = self._marked(pointer)
        return tree.lines.at(key_offset_of(mark) if key else offset_of(mark))

    def written(self, pointer: Pointer) -> str:
        """Return the name of the file that a node is written in."""
        return self._marked(pointer)[0].name

    def _marked(self, pointer: Pointer) -> tuple["Tree", Mark]:
        mark = self.marks
        number = number_of(mark)
        for token in pointer:
            below = _mark_below(mark, token)
            if below is None:
                break
            mark = below
            number = number_of(mark) or number
        return (self.others[number - 1] if number else self), mark


class PlaceInTree(Place):
    """A place that is looked for when it is asked for: each schema has one, and most are never told."""

    __slots__ = ("_key", "_tokens", "_tree")

    _key: bool
    _tokens: Pointer
    _tree: Tree

    def __init__(self, tree: Tree, tokens: Pointer, key: bool) -> None:
        # As frozen classes do; what stays without a value is asked of `__getattr__`.
        put = object.__setattr__
        put(self, "file", tree.name)
        put(self, "_tree", tree)
        put(self, "_tokens", tokens)
        put(self, "_key", key)

    @property
    def written(self) -> str:
        return self._tree.written(self._tokens)

    def __getattr__(self, name: str) -> int | str:
        if name == "pointer":
            found: int | str = pointer_text(self._tokens)
        elif name in {"line", "column"}:
            found = self._tree.position(self._tokens, self._key)[name == "column"]
        else:
            raise AttributeError(name)
        object.__setattr__(self, name, found)
        return found


def child(node: Json, token: str) -> Json:
    """Return what one reference token of RFC 6901 selects; raises KeyError where that is nothing."""
    if isinstance(node, dict):
        return node[token]
    if isinstance(node, list) and _INDEX.fullmatch(token) and int(token) < len(node):
        return node[int(token)]
    raise KeyError(token)


def _mark_below(mark: Mark, token: str) -> Mark | None:
    if isinstance(mark, int):
        return None
    marks = mark[1]
    if isinstance(marks, dict):
        return marks.get(token)
    return marks[int(token)] if _INDEX.fullmatch(token) and int(token) < len(marks) else None
