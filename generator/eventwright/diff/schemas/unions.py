"""Changes of `oneOf` and `anyOf`, as far as they are not told by the keywords of one schema."""

from collections.abc import Iterator
from dataclasses import replace

from eventwright.diff.change import Severity, worst
from eventwright.diff.finding import Effect, Finding
from eventwright.diff.rules import BY_ID
from eventwright.diff.schemas.branches import matched_branches
from eventwright.diff.schemas.pair import Below, Pair, Side
from eventwright.diff.schemas.speaking import spoken_around
from eventwright.diff.shapes.shape import Joined, Kind, Part, Union

_RULES = {Kind.ANY_OF: "any-of-branch", Kind.ONE_OF: "one-of-branch"}


def compare_unions(pair: Pair) -> Iterator[Finding | Below]:
    """What stands on one side only is one more schema that has to hold there."""
    old, new = pair.old.unions, pair.new.unions
    for before, after in zip(old, new, strict=False):
        yield from compare_union(pair, before, after)
    for union in old[len(new) :]:
        message = f"{union.kind} has not to hold any more"
        yield pair.found("all-of-branch-removed", message, old=union, detail=union.kind)
    for union in new[len(old) :]:
        message = f"{union.kind} has to hold as well"
        yield pair.found("all-of-branch-added", message, new=union, detail=union.kind)


def compare_union(pair: Pair, old: Union, new: Union) -> Iterator[Finding | Below]:
    kept = matched_branches(pair, old.branches, new.branches)
    removed = [part for part in old.branches if all(part is not before for before, _ in kept)]
    added = [part for part in new.branches if all(part is not after for _, after in kept)]
    apart = _all_apart(pair, old, new)
    overlapping = Kind.ONE_OF in (old.kind, new.kind) and not apart
    if old.kind is not new.kind and not apart:
        yield _combiner(pair, old, new)
    if old.null != new.null:
        rule = "nullable-removed" if old.null else "nullable-added"
        yield pair.found(rule, f"null may {'no longer ' if old.null else ''}come", old=old, new=new)
    overlaps = list(_overlaps(pair, old, new))
    changed = removed or added or any(_changed(pair, before, after) for before, after in kept)
    tried = pair.comparer.tried(*pair.schemas) if overlapping and changed else Effect()
    for each in _kept(pair, kept, tried, overlapping=overlapping, explained=bool(overlaps)):
        yield replace(each, spared=_spared(pair, old, new, each))
    for part in removed:
        yield _gone(pair, old, new, part, tried, kept)
    for part in added:
        yield _come(pair, old, new, part, tried, kept)
    yield from overlaps


def _kept(
    pair: Pair, kept: list[tuple[Part, Part]], tried: Effect, *, overlapping: bool, explained: bool
) -> Iterator[Below]:
    """Where branches of oneOf overlap, what a branch gains may be lost as a whole: values show it."""
    for before, after in kept:
        effect = pair.effect(before, after)
        turned = _only(tried) is not None and _only(effect) not in (None, _only(tried))
        if turned and explained:
            continue
        # Values of the branch that are valid no more, or only now, were asked for as values of the whole.
        decided = not overlapping or not pair.comparer.tried(before.schemas, after.schemas).none
        around = pair.schemas if _spoken_around(pair, before, after) else ((), ())
        silent = effect.none and not _spoken_around(pair, before, after)
        least = tried if silent or decided else Effect(Severity.DANGEROUS, Severity.DANGEROUS)
        yield Below(before.schemas, after.schemas, least.with_(tried.receiver, tried.sender), around=around)


def _spared(pair: Pair, old: Union, new: Union, below: Below) -> frozenset[Side]:
    """What another branch of anyOf accepts is neither lost nor gained with a branch that changes."""
    if not old.kind is new.kind is Kind.ANY_OF:
        return frozenset()
    lost = not _covered(pair, below.old, new, new=False)
    gained = not _covered(pair, below.new, old, new=True)
    sides = ((gained, Side.RECEIVER), (lost, Side.SENDER))
    return frozenset(side for breaks, side in sides if not breaks)


def _covered(pair: Pair, schemas: Joined, union: Union, *, new: bool) -> bool:
    """Whether a branch of one document is known to lie within one of the choice in the other document."""
    if new:
        return any(pair.comparer.nothing_gained(other.schemas, schemas) for other in union.branches)
    return any(pair.comparer.nothing_lost(schemas, other.schemas) for other in union.branches)


def _changed(pair: Pair, old: Part, new: Part) -> bool:
    return not pair.effect(old, new).none or _spoken_around(pair, old, new)


def _spoken_around(pair: Pair, old: Part, new: Part) -> bool:
    """Whether a property came or went in a branch of which the schema around the choice speaks, too."""
    before = pair.comparer.shape(old.schemas, new=False).objects.properties
    after = pair.comparer.shape(new.schemas, new=True).objects.properties
    return any(spoken_around(pair, name) for name in before.keys() ^ after.keys())


