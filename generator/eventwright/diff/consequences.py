"""What only follows from another change: a component that lost its last user together with what used it."""

from collections.abc import Iterable, Sequence

from eventwright.diff.document import Document
from eventwright.diff.finding import Finding
from eventwright.diff.used import Component, component_of, led_to
from eventwright.resolve import Location

_UNUSED, _USED = "component-became-unused", "component-became-used"


def without_consequences(findings: Sequence[Finding], old: Document, new: Document) -> frozenset[Finding]:
    """Return the findings that tell something of their own."""
    told = {finding.rule for finding in findings}
    if not told & {_UNUSED, _USED}:
        return frozenset(findings)
    others = [finding for finding in findings if finding.rule not in (_UNUSED, _USED)]
    gone = led_to(old, (finding.old for finding in others)) | _left(old, new, others)
    come = led_to(new, (finding.new for finding in others)) | _entered(old, new, others)
    return frozenset(finding for finding in findings if not _follows(finding, gone, come))


def _left(old: Document, new: Document, findings: Iterable[Finding]) -> frozenset[Component]:
    """What changed in a component and is written elsewhere now, that component is not used for any more."""
    places = ((component_of(old, each.old), component_of(new, each.new)) for each in findings)
    left = {before for before, after in places if before is not None and before != after}
    return frozenset(left) | led_to(old, (old.root("components", *each) for each in left))


def _entered(old: Document, new: Document, findings: Iterable[Finding]) -> frozenset[Component]:
    places = ((component_of(old, each.old), component_of(new, each.new)) for each in findings)
    entered = {after for before, after in places if after is not None and before != after}
    return frozenset(entered) | led_to(new, (new.root("components", *each) for each in entered))


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
