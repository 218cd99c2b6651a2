"""The structure of a regular expression as Python's `re` reads it; what it costs to match is not asked."""

import re
from dataclasses import dataclass

MOST_COPIES = 100_000


class UnreadError(Exception):
    """The expression has a part whose meaning this reader does not know."""


@dataclass(frozen=True, slots=True)
class One:
    """One character: the part of the expression that says which, to be compiled by itself."""

    source: str


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of the text."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of the text."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What looks around without going on: a boundary of a word (`body` is None), or an expression."""

    body: "Node | None"


@dataclass(frozen=True, slots=True)
class Again:
    """What a group matched, once more."""


@dataclass(frozen=True, slots=True)
class Chain:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Choice:
    branches: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """`most` is None where there is no end."""

    part: "Node"
    least: int
    most: int | None


Node = One | Start | End | Looked | Again | Chain | Choice | Repeat

_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_OCTAL = re.compile(r"\\(?:0[0-7]{0,2}|[0-3][0-7]{2})")
_GROUP_AGAIN = re.compile(r"\\[1-9][0-9]?|\(\?P=[^)]*\)")
_CHARACTER = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]*\}|[^ABZbxuUN0-9])|[^\\]", re.DOTALL
)
_FLAGS = re.compile(r"\(\?[aisu]+\)")
_COMMENT = re.compile(r"\(\?#[^)]*\)")
_OPENING = re.compile(r"\((?:\?(?::|P<[^>]*>))?(?!\?)")
_LOOK = re.compile(r"\(\?(?:<?[=!])")
_COUNT = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}")
_ANCHORS: dict[str, Node] = {"^": Start(), "$": End()}
_ESCAPED: dict[str, Node] = {r"\A": Start(), r"\Z": End(), r"\b": Looked(None), r"\B": Looked(None)}


def read_pattern(text: str) -> Node:
    """Return the structure of an expression that Python compiles; `$` is the very end of the text.

    Raises UnreadError for what only Python has: flags of a group, conditions, atomic groups, quantifiers that
    give nothing back.
    """
    reader = _Reader(text)
    node = reader.choice()
    if reader.at != len(text):
        raise UnreadError(text)
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.flags = self.match(_FLAGS) or ""

    def choice(self) -> Node:
        branches = [self.chain()]
        while self.take("|"):
            branches.append(self.chain())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def chain(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            if self.match(_COMMENT) is None:
                parts.append(self.repeated(self.part()))
        return parts[0] if len(parts) == 1 else Chain(tuple(parts))

    def part(self) -> Node:
        if self.text[self.at] in _ANCHORS:
            self.at += 1
            return _ANCHORS[self.text[self.at - 1]]
        if self.text[self.at : self.at + 2] in _ESCAPED:
            self.at += 2
            return _ESCAPED[self.text[self.at - 2 : self.at]]
        if self.text[self.at] == "(":
            return self.group()
        if self.text[self.at] == "[":
            return self.one(_CLASS)
        if octal := self.match(_OCTAL):
            return One(self.flags + octal)
        return Again() if self.match(_GROUP_AGAIN) else self.one(_CHARACTER)

    def one(self, expression: re.Pattern[str]) -> Node:
        source = self.match(expression)
        if source is None:
            raise UnreadError(self.text)
        return One(self.flags + source)

    def group(self) -> Node:
        if self.match(_GROUP_AGAIN):
            return Again()
        looks = self.match(_LOOK) is not None
        if not looks and self.match(_OPENING) is None:
            raise UnreadError(self.text)
        node = self.choice()
        if not self.take(")"):
            raise UnreadError(self.text)
        return Looked(node) if looks else node

    def repeated(self, node: Node) -> Node:
        bounds = self.bounds()
        if bounds is None:
            return node
        if not self.take("?") and self.take("+"):
            raise UnreadError(self.text)
        return Repeat(node, *bounds)

    def bounds(self) -> tuple[int, int | None] | None:
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        mark = self.text[self.at : self.at + 1]
        if mark in simple:
            self.at += 1
            return simple[mark]
        counted = _COUNT.match(self.text, self.at)
        # `{}` is text to Python.
        if counted is None or counted[0] == "{}":
            return None
        self.at = counted.end()
        least, most = counted[1] or "0", counted[3] if counted[2] else counted[1]
        return min(int(least), MOST_COPIES), min(int(most), MOST_COPIES) if most else None

    def take(self, mark: str) -> bool:
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) if found else 0
        return found

    def match(self, expression: re.Pattern[str]) -> str | None:
        found = expression.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        return found[0]
