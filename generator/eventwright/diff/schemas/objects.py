"""Changes of what an object must keep to, its single properties apart."""

from collections.abc import Iterator, Mapping

from eventwright.diff.change import Severity
from eventwright.diff.finding import Effect, Finding
from eventwright.diff.schemas.counts import compare_least, compare_most
from eventwright.diff.schemas.headers import compare_headers
from eventwright.diff.schemas.pair import Below, Pair, Role, schemas_of
from eventwright.diff.schemas.properties import compare_properties
from eventwright.diff.schemas.rest import compare_rest, shared
from eventwright.diff.schemas.speaking import pattern_effect
from eventwright.diff.shapes.shape import Needed, Part
from eventwright.patterns.inclusion import difference


def compare_objects(pair: Pair) -> Iterator[Finding | Below]:
    old, new = pair.old.objects, pair.new.objects
    yield from compare_headers(pair) if pair.role is Role.HEADERS else compare_properties(pair)
    yield from compare_rest(pair, "additional-properties", old.additional, new.additional)
    yield from _patterns(pair, old.patterns, new.patterns)
    yield from _names(pair, old.names, new.names)
    yield from compare_least(pair, "min-properties", old.min_properties, new.min_properties)
    yield from compare_most(pair, "max-properties", old.max_properties, new.max_properties)
    yield from _dependencies(pair, old.dependencies, new.dependencies)


def _patterns(pair: Pair, old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[Finding | Below]:
    for pattern, part in old.items():
        if pattern in new:
            yield Below(part.schemas, new[pattern].schemas)
        else:
            yield _pattern_removed(pair, pattern, part)
    for pattern, part in new.items():
        if pattern not in old:
            yield _pattern_added(pair, pattern, part)


def _pattern_removed(pair: Pair, pattern: str, part: Part) -> Finding:
    message = f"names that match {pattern!r} have no schema of their own any more"
    around = [
        pair.effect(part, other) for each, other in pair.new.objects.patterns.items() if _fits(each, pattern)
    ]
    rest = pair.new_part(pair.new.objects.additional)
    if rest is not None and rest.nothing:
        finding = pair.found("pattern-property-removed-closed", message, old=part, detail=pattern)
        return _spared(finding, sender=any(each.sender is Severity.SAFE for each in around))
    effect = pattern_effect(pair, pattern, part, added=False) if rest is not None else None
    finding = _told(pair.found("pattern-property-removed", message, old=part, detail=pattern), effect)
    return _spared(finding, receiver=any(each.receiver is Severity.SAFE for each in around))


def _pattern_added(pair: Pair, pattern: str, part: Part) -> Finding:
    message = f"names that match {pattern!r} got a schema"
    around = [
        pair.effect(other, part) for each, other in pair.old.objects.patterns.items() if _fits(each, pattern)
    ]
    rest = pair.old_part(pair.old.objects.additional)
    if rest is not None and rest.nothing:
        finding = pair.found("pattern-property-added-closed", message, new=part, detail=pattern)
        return _spared(finding, receiver=any(each.receiver is Severity.SAFE for each in around))
    effect = pattern_effect(pair, pattern, part, added=True) if rest is not None else None
    finding = _told(pair.found("pattern-property-added", message, new=part, detail=pattern), effect)
    return _spared(finding, sender=any(each.sender is Severity.SAFE for each in around))


def _fits(outer: str, inner: str) -> bool:
    """Whether a pattern is known to be found in all names that another is found in."""
    found = difference(inner, outer)
    return found.sure and found.only_old is None


def _spared(finding: Finding, *, receiver: bool = False, sender: bool = False) -> Finding:
    """A side is safe where another pattern for the same names has a schema that breaks nothing there."""
    return finding.with_severities(
        Severity.SAFE if receiver else finding.receiver, Severity.SAFE if sender else finding.sender
    )


def _told(finding: Finding, effect: Effect | None) -> Finding:
    """Where a schema holds for undeclared names, the pattern takes its place."""
    return finding if effect is None else finding.with_severities(effect.receiver, effect.sender)


def _names(pair: Pair, old: Part | None, new: Part | None) -> Iterator[Finding | Below]:
    effect = pair.effect(old, new)
    if effect.none or (shared(old) and shared(new)):
        yield Below(schemas_of(old), schemas_of(new))
        return
    if effect.sender is not Severity.SAFE:
        message = "fewer names of properties are allowed"
        yield pair.found("property-names-tightened", message, old=old, new=new, sender=effect.sender)
    if effect.receiver is not Severity.SAFE:
        message = "more names of properties are allowed"
        yield pair.found("property-names-loosened", message, old=old, new=new, receiver=effect.receiver)


def _dependencies(
    pair: Pair, old: Mapping[str, Needed], new: Mapping[str, Needed]
) -> Iterator[Finding | Below]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        effect = pair.effect(_part_of(before), _part_of(after))
        lost = _names_of(before) - _names_of(after)
        gained = _names_of(after) - _names_of(before)
        if gained or effect.sender is not Severity.SAFE:
            message = f"where {name!r} is, more is needed"
            yield pair.found("dependency-tightened", message, old=before, new=after, detail=name)
        if lost or effect.receiver is not Severity.SAFE:
            message = f"where {name!r} is, less is needed"
            yield pair.found("dependency-loosened", message, old=before, new=after, detail=name)


def _part_of(needed: Needed | None) -> Part | None:
    return None if needed is None else needed.part


def _names_of(needed: Needed | None) -> frozenset[str]:
    return frozenset() if needed is None else needed.names
