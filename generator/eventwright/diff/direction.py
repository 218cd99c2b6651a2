"""Who stands on which side of an operation, and whether a comparison fails for those who are asked about."""

from collections.abc import Iterator

from eventwright.api import Action
from eventwright.diff.change import Change, Comparison, Severity, worst
from eventwright.options import FailOn, Sides


def severity_for(change: Change, sides: Sides) -> Severity:
    """Return the worst that a change does to the code that is asked about."""
    if sides is Sides.BOTH or not change.operations:
        return worst((change.receiver, change.sender))
    return worst(_severities(change, sides))


def fails(comparison: Comparison, sides: Sides, fail_on: FailOn) -> bool:
    """Whether some change is as bad as what is asked for and not accepted, or is accepted no longer."""
    if fail_on is FailOn.NONE:
        return False
    if any(change.accepted is not None and change.accepted.over for change in comparison.changes):
        return True
    left = [change for change in comparison.changes if not change.passed]
    if fail_on is FailOn.ANY:
        return bool(left)
    least = Severity(fail_on.value).rank
    return any(severity_for(change, sides).rank >= least for change in left)


def _severities(change: Change, sides: Sides) -> Iterator[Severity]:
    # In 2.x `publish` is what others send, so that the application receives it.
    received = Action.PUBLISH if sides is Sides.APPLICATION else Action.SUBSCRIBE
    for reached in change.operations:
        yield change.receiver if reached.action is received else change.sender
