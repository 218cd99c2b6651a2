"""How the names of one scope are kept apart, by a rule that looks at each party alone; never by a counter."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TypeVar

from eventwright.names.identifiers import Identifier, class_name, digest, unreserved, usable
from eventwright.names.reserved import CLASS_RESERVED
from eventwright.problems import pointer_text

Party = TypeVar("Party", bound=Hashable)
Owner = TypeVar("Owner", str, tuple[str, ...])

_HASH_LENGTHS = (6, 12, 64)


def distinct(
    wires: Iterable[str],
    candidate: Callable[[str], Identifier],
    reserved: frozenset[str] = frozenset(),
) -> dict[str, Identifier]:
    """Name each wire name of one scope; sorted by wire name, the order given does not matter.

    Where candidates clash, every party keeps its wire spelling if that is usable, else takes its hash.
    """
    return _settled({wire: _wire_ladder(wire, candidate, reserved) for wire in sorted(set(wires))})


def distinct_classes(
    candidates: Mapping[Owner, Sequence[tuple[str, ...]]],
    reserved: frozenset[str] = CLASS_RESERVED,
    taken: frozenset[str] = frozenset(),
) -> dict[Owner, Identifier]:
    """Name each owner by the first of its candidates, shortest first, that nobody else has.

    All parties of a clash move on together, at last to the longest candidate with the owner's own hash.
    A reserved name gets an underscore; a taken one counts as a clash, so its party moves on.
    Raises ValueError for an owner without a candidate.
    """
    ladders = {owner: _class_ladder(owner, paths, reserved) for owner, paths in sorted(candidates.items())}
    return _settled(ladders, taken)


def _wire_ladder(
    wire: str, candidate: Callable[[str], Identifier], reserved: frozenset[str]
) -> Iterator[Identifier]:
    name = candidate(wire)
    yield unreserved(name, reserved)
    if usable(wire, reserved):
        yield unreserved(wire)
    yield from _hashed(name, wire, reserved)


def _class_ladder(
    owner: str | tuple[str, ...], paths: Sequence[tuple[str, ...]], reserved: frozenset[str]
) -> Iterator[Identifier]:
    if not paths:
        raise ValueError(f"{owner!r} has no candidate for a name")
    for path in paths:
        yield unreserved(class_name(*path), reserved)
    identity = owner if isinstance(owner, str) else pointer_text(owner)
    yield from _hashed(class_name(*paths[-1]), identity, reserved)


def _hashed(name: str, identity: str, reserved: frozenset[str]) -> Iterator[Identifier]:
    stem = name.rstrip("_")
    for length in _HASH_LENGTHS:
        yield unreserved(f"{stem}_{digest(identity)[:length]}", reserved)
    # A document can spell out another party's full hash; this end of the ladder no name can block.
    for underscores in count(1):
        yield unreserved(f"{stem}_{digest(identity)}{'_' * underscores}", reserved)


def _settled(
    ladders: Mapping[Party, Iterator[Identifier]], taken: frozenset[str] = frozenset()
) -> dict[Party, Identifier]:
    names = {party: next(ladder) for party, ladder in ladders.items()}
    while clashing := _clashing(names, taken):
        for party in clashing:
            names[party] = next(ladders[party])
    return names


def _clashing(names: Mapping[Party, Identifier], taken: frozenset[str]) -> tuple[Party, ...]:
    uses = Counter(names.values())
    return tuple(party for party, name in names.items() if uses[name] > 1 or name in taken)
