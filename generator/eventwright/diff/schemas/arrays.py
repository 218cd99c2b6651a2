"""Changes of what an array must keep to."""

from collections.abc import Iterator

from eventwright.diff.change import Severity
from eventwright.diff.finding import Effect, Finding
from eventwright.diff.schemas.counts import compare_least, compare_most
from eventwright.diff.schemas.pair import Below, Pair, Role, schemas_of
from eventwright.diff.schemas.parts import matched_parts
from eventwright.diff.schemas.rest import compare_rest, shared
from eventwright.diff.shapes import Shape
from eventwright.diff.shapes.shape import Arrays, Part


def compare_arrays(pair: Pair) -> Iterator[Finding | Below]:
    old, new = pair.old.arrays, pair.new.arrays
    yield from compare_least(pair, "min-items", old.min_items, new.min_items)
    if not _alike(pair):
        yield from compare_most(pair, "max-items", old.max_items, new.max_items)
    if (old.unique is None) != (new.unique is None):
        rule = "unique-items-added" if old.unique is None else "unique-items-removed"
        became = "must differ" if old.unique is None else "may repeat"
        yield pair.found(rule, f"the items {became}", old=old.unique, new=new.unique)
    yield from _contains(pair, old.contains, new.contains)
    if _alike(pair):
        longest = _longest(old, pair.old_part(old.rest))
        pairs = list(zip(old.prefix, new.prefix, strict=False))
        yield from (Below(before.schemas, after.schemas) for before, after in pairs[:longest])
    elif old.listed or new.listed:
        yield from _tuples(pair, old, new)
    else:
        yield from _items(pair, old.rest, new.rest)


def _alike(pair: Pair) -> bool:
    """Whether both end with a position that has a schema, and with the same one: nothing comes after it."""
    old, new = pair.old.arrays, pair.new.arrays
    before, after = _longest(old, pair.old_part(old.rest)), _longest(new, pair.new_part(new.rest))
    return before is not None and before == after


def _longest(arrays: Arrays, rest: Shape | None) -> int | None:
    """The most items of an array of which none comes after its positions; None where some may."""
    most = None if arrays.max_items is None else arrays.max_items.value
    if rest is not None and rest.nothing:
        most = len(arrays.prefix) if most is None else min(most, len(arrays.prefix))
    return most if most is not None and arrays.prefix and most <= len(arrays.prefix) else None


def _items(pair: Pair, old: Part | None, new: Part | None) -> Iterator[Finding | Below]:
    before, after = pair.old_part(old), pair.new_part(new)
    if before is None and after is not None:
        yield pair.found("items-introduced", "the items got a schema", new=new)
    elif after is None and before is not None:
        yield pair.found("items-dropped", "the items lost their schema", old=old)
    elif old is not None and new is not None:
        yield Below(old.schemas, new.schemas, role=Role.ITEMS)


def _tuples(pair: Pair, old: Arrays, new: Arrays) -> Iterator[Finding | Below]:
    if old.listed != new.listed and (old.rest or old.listed) and (new.rest or new.listed):
        yield _form_changed(pair, old, new)
        return
    for before, after in zip(old.prefix, new.prefix, strict=False):
        yield Below(before.schemas, after.schemas)
    for part in new.prefix[len(old.prefix) :]:
        yield _position(pair, "tuple-item-added", part, pair.old_part(old.rest), added=True)
    for part in old.prefix[len(new.prefix) :]:
        yield _position(pair, "tuple-item-removed", part, pair.new_part(new.rest), added=False)
    yield from compare_rest(pair, "additional-items", old.rest, new.rest)


def _position(pair: Pair, rule: str, part: Part, rest: Shape | None, *, added: bool) -> Finding:
    closed = rest is not None and rest.nothing
    message = f"the position {part.spot.tokens[-1]} was {'added' if added else 'removed'}"
    return pair.found(
        f"{rule}-closed" if closed else rule,
        message,
        old=None if added else part.spot,
        new=part if added else None,
        detail=part.spot.tokens[-1],
    )


def _form_changed(pair: Pair, old: Arrays, new: Arrays) -> Finding:
    """One schema for all items became a schema for each position, or back."""
    effect = Effect()
    for index in range(max(len(old.prefix), len(new.prefix)) + 1):
        each = pair.effect(_at(old, index), _at(new, index))
        effect = effect.with_(each.receiver, each.sender)
    return pair.found(
        "items-form-changed",
        "the items have one schema" if old.listed else "each position has a schema of its own",
        old=pair.owners[0].child("items"),
        new=pair.owners[1].child("items"),
        receiver=effect.receiver,
        sender=effect.sender,
    )


def _at(arrays: Arrays, index: int) -> Part | None:
    return arrays.prefix[index] if index < len(arrays.prefix) else arrays.rest


def _contains(pair: Pair, old: tuple[Part, ...], new: tuple[Part, ...]) -> Iterator[Finding | Below]:
    old, new = matched_parts(pair, old, new)
    for before, after in zip(old, new, strict=False):
        effect = pair.effect(before, after)
        if effect.none or (shared(before) and shared(after)):
            yield Below(schemas_of(before), schemas_of(after))
            continue
        if effect.sender is not Severity.SAFE:
            message = "what the array must contain accepts less"
            yield pair.found("contains-tightened", message, old=before, new=after, sender=effect.sender)
        if effect.receiver is not Severity.SAFE:
            message = "what the array must contain accepts more"
            yield pair.found("contains-loosened", message, old=before, new=after, receiver=effect.receiver)
    for part in old[len(new) :]:
        yield pair.found("contains-loosened", "the array need not contain it any more", old=part)
    for part in new[len(old) :]:
        yield pair.found("contains-tightened", "the array must contain something", new=part)
