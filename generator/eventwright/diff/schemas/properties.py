"""Changes of the properties that an object declares, and of those it must have."""

from collections.abc import Iterator, Mapping

from eventwright.diff.finding import Effect, Finding
from eventwright.diff.schemas.pair import Below, Pair
from eventwright.diff.schemas.speaking import added_effect, removed_effect, with_required
from eventwright.diff.schemas.values import default_of
from eventwright.diff.shapes import Shape
from eventwright.diff.shapes.joining import matched
from eventwright.diff.shapes.shape import Objects, Part


def compare_properties(pair: Pair) -> Iterator[Finding | Below]:
    old, new = pair.old.objects, pair.new.objects
    removed = [name for name in old.properties if name not in new.properties]
    added = [name for name in new.properties if name not in old.properties]
    renamed = renames(pair, removed, added)
    for name, other in renamed.items():
        yield pair.found(
            "property-renamed",
            f"the property {name!r} became {other!r}",
            old=old.properties[name].spot,
            new=new.properties[other].spot,
            detail=f"{name} {other}",
        )
    yield from (_removed(pair, name) for name in removed if name not in renamed)
    yield from (_added(pair, name) for name in added if name not in renamed.values())
    for name, part in old.properties.items():
        if name in new.properties:
            yield _kept(pair, part, new.properties[name])
    changed = {*removed, *added}
    yield from _required(pair, changed)


def renames(pair: Pair, removed: list[str], added: list[str]) -> Mapping[str, str]:
    """Return what was renamed to what: one to one, of equal schemas, and as much required before as after."""
    old, new = pair.old.objects, pair.new.objects

    def fits(name: str, other: str) -> bool:
        if (name in old.required) != (other in new.required):
            return False
        return pair.comparer.equal(old.properties[name].schemas, new.properties[other].schemas)

    pairs = [(name, other) for name in removed for other in added if fits(name, other)]
    befores, afters = [name for name, _ in pairs], [other for _, other in pairs]
    return {name: other for name, other in pairs if befores.count(name) == 1 and afters.count(other) == 1}


def _kept(pair: Pair, old: Part, new: Part) -> Finding | Below:
    before, after = pair.comparer.shape(old.schemas, new=False), pair.comparer.shape(new.schemas, new=True)
    if before.nothing == after.nothing:
        return Below(old.schemas, new.schemas)
    rule, became = (
        ("property-false-lifted", "is allowed") if before.nothing else ("property-false", "is forbidden")
    )
    name = old.spot.tokens[-1]
    return pair.found(rule, f"the property {name!r} {became}", old=old.spot, new=new.spot, detail=name)


def _added(pair: Pair, name: str) -> Finding:
    old, new = pair.old.objects, pair.new.objects
    part = new.properties[name]
    required = name in new.required
    governing = _governing(old, name)
    before, after = pair.old_part(governing), pair.new_part(part)
    effect: Effect | None = None
    if before is not None and before.nothing:
        rule = "property-added-closed-required" if required else "property-added-closed"
    elif governing is not None:
        rule = "property-added-typed-map"
        effect = with_required(pair.effect(governing, part), required and name not in old.required, False)
    elif after is not None and after.nothing:
        rule = "property-false"
    elif (spoken := added_effect(pair, name)) is not None:
        rule = "property-added-typed-map"
        effect = with_required(spoken, required and name not in old.required, False)
    elif name in old.required:
        rule = "property-declared-already-required"
    else:
        rule = "property-added-required" if required else "property-added-optional"
    return pair.found(
        rule,
        f"the property {name!r} was added",
        new=part.spot,
        detail=name,
        receiver=None if effect is None else effect.receiver,
        sender=None if effect is None else effect.sender,
    )


def _removed(pair: Pair, name: str) -> Finding:
    old, new = pair.old.objects, pair.new.objects
    part = old.properties[name]
    required = name in old.required
    governing = _governing(new, name)
    before, after = pair.old_part(part), pair.new_part(governing)
    effect: Effect | None = None
    if after is not None and after.nothing:
        rule = "property-removed-closed-required" if required else "property-removed-closed"
    elif governing is not None:
        rule = "property-removed-typed-map"
        effect = with_required(pair.effect(part, governing), False, required and name not in new.required)
    elif before is not None and before.nothing:
        rule = "property-false-lifted"
    elif (spoken := removed_effect(pair, name)) is not None:
        rule = "property-removed-typed-map"
        effect = with_required(spoken, False, required and name not in new.required)
    else:
        rule = "property-removed-required" if required else "property-removed-optional"
    return pair.found(
        rule,
        f"the property {name!r} was removed",
        old=part.spot,
        detail=name,
        receiver=None if effect is None else effect.receiver,
        sender=None if effect is None else effect.sender,
    )


def _governing(objects: Objects, name: str) -> Part | None:
    """What an undeclared property of this name has to keep to; None where it is free."""
    return None if matched(objects, name) else objects.additional


def _required(pair: Pair, changed: set[str]) -> Iterator[Finding]:
    """A property that came or went is told of once, whether it has to be there or not."""
    old, new = pair.old.objects, pair.new.objects
    for name, spot in old.required.items():
        if name not in new.required and name not in changed:
            message = f"the property {name!r} need not be there any more"
            yield pair.found("required-removed", message, old=spot, detail=name)
    for name, spot in new.required.items():
        if name not in old.required and name not in changed:
            declared = pair.new_part(new.properties.get(name))
            rule = "required-added-with-default" if _has_default(declared) else "required-added"
            yield pair.found(rule, f"the property {name!r} has to be there", new=spot, detail=name)


def _has_default(shape: Shape | None) -> bool:
    return shape is not None and default_of(shape) is not None
