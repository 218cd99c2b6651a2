"""Which errors of a document leave in doubt what to generate; what each code stands for `rules` tells."""

from collections.abc import Iterable

from eventwright.problems import Level, Place, Problem, parse_pointer
from eventwright.resolve.positions import fields
from eventwright.rules import BY_CODE

_NOTES = frozenset(
    ("contact", "description", "example", "examples", "externalDocs", "info", "license", "summary", "tags")
)
"""Fields that tell people something; nothing at or below them decides what is generated."""


def refusing(problems: Iterable[Problem], severity: Level | None = None) -> tuple[Problem, ...]:
    """Return the problems for which nothing is generated.

    These are the errors that leave it in doubt; with a severity, all problems that are as bad or worse.
    """
    return tuple(
        each
        for each in problems
        if (severity is not None and as_bad(each, severity))
        or (each.level is Level.ERROR and _leaves_doubt(each))
    )


def as_bad(problem: Problem, severity: Level) -> bool:
    """Tell whether a problem is of a severity or worse."""
    return severity is Level.WARNING or problem.level is Level.ERROR


def _leaves_doubt(error: Problem) -> bool:
    rule = BY_CODE.get(error.code)
    if rule is None:
        return True
    return rule.refuses and not (rule.goes_on_in_notes and _in_notes(error.place))


def _in_notes(place: Place | None) -> bool:
    return place is not None and not _NOTES.isdisjoint(fields(parse_pointer(place.pointer)))
