"""A spot in the documents that is being read; a wrong type there reads as nothing, and `grammar` tells it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from eventwright.json_value import Json
from eventwright.problems import Place, Problem, pointer_text
from eventwright.resolve import Location, Resolved
from eventwright.rules import finding

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run of a reader shares: the documents, and the problems found so far."""

    resolved: Resolved
    problems: list[Problem] = field(default_factory=list)


class Anchored(str):
    """The text of a reference, and what it points to where it is written: it may be read from elsewhere."""

    __slots__ = ("target",)

    target: Location

    def __new__(cls, text: str, target: Location) -> "Anchored":
        made = super().__new__(cls, text)
        made.target = target
        return made


# Like a location, this is made for every node.
class Cursor(NamedTuple):
    """A value and where it stands. `value` may differ from the file's where traits were merged into it."""

    reading: Reading
    value: Json
    location: Location

    @property
    def key(self) -> str:
        """The location as one text, `file#/pointer`; without the file where that is the document itself."""
        file = "" if self.location.file == self.reading.resolved.entry else self.location.file
        return f"{file}#{pointer_text(self.location.pointer)}"

    @property
    def place(self) -> Place:
        return self.reading.resolved.place(self.location)

    @property
    def mapping(self) -> dict[str, Json]:
        """The value when it is a mapping, else an empty one."""
        return self.value if isinstance(self.value, dict) else {}

    def report(self, code: str, message: str, hint: str = "") -> None:
        self.reading.problems.append(finding(code, message, self.place, hint))

    def followed(self) -> "Cursor | None":
        """The end of the chain of references that starts here; None when broken (noted by `resolve`)."""
        if not isinstance(self.value, dict) or not isinstance(self.value.get("$ref"), str):
            return self
        resolved = self.reading.resolved
        text = self.value["$ref"]
        assert isinstance(text, str)
        target = text.target if isinstance(text, Anchored) else resolved.target(text, self.location)
        end = None if target is None else resolved.follow(target)
        return None if end is None else Cursor(self.reading, resolved.node(end), end)

    def child(self, name: str) -> "Cursor | None":
        """What stands under a key; None when the key is absent."""
        mapping = self.mapping
        return self._below(name, mapping[name]) if name in mapping else None

    def entries(self, name: str) -> Iterator[tuple[str, "Cursor"]]:
        """The named children of the mapping that stands under a key, in the document's order."""
        child = self.child(name)
        if child is not None:
            yield from child.named()

    def named(self) -> Iterator[tuple[str, "Cursor"]]:
        """The children of this mapping."""
        for name, value in self.mapping.items():
            yield name, self._below(name, value)

    def elements(self, name: str) -> "Iterator[Cursor]":
        """The elements of the list that stands under a key."""
        child = self.child(name)
        if child is not None:
            yield from child.listed()

    def listed(self) -> "Iterator[Cursor]":
        """The elements of this list; nothing when it is none."""
        for index, value in enumerate(self.value if isinstance(self.value, list) else ()):
            yield self._below(str(index), value)

    def text(self, name: str) -> str:
        """The text under a key, `""` when absent or when it is no text."""
        return self._typed(name, str) or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts in the list under a key."""
        return tuple(element.value for element in self.elements(name) if isinstance(element.value, str))

    def flag(self, name: str) -> bool:
        return self._typed(name, bool) or False

    def number(self, name: str) -> int | float | None:
        value = self.mapping.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def amount(self, name: str) -> int | None:
        """A whole number of things, not below zero; `2.0` counts as 2 (Draft-07, 6.3.1)."""
        number = self.number(name)
        return None if number is None or number < 0 or number != int(number) else int(number)

    def extensions(self) -> Mapping[str, Json]:
        """The fields that start with `x-`, as they stand."""
        return {name: value for name, value in self.mapping.items() if name.startswith("x-")}

    def _below(self, name: str, value: Json) -> "Cursor":
        return Cursor(self.reading, value, self.location.child(name))

    def _typed(self, name: str, kind: type[T]) -> T | None:
        value = self.mapping.get(name)
        return value if isinstance(value, kind) else None
