"""What becomes of a pattern in a generated package: which engine matches it, and up to which length."""

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

from eventwright.patterns.automaton import Automaton, TooManyStatesError, any_text, automaton
from eventwright.patterns.growth import EXPONENTIAL, degree
from eventwright.patterns.syntax import Node, UnreadError, read_pattern
from eventwright.patterns.ways import ways

# In proportion to the expression, so that many of them cost no more than their length says.
_STATES, _STATES_EACH, _MOST_STATES = 1_000, 15, 2_000
_STEPS, _STEPS_EACH = 20_000, 100

# About a million steps of `re`, some ten milliseconds; past that the automaton is quicker, or the only way.
_SHORT = {1: 1_000, 2: 100, 3: 30}
# The same where there is no other way, so a second is allowed.
_BOUND = {1: 10_000, 2: 500, 3: 100}
_FEW = 12
_FEW_WAYS = 100
_WORK = 10_000_000
"""The most steps of an automaton for one text, some seconds."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a pattern is matched; `error` says why Python cannot compile it.

    `degree` is the power of the length, beyond the first, that `re` may take. Where it is not 0, `re` matches
    texts up to `short` characters, the automaton those up to `longest`; longer ones have no verdict.
    """

    error: str = ""
    degree: int = 0
    short: int = 0
    longest: int = 0
    automaton: Automaton | None = None

    @property
    def steep(self) -> bool:
        """Whether `re` may take more than the square of the length."""
        return self.degree > 1


@lru_cache(maxsize=4096)
def judged(pattern: str) -> Verdict:
    """Judge a pattern of a schema; what it costs to judge is in proportion to its length."""
    error = _error(pattern)
    if error:
        return Verdict(error)
    node = _read(pattern)
    machine = None if node is None else _machine(node, pattern)
    power = EXPONENTIAL if node is None else _degree(node, pattern, machine)
    if power == 0:
        return Verdict()
    if machine is not None and machine.always:
        # `re` may try everything before it finds that nothing is enough.
        return Verdict(degree=power, longest=_WORK, automaton=any_text())
    if machine is None:
        bound = _BOUND.get(power, _FEW)
        return Verdict(degree=power, short=bound, longest=bound)
    longest = _WORK // len(machine.sources)
    return Verdict(degree=power, short=_SHORT.get(power, 0), longest=longest, automaton=machine)


def _error(pattern: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(pattern)
        except re.error as error:
            return error.msg
        except (RecursionError, OverflowError) as error:
            return str(error)
    return ""


def _read(pattern: str) -> Node | None:
    try:
        return read_pattern(pattern)
    except (UnreadError, RecursionError):
        return None


def _degree(node: Node, pattern: str, exact: Automaton | None) -> int:
    """Return the power; an exact automaton tells where the expression is tried."""
    try:
        if ways(node) <= max(_FEW_WAYS, len(pattern)):
            return 0
        rough = automaton(node, _most_states(pattern), rough=True)
        once = exact is not None and exact.at_once
        return degree(rough, _STEPS + _STEPS_EACH * len(pattern), once=once)
    except (TooManyStatesError, RecursionError):
        return EXPONENTIAL


def _machine(node: Node, pattern: str) -> Automaton | None:
    try:
        return automaton(node, _most_states(pattern))
    except (UnreadError, TooManyStatesError, RecursionError):
        return None


def _most_states(pattern: str) -> int:
    return min(_STATES + _STATES_EACH * len(pattern), _MOST_STATES)
