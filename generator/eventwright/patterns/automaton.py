"""An expression as an automaton over its characters (Glushkov): what may come first, next and last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from eventwright.patterns.syntax import (
    Again,
    Chain,
    Choice,
    End,
    Looked,
    Node,
    One,
    Repeat,
    Start,
    UnreadError,
)

Empty = frozenset[frozenset[type[Start] | type[End]]]
"""The ways to match nothing, each by the anchors that it asks for."""

_ANYWHERE: frozenset[type[Start] | type[End]] = frozenset()
_FREE: Empty = frozenset({_ANYWHERE})
_ANY = r"[\s\S]"


class TooManyStatesError(Exception):
    """The automaton would have more states than are worked with."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """Sets of states are bits of an integer; state `i` has read a character that `sources[i]` matches.

    `first_at_start` and `last_at_end` have what an anchor allows, too. `doubled` are steps that the
    expression knows two ways for: pairs of states, from and to.
    """

    sources: tuple[str, ...]
    follow: tuple[int, ...]
    first: int
    first_at_start: int
    last: int
    last_at_end: int
    empty: Empty
    doubled: frozenset[tuple[int, int]]

    @property
    def always(self) -> bool:
        """Whether every text matches, for the empty part of it does."""
        return any(len(anchors) <= 1 for anchors in self.empty)

    @property
    def at_once(self) -> bool:
        """Whether every text matches where it begins, so that no other place is tried."""
        return any(anchors <= {Start} for anchors in self.empty)


def automaton(node: Node, most: int, *, rough: bool = False) -> Automaton:
    """Return the automaton that searches for an expression.

    `rough` is for questions of cost alone: long counts become loops, what looks around leads nowhere, and
    a group that is read again may be anything. Without it these raise UnreadError; TooManyStatesError is
    raised past `most` states, or where they have very many steps.
    """
    builder = _Builder(most, rough)
    whole = builder.build(node)
    # What has matched already needs no other step, and takes none.
    ended = 0 if builder.guessed else whole.last
    follow = tuple(0 if ended >> state & 1 else each for state, each in enumerate(builder.follow))
    return Automaton(
        sources=tuple(builder.sources),
        follow=follow,
        first=whole.first,
        first_at_start=whole.first_at_start,
        last=whole.last,
        last_at_end=whole.last_at_end,
        empty=whole.empty,
        doubled=frozenset((start, end) for start, end in builder.doubled if follow[start]),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the expression; `first_at_start` and `last_at_end` include `first` and `last`."""

    first: int = 0
    first_at_start: int = 0
    last: int = 0
    last_at_end: int = 0
    empty: Empty = frozenset()


_NOTHING = _Part(empty=_FREE)
_WORK_EACH = 50
_SHORT = 5
"""Counts up to here are written out where only the cost is asked."""


class _Builder:
    def __init__(self, most: int, rough: bool) -> None:
        self.most = most
        self.rough = rough
        self.guessed = False
        self.sources: list[str] = []
        self.follow: list[int] = []
        self.doubled: set[tuple[int, int]] = set()
        self.work = _WORK_EACH * most

    def spend(self, work: int) -> None:
        self.work -= work
        if self.work < 0:
            raise TooManyStatesError

    def build(self, node: Node) -> _Part:
        # Parts that match nothing make no states, however often they are repeated.
        self.spend(1)
        match node:
            case One(source):
                return self.one(source)
            case Start() | End():
                return _Part(empty=frozenset({frozenset({type(node)})}))
            case Chain(parts):
                return self.joined([self._later(part) for part in parts])
            case Choice(branches):
                return _either([self.build(branch) for branch in branches])
            case Repeat():
                return self.repeated(node)
            case Looked() | Again():
                return self.unknown(node)
            case _:
                assert_never(node)

    def _later(self, node: Node) -> Callable[[], _Part]:
        return lambda: self.build(node)

    def one(self, source: str) -> _Part:
        if len(self.sources) >= self.most:
            raise TooManyStatesError
        bit = 1 << len(self.sources)
        self.sources.append(source)
        self.follow.append(0)
        return _Part(bit, bit, bit, bit)

    def unknown(self, node: Looked | Again) -> _Part:
        if not self.rough:
            raise UnreadError
        self.guessed = True
        if isinstance(node, Looked):
            body = _NOTHING if node.body is None else self.build(node.body)
            return _Part(body.first, body.first_at_start, empty=_FREE)
        return self.loop(self.one(_ANY), least=0)

    def repeated(self, node: Repeat) -> _Part:
        least, most = node.least, node.most
        if self.rough and (most or least) > _SHORT:
            return self.rounded(node)
        copies: list[Callable[[], _Part]] = [self._later(node.part)] * max(least - (most is None), 0)
        if most is None:
            copies.append(lambda: self.loop(self.build(node.part), least))
        elif most > least:
            copies.append(lambda: self.options(node.part, most - least))
        return self.joined(copies)

    def rounded(self, node: Repeat) -> _Part:
        """A long count as a loop, or as a short one where it is exact."""
        part = self.build(node.part)
        if part.empty:
            # Which of the copies match nothing is open, so there are many ways for one text.
            self.connect(part.last, part.first)
            self.connect(part.last, part.first)
        if node.most == node.least and not part.empty:
            return self.joined([lambda: part, *[self._later(node.part)] * (_SHORT - 1)])
        if node.least:
            part = self.pair(part, self.build(node.part))
        return self.loop(part, node.least)

    def options(self, node: Node, most: int) -> _Part:
        """At most so many copies, one in another: `(x(x(x)?)?)?`."""
        found = [self.build(node) for _ in range(most)]
        nested = _NOTHING
        for part in reversed(found):
            nested = _either([self.pair(part, nested), _NOTHING])
        return nested

    def loop(self, part: _Part, least: int) -> _Part:
        self.connect(part.last, part.first)
        return part if least else _either([part, _NOTHING])

    def joined(self, parts: Sequence[Callable[[], _Part]]) -> _Part:
        found = _NOTHING
        for part in parts:
            found = self.pair(found, part())
        return found

    def pair(self, before: _Part, after: _Part) -> _Part:
        self.connect(before.last, after.first)
        free_before, free_after = _ANYWHERE in before.empty, _ANYWHERE in after.empty
        start = free_before or frozenset({Start}) in before.empty
        end = free_after or frozenset({End}) in after.empty
        return _Part(
            first=before.first | (after.first if free_before else 0),
            first_at_start=before.first_at_start | (after.first_at_start if start else 0),
            last=after.last | (before.last if free_after else 0),
            last_at_end=after.last_at_end | (before.last_at_end if end else 0),
            empty=frozenset(one | other for one in before.empty for other in after.empty),
        )

    def connect(self, last: int, first: int) -> None:
        self.spend(last.bit_count() * first.bit_count())
        for state in states(last):
            for again in states(self.follow[state] & first):
                self.doubled.add((state, again))
            self.follow[state] |= first


def any_text() -> Automaton:
    """Return the automaton that matches every text with its first character."""
    return automaton(One(_ANY), 1)


def _either(parts: Sequence[_Part]) -> _Part:
    found = _Part()
    for part in parts:
        found = _Part(
            found.first | part.first,
            found.first_at_start | part.first_at_start,
            found.last | part.last,
            found.last_at_end | part.last_at_end,
            found.empty | part.empty,
        )
    return found


def states(bits: int) -> list[int]:
    """Return the numbers of the bits that are set, smallest first."""
    found: list[int] = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
