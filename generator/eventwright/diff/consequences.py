"""What only follows from another change: a component that lost its last user together with what used it."""

from collections.abc import Iterable, Sequence

from eventwright.diff.document import Document
from eventwright.diff.finding import Finding
from eventwright.diff.used import Component, led_to
from eventwright.resolve import Location

_UNUSED, _USED = "component-became-unused", "component-became-used"


def without_consequences(findings: Sequence[Finding], old: Document, new: Document) -> frozenset[Finding]:
    """Return the findings that tell something of their own."""
    told = {finding.rule for finding in findings}
    if not told & {_UNUSED, _USED}:
        return frozenset(findings)
    others = [finding for finding in findings if finding.rule not in (_UNUSED, _USED)]
    gone = led_to(old, (finding.old for finding in others))
    come = led_to(new, (finding.new for finding in others))
    return frozenset(finding for finding in findings if not _follows(finding, gone, come))


def _follows(finding: Finding, gone: Iterable[Component], come: Iterable[Component]) -> bool:
    match finding.rule:
        case "component-became-unused":
            return _named(finding.old) in gone
        case "component-became-used":
            return _named(finding.new) in come
        case _:
            return False


def _named(location: Location) -> Component:
    return location.pointer[1], location.pointer[2]
