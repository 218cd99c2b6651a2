"""All rules about a document together."""

from collections.abc import Iterator

from eventwright.api import Api
from eventwright.lint.channels import channel_problems
from eventwright.lint.correlation import correlation_problems
from eventwright.lint.names import name_problems
from eventwright.lint.node import root_of
from eventwright.lint.places import Places
from eventwright.lint.schemas import schema_problems
from eventwright.lint.security import security_problems
from eventwright.lint.servers import server_problems
from eventwright.lint.unused import unused_problems
from eventwright.lint.values import enum_problems, value_problems
from eventwright.problems import Problem
from eventwright.resolve import Resolved


def lint(api: Api, resolved: Resolved, *, advice: bool = True) -> Iterator[Problem]:
    """Yield what is wrong with a document that could be read, in no particular order.

    Without `advice` the work is left out that can find nothing but advice.
    """
    root, places = root_of(resolved), Places(resolved)
    yield from lint_names(resolved)
    yield from value_problems(api, places, inner=advice)
    if advice:
        yield from unused_problems(root)
        yield from schema_problems(api, places)
        yield from enum_problems(api, places)
        yield from correlation_problems(api, places)


def lint_names(resolved: Resolved) -> Iterator[Problem]:
    """Yield what is wrong with names that parts refer to each other by, whatever else a document lacks."""
    root = root_of(resolved)
    yield from channel_problems(root)
    yield from server_problems(root)
    yield from security_problems(root)
    yield from name_problems(root)
