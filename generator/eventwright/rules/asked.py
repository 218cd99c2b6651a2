"""The row that a user asks for by its code, with near matches where there is none."""

from collections.abc import Iterable

from eventwright.documents import did_you_mean, nearest
from eventwright.problems import Problem, UnreadableError
from eventwright.rules import BY_CODE, Rule


def rule_named(code: str, others: Iterable[str] = ()) -> Rule:
    """Return the rule with this code; raises UnreadableError `unknown-code`, near `others` too."""
    rule = BY_CODE.get(code)
    if rule is None:
        message = f"{code!r} is the code of no problem" + (" and of no change" if others else "")
        near = nearest(code, (*BY_CODE, *others))
        raise UnreadableError([Problem("unknown-code", message, hint=did_you_mean(near))])
    return rule
