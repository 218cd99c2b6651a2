"""How the time that `re` takes grows with a text: the degree of ambiguity of the automaton it goes through.

After Weber and Seidl, "On the degree of ambiguity of finite automata": time is exponential where a state
comes back to itself by two ways that read the same, a power of the length where such loops follow each other.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from eventwright.patterns.automaton import Automaton, states
from eventwright.patterns.components import components

EXPONENTIAL = 1_000
"""Stands for a degree that no power has; what is too large to be judged counts as this."""

At = TypeVar("At", bound=tuple[int, ...])

_START = -1
_FORKS = 8
_MOST_WRITTEN = 500
_ASCII = 128
_LAST = 0x10FFFF
_WIDE = "\xa0\u0130\xe9\u07c0\u0663\u03a9\u0436\u2028\u3000\u20ac\u4e00\uac00\U0001f600\U0010ffff"


class TooMuchWorkError(Exception):
    """The question costs more steps than are spent on it."""


@dataclass(slots=True)
class _Budget:
    """Steps that may still be taken."""

    left: int

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooMuchWorkError


@dataclass(frozen=True, slots=True)
class _Graph:
    """The steps between states and, for each state, the sample characters that it reads, as bits.

    The last state is the search, which begins anew at each character; nothing leads to it.
    """

    follow: tuple[tuple[int, ...], ...]
    reads: tuple[int, ...]
    first: tuple[int, ...]


def degree(found: Automaton, steps: int, *, once: bool = False) -> int:
    """Return 0 where time is in proportion to the text, else the power beyond that, or EXPONENTIAL.

    With `once` the expression is tried at the beginning of a text only. What would take more than so many
    steps to judge counts as EXPONENTIAL.
    """
    graph = _graph(found, once=once)
    parts: list[tuple[int, ...]] = components(dict(enumerate(graph.follow)))
    loops = [part for part in parts if len(part) > 1 or any(state in graph.follow[state] for state in part)]
    home = {state: number for number, part in enumerate(parts) for state in part}
    if any(home[start] == home[end] for start, end in found.doubled):
        return EXPONENTIAL
    budget = _Budget(steps)
    try:
        return EXPONENTIAL if _forks(graph, budget) >= _FORKS else _longest_chain(graph, loops, budget)
    except TooMuchWorkError:
        return EXPONENTIAL


def _graph(found: Automaton, *, once: bool) -> _Graph:
    samples = _samples(found.sources)
    known = {source: _reads(source, samples) for source in set(found.sources)}
    first = tuple(states(found.first))
    search = (len(found.sources), *first) if first and not once else ()
    return _Graph(
        follow=(*(tuple(states(each)) for each in found.follow), search),
        reads=(*(known[source] for source in found.sources), (1 << len(samples)) - 1),
        first=tuple(states(found.first_at_start)),
    )


def _samples(sources: Iterable[str]) -> str:
    """ASCII, some of what is beyond, and what stands in the expression, with its neighbours."""
    written = {ord(character) for source in set(sources) for character in source}
    beyond = sorted(each for each in written if _ASCII <= each < _LAST)[:_MOST_WRITTEN]
    beside = {chr(each + step) for each in beyond for step in (-1, 0, 1)}
    return "".join(sorted({*map(chr, range(_ASCII)), *_WIDE, *beside}))


def _reads(source: str, samples: str) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expression = re.compile(source)
    return sum(1 << index for index, sample in enumerate(samples) if expression.fullmatch(sample))


def _forks(graph: _Graph, budget: _Budget) -> int:
    """How often in a row two ways part and meet again while reading the same; each time doubles the work."""

    def follow(state: int) -> tuple[int, ...]:
        return graph.first if state == _START else graph.follow[state]

    def steps(pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
        for one in follow(pair[0]):
            budget.spend(1 + len(follow(pair[1])))
            for other in follow(pair[1]):
                if graph.reads[one] & graph.reads[other]:
                    yield (min(one, other), max(one, other))

    reached = _reached([(_START, _START)], steps, budget)
    most: dict[tuple[int, int], int] = {}
    for part in components(reached):
        if len({one == other for one, other in part}) > 1:
            return EXPONENTIAL
        met = part[0][0] == part[0][1]
        onward = {each for pair in part for each in reached[pair]} - set(part)
        best = max((most[each] + (each[0] == each[1] and not met) for each in onward), default=0)
        most |= dict.fromkeys(part, best)
    return most[_START, _START]


def _longest_chain(graph: _Graph, loops: Sequence[Sequence[int]], budget: _Budget) -> int:
    """The most loops in a row of which each can hand what it reads to the next."""

    def steps(at: tuple[int]) -> Iterator[tuple[int]]:
        return ((each,) for each in graph.follow[at[0]])

    longest = [0] * len(loops)
    # A loop comes after those that it leads to.
    for number, loop in enumerate(loops):
        below = _reached([(loop[0],)], steps, budget)
        for before in range(number):
            if (loops[before][0],) in below:
                more = longest[before] + _hands_over(graph, loop, loops[before], budget)
                longest[number] = max(longest[number], more)
    return max(longest, default=0)


def _hands_over(graph: _Graph, loop: Sequence[int], other: Sequence[int], budget: _Budget) -> bool:
    """Whether some text leads from a state to itself, from it to a later one, and from that to itself."""
    inside, later = set(loop), set(other)

    def steps(at: tuple[int, int, int]) -> Iterator[tuple[int, int, int]]:
        ends = [state for state in graph.follow[at[2]] if state in later]
        for start in graph.follow[at[0]] if ends else ():
            budget.spend(1 + len(graph.follow[at[1]]))
            for between in graph.follow[at[1]] if start in inside else ():
                common = graph.reads[start] & graph.reads[between]
                budget.spend(len(ends) if common else 0)
                yield from ((start, between, end) for end in ends if common & graph.reads[end])

    return any(
        (start, end, end) in _reached([(start, start, end)], steps, budget) for start in loop for end in other
    )


def _reached(
    starts: Sequence[At], steps: Callable[[At], Iterable[At]], budget: _Budget
) -> dict[At, tuple[At, ...]]:
    """All that the steps lead to, the starts among them, with what follows each."""
    waiting = list(starts)
    found: dict[At, tuple[At, ...]] = {}
    while waiting:
        at = waiting.pop()
        if at not in found:
            found[at] = tuple(steps(at))
            budget.spend(1 + len(found[at]))
            waiting += found[at]
    return found
