"""A document that is changed: values beside their marks; what others share is copied before it is changed."""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, TypeAlias

from eventwright.json_value import Json
from eventwright.overlay.actions import Update
from eventwright.problems import Pointer
from eventwright.source.tree import Mark, Marks, numbered

Parts: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead to a node; the empty tuple is the whole document."""


class UnfitError(Exception):
    """A mapping or list meets a value of another kind; `pointer` leads there within the update."""

    def __init__(self, pointer: Pointer, stands: Json, comes: Json) -> None:
        super().__init__(f"{kind_of(comes)} cannot be merged into {kind_of(stands)}")
        self.pointer = pointer


class Canvas:
    """The document as it is after the changes so far; what it was made of stays as it is."""

    def __init__(self, value: Json, mark: Mark) -> None:
        self._top: list[Json] = [value]
        self._top_marks: list[Mark] = [mark]
        # Kept, so that no other value gets the identity of one that is gone.
        self._owned: dict[int, Json] = {}

    @property
    def value(self) -> Json:
        return self._top[0]

    @property
    def mark(self) -> Mark:
        return self._top_marks[0]

    def node(self, parts: Parts) -> Json:
        """Return the node that the parts lead to."""
        return reduce(_child, parts, self.value)

    def remove(self, found: Iterable[Parts]) -> None:
        """Remove nodes other than the whole document."""
        # The last go first: what is below goes before what is around it, and indices before it stay.
        for parts in sorted(found, reverse=True):
            value, marks = self._opened(parts[:-1])
            del value[parts[-1]]
            del marks[parts[-1]]

    def update(self, parts: Parts, update: Update) -> None:
        """Append to a list, or merge into a mapping; raises UnfitError where the kinds do not fit."""
        value, marks = self._opened(parts)
        if isinstance(value, list):
            value.append(update.value)
            marks.append(numbered(update.mark, update.number))
        elif isinstance(update.value, dict):
            self._merge(value, marks, update.value, _below(update.mark), update.number, ())
        else:
            raise UnfitError((), value, update.value)

    def _merge(
        self, value: Any, marks: Any, update: Mapping[str, Json], below: Any, number: int, at: Pointer
    ) -> None:
        for key, comes in update.items():
            stands, mark = value.get(key), below[key]
            if not isinstance(stands, dict | list):
                value[key], marks[key] = comes, numbered(mark, number)
            elif isinstance(stands, dict) and isinstance(comes, dict):
                self._merge(*self._child(value, marks, key), comes, _below(mark), number, (*at, key))
            elif isinstance(stands, list) and isinstance(comes, list):
                inner, inner_marks = self._child(value, marks, key)
                inner.extend(comes)
                inner_marks.extend(numbered(each, number) for each in _items(mark))
            else:
                raise UnfitError((*at, key), stands, comes)

    def _opened(self, parts: Parts) -> tuple[Any, Any]:
        """Return a container and its marks, made our own with all around it."""
        value, marks = self._child(self._top, self._top_marks, 0)
        for part in parts:
            value, marks = self._child(value, marks, part)
        return value, marks

    def _child(self, value: Any, marks: Any, part: str | int) -> tuple[Any, Any]:
        child: Any = value[part]
        offsets, below = marks[part]
        if id(child) not in self._owned:
            child, below = child.copy(), below.copy()
            value[part], marks[part] = child, (offsets, below)
            self._owned[id(child)] = child
        return child, below


def _child(value: Any, part: str | int) -> Json:
    child: Json = value[part]
    return child


def kind_of(value: Json) -> str:
    """Return what a value is, for a message."""
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a scalar"


def _items(mark: Mark) -> list[Mark]:
    """Return the marks below that of a list."""
    marks = _below(mark)
    return marks if isinstance(marks, list) else []


def _below(mark: Mark) -> Marks:
    """Return the marks below that of a mapping or a list."""
    return {} if isinstance(mark, int) else mark[1]
