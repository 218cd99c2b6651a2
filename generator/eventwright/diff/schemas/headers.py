"""Changes of the headers that a message declares; what is in one header is compared as any other value."""

from collections.abc import Iterator, Mapping

from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Below, Pair, Role
from eventwright.diff.schemas.speaking import added_effect, removed_effect, with_required


def compare_headers(pair: Pair) -> Iterator[Finding | Below]:
    old, new = pair.old.objects, pair.new.objects
    recased = _recased(pair)
    for name, other in recased.items():
        rule = "header-case-changed-sensitive" if pair.comparer.sensitive else "header-case-changed"
        yield pair.found(
            rule,
            f"the header {name!r} is now written {other!r}",
            old=old.properties[name].spot,
            new=new.properties[other].spot,
            detail=name,
        )
    for name, part in old.properties.items():
        kept = recased.get(name, name)
        if kept in new.properties:
            yield Below(part.schemas, new.properties[kept].schemas, role=Role.HEADER)
            continue
        yield _removed(pair, name)
    for name in new.properties:
        if name not in old.properties and name not in recased.values():
            yield _added(pair, name)
    yield from _required(pair, recased)


def _removed(pair: Pair, name: str) -> Finding:
    old, new = pair.old.objects, pair.new.objects
    spot, message = old.properties[name].spot, f"the header {name!r} was removed"
    spoken = removed_effect(pair, name)
    if spoken is None:
        rule = "header-removed-required" if name in old.required else "header-removed-optional"
        return pair.found(rule, message, old=spot, detail=name)
    effect = with_required(spoken, False, name in old.required and name not in new.required)
    rule = "property-removed-typed-map"
    return pair.found(rule, message, old=spot, detail=name, receiver=effect.receiver, sender=effect.sender)


def _added(pair: Pair, name: str) -> Finding:
    old, new = pair.old.objects, pair.new.objects
    spot, message = new.properties[name].spot, f"the header {name!r} was added"
    spoken = added_effect(pair, name)
    if spoken is None:
        rule = "header-added-required" if name in new.required else "header-added-optional"
        return pair.found(rule, message, new=spot, detail=name)
    effect = with_required(spoken, name in new.required and name not in old.required, False)
    rule = "property-added-typed-map"
    return pair.found(rule, message, new=spot, detail=name, receiver=effect.receiver, sender=effect.sender)


def _required(pair: Pair, recased: Mapping[str, str]) -> Iterator[Finding]:
    """What came or went is told of once, whether it has to be there or not."""
    old, new = pair.old.objects, pair.new.objects
    both = {recased.get(name, name) for name in old.properties} & new.properties.keys()
    before = {recased.get(name, name): spot for name, spot in old.required.items()}
    for name, spot in before.items():
        if name not in new.required and (name in both or name not in old.properties):
            message = f"the header {name!r} need not be there any more"
            yield pair.found("header-required-removed", message, old=spot, detail=name)
    for name, spot in new.required.items():
        if name not in before and (name in both or name not in new.properties):
            message = f"the header {name!r} has to be there"
            yield pair.found("header-required-added", message, new=spot, detail=name)


def _recased(pair: Pair) -> Mapping[str, str]:
    """What is spelt in another letter case now."""
    old, new = pair.old.objects.properties, pair.new.objects.properties
    added = {name.lower(): name for name in new if name not in old}
    return {name: added[name.lower()] for name in old if name not in new and name.lower() in added}
