"""Builds values and marks in one pass, under the limits, for YAML and JSON alike; knows neither syntax."""

from dataclasses import dataclass, field
from typing import NoReturn, cast

from eventwright.json_value import Json
from eventwright.limits import Limits
from eventwright.problems import Pointer
from eventwright.source.findings import Findings, shown
from eventwright.source.tree import Mark, Marks, key_offset_of, packed


@dataclass(slots=True, eq=False)
class OpenMapping:
    """A mapping whose end has not been read; `key` waits for its value, `first` marks repeated keys."""

    offset: int
    value: dict[str, Json] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    key: str | None = None
    key_offset: int = 0
    first: dict[str, Mark] = field(default_factory=dict)
    height: int = 0

    def add(self, value: Json, offset: int, marks: Marks | None) -> None:
        # The reader of the syntax puts a key before every value.
        key = cast("str", self.key)
        both = packed(self.key_offset, offset)
        self.value[key] = value
        self.marks[key] = both if marks is None else (both, marks)
        self.key = None

    def token(self) -> str | None:
        return self.key


@dataclass(slots=True, eq=False)
class OpenSequence:
    """A sequence whose end has not been read."""

    offset: int
    value: list[Json] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    height: int = 0

    def add(self, value: Json, offset: int, marks: Marks | None) -> None:
        both = packed(offset, offset)
        self.value.append(value)
        self.marks.append(both if marks is None else (both, marks))

    def token(self) -> str | None:
        return str(len(self.value))


Open = OpenMapping | OpenSequence


class Builder:
    """What has been read so far: the collections that are open, and the number of nodes.

    The outermost collection is a sequence of ours whose one item is the document.
    """

    def __init__(self, findings: Findings, limits: Limits) -> None:
        self.findings = findings
        self.limits = limits
        self.nodes = 0
        self.document = OpenSequence(0)
        self.top: Open = self.document
        self.enclosing: list[Open] = []

    def pointer(self) -> Pointer:
        """Return the pointer of the node that is read next, or of its mapping where a key is next."""
        tokens = (collection.token() for collection in (*self.enclosing, self.top)[1:])
        return tuple(token for token in tokens if token is not None)

    def open(self, collection: Open) -> None:
        self.count(1, collection.offset)
        self.require_depth(1, collection.offset)
        self.enclosing.append(self.top)
        self.top = collection

    def close(self) -> Open:
        """Leave the innermost collection without giving it to the one around it."""
        closed = self.top
        self.top = self.enclosing.pop()
        if closed.height >= self.top.height:
            self.top.height = closed.height + 1
        return closed

    def close_and_add(self) -> None:
        closed = self.close()
        self.top.add(closed.value, closed.offset, closed.marks)

    def scalar(self, value: Json, offset: int) -> None:
        self.count(1, offset)
        if isinstance(value, str) and len(value) > self.limits.scalar:
            message = f"a text has more than {self.limits.scalar:,} characters"
            self.findings.report("scalar-too-long", message, offset, self.pointer())
        self.top.add(value, offset, None)

    def key(self, text: str, offset: int) -> None:
        mapping = cast("OpenMapping", self.top)
        if text in mapping.marks:
            self._repeated(mapping, text, offset)
        if len(text) > self.limits.key:
            message = f"a key has more than {self.limits.key:,} characters"
            self.findings.report("key-too-long", message, offset, self.pointer())
        mapping.key = text
        mapping.key_offset = offset

    def count(self, nodes: int, offset: int) -> None:
        self.nodes += nodes
        if self.nodes > self.limits.nodes:
            message = f"the document has more than {self.limits.nodes:,} values, counting each alias in full"
            self._refuse("too-many-nodes", message, offset)

    def require_depth(self, height: int, offset: int) -> None:
        if len(self.enclosing) + height > self.limits.depth:
            message = f"more than {self.limits.depth} mappings and sequences stand inside one another"
            self._refuse("too-deep", message, offset)

    def _repeated(self, mapping: OpenMapping, text: str, offset: int) -> None:
        first = mapping.first.setdefault(text, mapping.marks[text])
        line, _ = self.findings.lines.at(key_offset_of(first))
        message = f"the key {shown(text)} stands here again; it stands first on line {line}"
        self.findings.report("duplicate-key", message, offset, (*self.pointer(), text))

    def _refuse(self, code: str, message: str, offset: int) -> NoReturn:
        self.findings.refuse(code, message, offset, self.pointer())
