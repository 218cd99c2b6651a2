"""A spot in the documents that is being read; wrong types there become problems, never exceptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from eventwright.json_value import Json
from eventwright.problems import Level, Place, Problem, pointer_text
from eventwright.resolve import Location, Resolved

T = TypeVar("T")

_TYPE_NAMES: Mapping[type, str] = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a mapping",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run of a reader shares: the documents, and the problems found so far."""

    resolved: Resolved
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cursor:
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
        """The value when it is a mapping; else a problem was noted and it reads as an empty one."""
        if isinstance(self.value, dict):
            return self.value
        self._expected("a mapping")
        return {}

    def report(self, code: str, message: str, hint: str = "", *, level: Level = Level.ERROR) -> None:
        self.reading.problems.append(Problem(code, message, self.place, hint, level))

    def followed(self) -> "Cursor | None":
        """The end of the chain of references that starts here; None when broken (noted by `resolve`)."""
        if not isinstance(self.value, dict) or not isinstance(self.value.get("$ref"), str):
            return self
        resolved = self.reading.resolved
        text = self.value["$ref"]
        assert isinstance(text, str)
        target = resolved.target(text, self.location)
        end = None if target is None else resolved.follow(target)
        return None if end is None else Cursor(self.reading, resolved.node(end), end)

    def child(self, name: str) -> "Cursor | None":
        """What stands under a key; None when the key is absent."""
        if name not in self.mapping:
            return None
        return self._below(name, self.mapping[name])

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
        """The elements of this list; a problem and nothing when it is none."""
        if not isinstance(self.value, list):
            self._expected("a list")
            return
        for index, value in enumerate(self.value):
            yield self._below(str(index), value)

    def text(self, name: str) -> str:
        """The text under a key, `""` when absent or when it is no text (which is noted)."""
        return self._typed(name, str, "text") or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The list of texts under a key."""
        found: list[str] = []
        for element in self.elements(name):
            if isinstance(element.value, str):
                found.append(element.value)
            else:
                element._expected("text")
        return tuple(found)

    def flag(self, name: str) -> bool:
        return self._typed(name, bool, "a boolean") or False

    def number(self, name: str) -> int | float | None:
        child = self.child(name)
        if child is None:
            return None
        if type(child.value) in (int, float):
            return child.value  # type: ignore[return-value]  # mypy does not narrow by `type(...) in`
        child._expected("a number")
        return None

    def count(self, name: str) -> int | None:
        """A whole number of things, not below zero; `2.0` counts as 2 (Draft-07, 6.3.1)."""
        number = self.number(name)
        if number is None:
            return None
        if number < 0 or number != int(number):
            child = self.child(name)
            assert child is not None
            child._expected("a whole number not below zero")
            return None
        return int(number)

    def extensions(self) -> Mapping[str, Json]:
        """The fields that start with `x-`, as they stand."""
        return {name: value for name, value in self.mapping.items() if name.startswith("x-")}

    def _below(self, name: str, value: Json) -> "Cursor":
        return Cursor(self.reading, value, self.location.child(name))

    def _typed(self, name: str, kind: type[T], description: str) -> T | None:
        child = self.child(name)
        if child is None:
            return None
        if isinstance(child.value, kind):
            return child.value
        child._expected(description)
        return None

    def _expected(self, description: str) -> None:
        got = _TYPE_NAMES[type(self.value)]
        last = self.location.pointer[-1] if self.location.pointer else "the document"
        hint = "put it in quotes" if description == "text" and got == "a number" else ""
        self.report("wrong-type", f"{last!r} must be {description}, not {got}", hint)
