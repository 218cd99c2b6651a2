"""Problems of one target among several: each names it, as two targets may have one document."""

from collections.abc import Iterable
from dataclasses import replace

from eventwright.problems import Problem


def named(problems: Iterable[Problem], output: str, *, several: bool) -> tuple[Problem, ...]:
    """Return the problems, with the target in their messages where there are several."""
    if not several:
        return tuple(problems)
    return tuple(replace(each, message=f"{each.message} (target {output!r})") for each in problems)
