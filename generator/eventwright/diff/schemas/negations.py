"""Changes of `not`, of conditions, and of branches of allOf that hold beside all else."""

from collections.abc import Iterator, Sequence

from eventwright.diff.change import Severity, worst
from eventwright.diff.finding import Effect, Finding
from eventwright.diff.schemas.pair import Below, Pair, schemas_of
from eventwright.diff.schemas.parts import matched_parts
from eventwright.diff.shapes.joining import common_types
from eventwright.diff.shapes.shape import Condition, Joined, Part


def compare_negations(pair: Pair) -> Iterator[Finding | Below]:
    """Under `not` directions flip: where it accepts more, fewer values are valid."""
    old, new = matched_parts(pair, pair.old.negated, pair.new.negated)
    for before, after in zip(old, new, strict=False):
        effect = pair.effect(before, after)
        if effect.none:
            yield Below(before.schemas, after.schemas)
        if effect.receiver is not Severity.SAFE:
            yield pair.found(
                "not-added", "`not` excludes more", old=before, new=after, sender=effect.receiver
            )
        if effect.sender is not Severity.SAFE:
            yield pair.found(
                "not-removed", "`not` excludes less", old=before, new=after, receiver=effect.sender
            )
    # Of types that the other side lacks anyway it excludes nothing there.
    for part in old[len(new) :]:
        if common_types(pair.comparer.shape(part.schemas, new=False).types, pair.new.types):
            yield pair.found("not-removed", "`not` was removed", old=part)
    for part in new[len(old) :]:
        if common_types(pair.comparer.shape(part.schemas, new=True).types, pair.old.types):
            yield pair.found("not-added", "`not` was added", new=part)


def compare_conditions(pair: Pair) -> Iterator[Finding | Below]:
    old, new = pair.old.conditions, pair.new.conditions
    for before, after in zip(old, new, strict=False):
        yield from _condition(pair, before, after)
    # A condition more excludes values, and lets none pass: so this is one-sided.
    for each in old[len(new) :]:
        tried = _tried(pair, each, None)
        yield pair.found(
            "conditional-changed",
            "a condition was removed",
            old=each.spot.child("if"),
            receiver=_at_least_doubtful(tried.receiver),
            sender=Severity.SAFE,
        )
    for each in new[len(old) :]:
        tried = _tried(pair, None, each)
        yield pair.found(
            "conditional-changed",
            "a condition was added",
            new=each.spot.child("if"),
            receiver=Severity.SAFE,
            sender=_at_least_doubtful(tried.sender),
        )


def _tried(pair: Pair, old: Condition | None, new: Condition | None) -> Effect:
    """What values show, among them those that conditions speak of."""
    return pair.comparer.tried(*pair.schemas, about=(_parts(old), _parts(new)))


def _parts(condition: Condition | None) -> list[Joined]:
    if condition is None:
        return []
    parts = [part.schemas for part in (condition.then, condition.otherwise) if part is not None]
    met = condition.condition.schemas
    return [met, *parts, *((*met, *each) for each in parts)]


def _at_least_doubtful(severity: Severity) -> Severity:
    return worst((severity, Severity.DANGEROUS))


def _condition(pair: Pair, old: Condition, new: Condition) -> Iterator[Finding | Below]:
    parts = [(old.condition, new.condition), (old.then, new.then), (old.otherwise, new.otherwise)]
    effects = [pair.effect(before, after) for before, after in parts]
    if all(effect.none for effect in effects):
        yield from (Below(schemas_of(before), schemas_of(after)) for before, after in parts)
        return
    effect = Effect()
    for each in effects[1:]:
        effect = effect.with_(each.receiver, each.sender)
    if not effects[0].none:
        effect = Effect(Severity.DANGEROUS, Severity.DANGEROUS)
    tried = _tried(pair, old, new)
    yield pair.found(
        "conditional-changed",
        "a condition changed",
        old=old.spot.child("if"),
        new=new.spot.child("if"),
        receiver=worst((_doubtful(effect.receiver), tried.receiver)),
        sender=worst((_doubtful(effect.sender), tried.sender)),
    )


def _doubtful(severity: Severity) -> Severity:
    return Severity.SAFE if severity is Severity.SAFE else Severity.DANGEROUS


def compare_apart(pair: Pair) -> Iterator[Finding | Below]:
    """Branches of allOf that could not be joined are the same where they are equal, or in the same place."""
    old, new = list(pair.old.apart), list(pair.new.apart)
    for before in tuple(old):
        after = _same(pair, before, new)
        if after is not None:
            old.remove(before)
            new.remove(after)
            yield Below(before.schemas, after.schemas)
    for part in old:
        message = "a branch of allOf was removed"
        yield pair.found("all-of-branch-removed", message, old=part, detail=part.schemas[0].key)
    for part in new:
        message = "a branch of allOf was added"
        yield pair.found("all-of-branch-added", message, new=part, detail=part.schemas[0].key)


def _same(pair: Pair, part: Part, others: Sequence[Part]) -> Part | None:
    equal = (other for other in others if pair.comparer.equal(part.schemas, other.schemas))
    placed = (other for other in others if other.spot == part.spot)
    return next(equal, None) or next(placed, None)
