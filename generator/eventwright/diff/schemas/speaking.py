"""What else of a schema speaks of a property that came or went; what is declared is compared elsewhere."""

from collections.abc import Iterator

from eventwright.diff.change import Severity, worst
from eventwright.diff.finding import NO_EFFECT, Effect
from eventwright.diff.schemas.pair import Pair, schemas_of
from eventwright.diff.shapes import Joined, Shape
from eventwright.diff.shapes.joining import matching
from eventwright.diff.shapes.shape import Objects, Part

_DEEPEST = 6


def added_effect(pair: Pair, name: str) -> Effect | None:
    """Return what declaring a property does, by what spoke of it before; None where nothing did."""
    part = pair.new.objects.properties[name]
    direct, complete, apart = _spoken(pair, name, new=False)
    if not complete and not apart:
        return None
    effect = NO_EFFECT
    if direct:
        beside, _, _ = _spoken(pair, name, new=True)
        effect = pair.comparer.effect(direct, (*part.schemas, *_without(beside, part.schemas)))
    lost = [each for each in apart if pair.comparer.effect(each, part.schemas).sender is not Severity.SAFE]
    if not lost and not complete and name in pair.old.objects.required:
        return None
    if not lost:
        # Values of which nothing spoke may have come with anything.
        return effect if complete else effect.with_(Severity.SAFE, Severity.DANGEROUS)
    # One more schema for a property lets no value pass that did not.
    return effect.with_(Severity.SAFE, _shown(pair, name, part, new=True))


def removed_effect(pair: Pair, name: str) -> Effect | None:
    """Return what taking a declaration back does, by what still speaks of it; None where nothing does."""
    part = pair.old.objects.properties[name]
    direct, complete, apart = _spoken(pair, name, new=True)
    if not complete and not apart:
        return None
    effect = NO_EFFECT
    if direct:
        beside, _, _ = _spoken(pair, name, new=False)
        effect = pair.comparer.effect((*part.schemas, *_without(beside, part.schemas)), direct)
    gained = [
        each for each in apart if pair.comparer.effect(part.schemas, each).receiver is not Severity.SAFE
    ]
    if gained:
        return effect.with_(_shown(pair, name, part, new=False), Severity.SAFE)
    return effect if complete else effect.with_(Severity.DANGEROUS, Severity.DANGEROUS)


def with_required(effect: Effect, gained: bool, lost: bool) -> Effect:
    """Return the effect with that of a property that has to be there now, or has to no longer."""
    receiver = worst((effect.receiver, Severity.BREAKING if lost else Severity.SAFE))
    sender = worst((effect.sender, Severity.BREAKING if gained else Severity.SAFE))
    return Effect(receiver, sender)


def spoken_around(pair: Pair, name: str) -> bool:
    """Whether a schema speaks of a property of a branch by keywords of its own."""
    return bool(_own(pair.old.objects, name) or _own(pair.new.objects, name))


def _without(schemas: Joined, others: Joined) -> Joined:
    keys = {schema.key for schema in others}
    return tuple(schema for schema in schemas if schema.key not in keys)


def _spoken(pair: Pair, name: str, *, new: bool) -> tuple[Joined, bool, list[Joined]]:
    """What holds for the property always, whether something does for all values, and what does for some."""
    shape = pair.new if new else pair.old
    direct = _own(shape.objects, name)
    around = pair.around[1 if new else 0]
    if around:
        direct += _own(pair.comparer.shape(around, new=new).objects, name)
    some: list[Joined] = []
    complete = bool(direct)
    for union in shape.unions:
        each = [list(_within(pair, branch, name, new=new)) for branch in union.branches]
        complete = complete or all(each)
        some += (schemas for found in each for schemas in found)
    for part in _parts(shape, choices=False):
        some += _within(pair, part, name, new=new)
    some += [() for needed in shape.objects.dependencies.values() if name in needed.names]
    return direct, complete, [(*direct, *_without(each, direct)) for each in some]


def _own(objects: Objects, name: str) -> Joined:
    parts = matching(objects, name)
    declared = objects.properties.get(name)
    if declared is not None:
        parts = [declared, *parts]
    elif not parts and objects.additional is not None:
        parts = [objects.additional]
    return tuple(schema for part in parts for schema in part.schemas)


def _within(pair: Pair, part: Part, name: str, *, new: bool, depth: int = 0) -> Iterator[Joined]:
    shape = pair.comparer.shape(part.schemas, new=new)
    own = _own(shape.objects, name)
    if own or name in shape.objects.required:
        # What has to be there is sent, and may be anything where nothing else is said of it.
        yield own
    if depth < _DEEPEST:
        for each in _parts(shape, choices=True):
            yield from _within(pair, each, name, new=new, depth=depth + 1)


def _parts(shape: Shape, *, choices: bool) -> Iterator[Part]:
    """Schemas that hold for the same value, or for some of the values."""
    if choices:
        for union in shape.unions:
            yield from union.branches
    for condition in shape.conditions:
        yield from (each for each in (condition.condition, condition.then, condition.otherwise) if each)
    yield from (needed.part for needed in shape.objects.dependencies.values() if needed.part is not None)
    yield from shape.apart


def _shown(pair: Pair, name: str, part: Part, *, new: bool) -> Severity:
    """Breaking where a value shows it: one that passes without the declaration, and not with it."""
    side, other = (0, 1) if new else (1, 0)
    shape = pair.old if new else pair.new
    about: list[Joined] = [schemas_of(each) for each in _parts(shape, choices=True)]
    for condition in shape.conditions:
        consequences = (each for each in (condition.then, condition.otherwise) if each)
        about += ((*condition.condition.schemas, *each.schemas) for each in consequences)
    wholes = pair.schemas[side], pair.schemas[other]
    shown = pair.comparer.loses(wholes, name, part.schemas, about, new=new)
    return Severity.BREAKING if shown else Severity.DANGEROUS


def pattern_effect(pair: Pair, pattern: str, part: Part, *, added: bool) -> Effect:
    """Return what a pattern does to names that the schema for undeclared ones holds for without it."""
    objects = pair.old.objects if added else pair.new.objects
    rest = objects.additional
    effect = pair.effect(rest, part) if added else pair.effect(part, rest)
    one = Objects(patterns={pattern: part})
    for name, declared in objects.properties.items():
        if matching(one, name):
            found = pair.effect(declared, part) if added else pair.effect(part, declared)
            receiver, sender = effect.receiver, effect.sender
            # A pattern holds beside the declaration, so that it takes values away and gives none.
            if added:
                sender = worst((sender, found.sender))
            else:
                receiver = worst((receiver, found.receiver))
            effect = Effect(receiver, sender)
    return effect
