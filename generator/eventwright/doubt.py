"""Which errors of a document leave in doubt what to generate; what each code stands for `rules` tells."""

from collections.abc import Iterable

from eventwright.problems import Level, Place, Problem, parse_pointer
from eventwright.resolve.positions import fields
from eventwright.rules import BY_CODE

_NOTES = frozenset(
    ("contact", "description", "example", "examples", "externalDocs", "info", "license", "summary", "tags")
)
"""Fields that tell people something; nothing at or below them decides what is generated."""


def refusing(problems: Iterable[Problem], *, strict: bool = False) -> tuple[Problem, ...]:
    """Return the errors for which nothing is generated: those that leave it in doubt, with `strict` all."""
    errors = (problem for problem in problems if problem.level is Level.ERROR)
    return tuple(error for error in errors if strict or _leaves_doubt(error))


def _leaves_doubt(error: Problem) -> bool:
    rule = BY_CODE.get(error.code)
    if rule is None:
        return True
    return rule.refuses and not (rule.goes_on_in_notes and _in_notes(error.place))


def _in_notes(place: Place | None) -> bool:
    return place is not None and not _NOTES.isdisjoint(fields(parse_pointer(place.pointer)))
