"""Texts that one of two patterns is found in and the other is not, by running both as automata."""

import re
import string
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from eventwright.patterns.automaton import Automaton, TooManyStatesError, automaton, states
from eventwright.patterns.syntax import UnreadError, read_pattern

_STATES = 200
_STEPS = 20_000
# Letters and digits come first, as they read best.
_ASCII = string.ascii_lowercase + string.digits + string.ascii_uppercase + string.punctuation + " "
_REST = "".join(map(chr, (*range(0x20), *range(0x7F, 0x180)))) + "ʰ٣ͅ中　\u2028😀"


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that only the one pattern is found in, and one that only the other is; None where there is none.

    Where it is not `sure` there may be more texts than those that were tried.
    """

    only_old: str | None
    only_new: str | None
    sure: bool

    @property
    def same(self) -> bool:
        """Whether both are found in the same texts."""
        return self.sure and self.only_old is None and self.only_new is None


_OPEN = Difference(None, None, sure=False)


@lru_cache(maxsize=256)
def difference(old: str, new: str) -> Difference:
    """Return what tells two patterns apart."""
    try:
        first, second = (automaton(read_pattern(pattern), _STATES) for pattern in (old, new))
        one, other = _Runner(first), _Runner(second)
        alphabet = _alphabet([*first.sources, *second.sources])
    except (UnreadError, TooManyStatesError, RecursionError, re.error, OverflowError):
        return _OPEN
    return _walked(one, other, alphabet, sure=_ascii_only(old + new))


def _ascii_only(text: str) -> bool:
    """Classes of ASCII tell beyond it only letters, digits and spaces apart, and those are tried."""
    return text.isascii() and "\\x" not in text and "\\u" not in text


class _Runner:
    """Runs one automaton; a set of states is an integer, and -1 says that the text has matched already."""

    def __init__(self, machine: Automaton) -> None:
        self._machine = machine
        self._matching: dict[str, int] = {}

    @property
    def start(self) -> int:
        return -1 if self._machine.always else 0

    def accepts(self, current: int, *, empty: bool) -> bool:
        """Whether the text may end here."""
        if current == -1:
            return True
        return bool(current & self._machine.last_at_end) or (empty and bool(self._machine.empty))

    def step(self, current: int, character: str, *, first: bool) -> int:
        if current == -1:
            return -1
        machine = self._machine
        following = machine.first_at_start if first else machine.first
        for state in states(current):
            following |= machine.follow[state]
        reached = following & self._reading(character)
        return -1 if reached & machine.last else reached

    def _reading(self, character: str) -> int:
        if character not in self._matching:
            found = 0
            for state, source in enumerate(self._machine.sources):
                if _reads(source, character):
                    found |= 1 << state
            self._matching[character] = found
        return self._matching[character]


def _walked(one: _Runner, other: _Runner, alphabet: Sequence[str], *, sure: bool) -> Difference:
    """Go through all pairs of sets of states, the shortest texts first."""
    found: dict[bool, str] = {}
    seen = {(one.start, other.start, True)}
    waiting = deque([(one.start, other.start, "")])
    for _ in range(_STEPS):
        if not waiting or len(found) == 2:  # noqa: PLR2004  one text for each side
            break
        before, after, text = waiting.popleft()
        verdicts = (one.accepts(before, empty=not text), other.accepts(after, empty=not text))
        if verdicts[0] != verdicts[1]:
            found.setdefault(verdicts[0], text)
        for character in alphabet:
            pair = (
                one.step(before, character, first=not text),
                other.step(after, character, first=not text),
                False,
            )
            # Where both have matched, every longer text does, too.
            if pair not in seen and pair[:2] != (-1, -1):
                seen.add(pair)
                waiting.append((pair[0], pair[1], text + character))
    return Difference(found.get(True), found.get(False), sure=sure and not waiting)


def _alphabet(sources: Sequence[str]) -> list[str]:
    """One character of each kind that the classes tell apart."""
    kinds: dict[tuple[bool, ...], str] = {}
    for character in _ASCII + _REST + "".join(_written(sources)):
        kinds.setdefault(tuple(_reads(source, character) for source in sources), character)
    return list(kinds.values())


def _written(sources: Sequence[str]) -> Iterator[str]:
    """The characters beyond ASCII that stand in the classes, and those beside them."""
    for source in sources:
        for character in source:
            if not character.isascii():
                yield from (chr(ord(character) - 1), character, chr(min(ord(character) + 1, 0x10FFFF)))


def _reads(source: str, character: str) -> bool:
    return _compiled(source).fullmatch(character) is not None


@lru_cache(maxsize=1024)
def _compiled(source: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(source)