def _gone(
    pair: Pair, old: Union, new: Union, part: Part, tried: Effect, kept: list[tuple[Part, Part]]
) -> Finding:
    """A branch of anyOf that is part of another one has no values of its own."""
    rule = f"{_RULES[old.kind]}-removed"
    spare = old.kind is new.kind is Kind.ANY_OF and _covered(pair, part.schemas, new, new=False)
    least = _least(pair, rule, part, kept, new=False)
    return pair.found(
        rule,
        f"a branch of {old.kind} was removed{_named(pair, part, new=False)}",
        old=part,
        new=new,
        detail=part.schemas[0].key,
        receiver=worst((BY_ID[rule].receiver, tried.receiver)),
        sender=Severity.SAFE if spare else worst((least.sender, tried.sender)),
    )


def _come(
    pair: Pair, old: Union, new: Union, part: Part, tried: Effect, kept: list[tuple[Part, Part]]
) -> Finding:
    rule = f"{_RULES[new.kind]}-added"
    spare = old.kind is new.kind is Kind.ANY_OF and _covered(pair, part.schemas, old, new=True)
    least = _least(pair, rule, part, kept, new=True)
    return pair.found(
        rule,
        f"a branch of {new.kind} was added{_named(pair, part, new=True)}",
        old=old,
        new=part,
        detail=part.schemas[0].key,
        receiver=Severity.SAFE if spare else worst((least.receiver, tried.receiver)),
        sender=worst((BY_ID[rule].sender, tried.sender)),
    )


def _least(pair: Pair, rule: str, part: Part, kept: list[tuple[Part, Part]], *, new: bool) -> Effect:
    """Within a branch of oneOf that stays, no value passes by the other: it only takes that one's values."""
    row = BY_ID[rule]
    comparer = pair.comparer
    stays = [
        (one, other)
        for one, other in kept
        if comparer.nothing_lost(one.schemas, other.schemas)
        and comparer.nothing_gained(one.schemas, other.schemas)
    ]
    if rule == "one-of-branch-added":
        within = any(comparer.nothing_gained(one.schemas, part.schemas) for one, _ in stays)
    elif rule == "one-of-branch-removed":
        within = any(comparer.nothing_lost(part.schemas, other.schemas) for _, other in stays)
    else:
        within = False
    if not within:
        return Effect(row.receiver, row.sender)
    doubt = Severity.DANGEROUS
    return Effect(Severity.SAFE, doubt) if new else Effect(doubt, Severity.SAFE)


def _only(effect: Effect) -> str | None:
    """The side that breaks, where only one does."""
    if effect.none or Severity.SAFE not in (effect.receiver, effect.sender):
        return None
    return "sender" if effect.receiver is Severity.SAFE else "receiver"


def _combiner(pair: Pair, old: Union, new: Union) -> Finding:
    """Only where branches overlap the two differ; where that is not known, it may be."""
    loosened = old.kind is Kind.ONE_OF
    union = old if loosened else new
    known = _overlapping(pair, union, new_side=not loosened)
    severity = None if known else Severity.DANGEROUS
    return pair.found(
        "one-of-to-any-of" if loosened else "any-of-to-one-of",
        f"{old.kind} became {new.kind}",
        old=old,
        new=new,
        receiver=severity if loosened else None,
        sender=None if loosened else severity,
    )


def _overlaps(pair: Pair, old: Union, new: Union) -> Iterator[Finding]:
    """Branches of oneOf that accept a common value on one side only."""
    if Kind.ANY_OF in (old.kind, new.kind):
        return
    before = _overlapping(pair, old, new_side=False)
    after = _overlapping(pair, new, new_side=True)
    if after and not before and _apart(pair, old, new_side=False):
        message = "two branches of oneOf accept a common value"
        yield pair.found("one-of-overlap-introduced", message, old=old, new=new)
    if before and not after and _apart(pair, new, new_side=True):
        message = "no two branches of oneOf accept a common value any more"
        yield pair.found("one-of-overlap-removed", message, old=old, new=new)


def _all_apart(pair: Pair, old: Union, new: Union) -> bool:
    return _apart(pair, old, new_side=False) and _apart(pair, new, new_side=True)


def _apart(pair: Pair, union: Union, *, new_side: bool) -> bool:
    """Whether no two branches can accept a common value."""
    return all(pair.comparer.apart(one.schemas, other.schemas, new=new_side) for one, other in _twos(union))


def _overlapping(pair: Pair, union: Union, *, new_side: bool) -> bool:
    """Whether two branches are known to accept a common value."""
    return any(pair.comparer.overlap(one.schemas, other.schemas, new=new_side) for one, other in _twos(union))


def _twos(union: Union) -> Iterator[tuple[Part, Part]]:
    for index, one in enumerate(union.branches):
        for other in union.branches[:index]:
            yield other, one


def _named(pair: Pair, part: Part, *, new: bool) -> str:
    shape = pair.comparer.shape(part.schemas, new=new)
    key = shape.schemas[0].key if shape.schemas else ""
    _, _, pointer = key.partition("#/components/schemas/")
    return f": {pointer!r}" if pointer and "/" not in pointer else ""
