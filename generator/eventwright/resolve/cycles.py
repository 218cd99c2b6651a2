"""Chains of references that lead back to themselves; a schema that contains itself is no such chain."""

from collections.abc import Iterable, Iterator

from eventwright.problems import Problem
from eventwright.resolve.location import Location, fragment_of
from eventwright.resolve.positions import REFERENCE, is_reference
from eventwright.resolve.resolved import Resolved

_SHOWN = 6


def cycles(resolved: Resolved, starts: Iterable[Location]) -> Iterator[Problem]:
    """Yield one problem for each circle that the chains from these references run into."""
    done: set[Location] = set()
    for start in starts:
        # A dict, as it keeps the order and answers quickly whether a location is on the chain.
        chain: dict[Location, None] = {}
        at: Location | None = start
        while at is not None and at not in done and at not in chain and is_reference(resolved.node(at)):
            chain[at] = None
            at = resolved.reference(at)
        if at is not None and at in chain:
            links = list(chain)
            yield _problem(resolved, links[links.index(at) :])
        done.update(chain)


def _problem(resolved: Resolved, circle: list[Location]) -> Problem:
    first = circle[0]
    links = [_shown(location, first.file) for location in [*circle, first]]
    if len(links) > _SHOWN:
        links[_SHOWN - 2 : -1] = ["..."]
    message = f"references lead in a circle: {' -> '.join(links)}"
    hint = "put what is meant in place of one of these references"
    return Problem("reference-cycle", message, resolved.place(first.child(REFERENCE)), hint)


def _shown(location: Location, file: str) -> str:
    return ("" if location.file == file else location.file) + fragment_of(location.pointer)
