"""A document that is changed: values beside their marks; what others share is copied before it is changed."""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, TypeAlias

from eventwright.json_value import Json
from eventwright.overlay.actions import Update
from eventwright.overlay.work import Sizes, Work
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

    def __init__(self, value: Json, mark: Mark, work: Work) -> None:
        self._top: list[Json] = [value]
        self._top_marks: list[Mark] = [mark]
        self._work = work
        # Kept, so that no other value gets the identity of one that is gone.
        self._owned: dict[int, Json] = {}
        self._sizes = Sizes(self._owned)
        self.nodes = self._sizes.of(value)[0]
        """How many values there are, with every alias expanded."""

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
        below: dict[Parts, set[str | int]] = {}
        for parts in found:
            below.setdefault(parts[:-1], set()).add(parts[-1])
        # The last go first: what is further down goes before what is around it.
        for parts in sorted(below, reverse=True):
            value, marks = self._opened(parts)
            gone = below[parts]
            self.nodes -= sum(self._sizes.of(value[part])[0] for part in gone)
            if isinstance(value, list):
                self._work.look(len(value))
                kept = [index for index in range(len(value)) if index not in gone]
                value[:], marks[:] = [value[index] for index in kept], [marks[index] for index in kept]
                continue
            for part in gone:
                del value[part], marks[part]

    def height_of(self, update: Update) -> int:
        """Return how many collections stand inside one another in what is to come."""
        return self._sizes.of(update.value)[1]

    def update(self, parts: Parts, update: Update) -> None:
        """Append to a list, or merge into a mapping; raises UnfitError where the kinds do not fit."""
        value, marks = self._opened(parts)
        if isinstance(value, list):
            self._add(update.value)
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
            self._work.look()
            stands, mark = value.get(key), below[key]
            if not isinstance(stands, dict | list):
                self._add(comes)
                self.nodes -= key in value
                value[key], marks[key] = comes, numbered(mark, number)
            elif isinstance(stands, dict) and isinstance(comes, dict):
                self._merge(*self._child(value, marks, key), comes, _below(mark), number, (*at, key))
            elif isinstance(stands, list) and isinstance(comes, list):
                inner, inner_marks = self._child(value, marks, key)
                self._work.look(len(comes))
                self._add(*comes)
                inner.extend(comes)
                inner_marks.extend(numbered(each, number) for each in _items(mark))
            else:
                raise UnfitError((*at, key), stands, comes)

    def _add(self, *values: Json) -> None:
        self.nodes += sum(self._sizes.of(value)[0] for value in values)

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
            self._work.look(len(child))
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
