"""Work on one target among others: what it raises is kept, so that the others have their turn."""

from collections.abc import Callable
from typing import TypeVar

from eventwright.problems import Problem, SpecError

Result = TypeVar("Result")


def attempted(work: Callable[[], Result]) -> Result | SpecError:
    """Return what the work gives, or the error that ended it."""
    try:
        return work()
    except SpecError as error:
        return error
    except RecursionError:
        return SpecError([too_deep()])


def too_deep() -> Problem:
    """Return the problem of a document that Python's own stack is too small for."""
    return Problem(
        "references-too-deep",
        "schemas refer to one another in a chain that is too long to follow",
        hint="shorten the chain: let allOf, items or oneOf refer to its end",
    )
