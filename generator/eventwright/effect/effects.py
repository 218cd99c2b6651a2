"""Adds to a comparison what it does to Python code: each finding beside the change that caused it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from eventwright.diff import Change, Comparison, Document, Severity
from eventwright.diff.change import worst
from eventwright.diff.rules import BY_ID
from eventwright.effect.causes import Causes
from eventwright.effect.comparing import Effect, Moves, Pointer, compared
from eventwright.effect.surface import surface
from eventwright.options import PackageOptions
from eventwright.plan.build import outline
from eventwright.problems import Place, pointer_text
from eventwright.resolve import Location


def with_effects(
    comparison: Comparison, old: Document, new: Document, options: Sequence[PackageOptions]
) -> Comparison:
    """Return the comparison with what code has to follow that uses a package with these options.

    Documents that mean the same are left alone, however they are written. Raises SpecError where a package
    cannot be planned.
    """
    if not comparison.changes:
        return comparison
    sides = _Sides(old, new)
    causes = Causes(comparison.changes)
    moves = sides.moves(comparison.changes)
    found: dict[Effect, None] = {}
    for each in options:
        before, after = (surface(outline(document.api, each)) for document in (old, new))
        found.update(dict.fromkeys(compared(before, after, moves)))
    beside: dict[int, list[Effect]] = {}
    alone: list[Effect] = []
    for effect in found:
        index = causes.of(sides.spots(effect), sides.channels(effect))
        (alone if index is None else beside.setdefault(index, [])).append(effect)
    return replace(comparison, changes=tuple(_told(comparison.changes, beside, alone, sides)))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Where what effects speak of is written in both documents."""

    before: Document
    after: Document

    def old(self, pointer: Pointer | None) -> Location | None:
        return _location(self.before, pointer)

    def new(self, pointer: Pointer | None) -> Location | None:
        return _location(self.after, pointer)

    def spots(self, effect: Effect) -> list[Location]:
        """Return where what an effect speaks of is written, then what it mentions."""
        found = [self.old(effect.old), self.new(effect.new)]
        found += (side((key, ())) for key in effect.related for side in (self.old, self.new))
        return [each for each in found if each is not None]

    def channels(self, effect: Effect) -> tuple[str, ...]:
        return tuple(pointer_text(("channels", address)) for address in effect.addresses)

    def moves(self, changes: Iterable[Change]) -> Moves:
        """Return what the document renamed or replaced; of a channel that is enough for all below it."""
        renames: dict[str, str] = {}
        replaced: set[str] = set()
        for change in changes:
            old, new = _key(self.before, change.old), _key(self.after, change.new)
            if change.rule.endswith("-renamed") or change.rule.startswith("component-schema-renamed"):
                renames[old] = new
            if change.rule == "message-replaced":
                replaced.add(old)
            channel, other = (each.split("/")[:_CHANNEL] for each in (old, new))
            inside = all(each[:-1] == ["#", "channels"] for each in (channel, other))
            if inside and channel != other:
                renames["/".join(channel)] = "/".join(other)
        return Moves(renames, frozenset(replaced))

    def places(self, effect: Effect) -> tuple[Place, Place]:
        """Return the places of an effect that has no cause."""
        root = Location(self.before.resolved.entry, ()), Location(self.after.resolved.entry, ())
        old, new = self.old(effect.old) or root[0], self.new(effect.new) or root[1]
        return self.before.place(old), self.after.place(new)


_CHANNEL = 3
"""The parts of a pointer to a channel."""


def _key(document: Document, place: Place) -> str:
    file = "" if place.file == document.resolved.entry else place.file
    return f"{file}#{place.pointer}"


def _location(document: Document, pointer: Pointer | None) -> Location | None:
    if pointer is None or not pointer[0]:
        return None
    return document.of_key(pointer[0], *pointer[1])


def _told(
    changes: Iterable[Change], beside: Mapping[int, Sequence[Effect]], alone: Iterable[Effect], sides: _Sides
) -> Iterator[Change]:
    """Yield all changes with what code makes of them measured, and the findings about code after each."""
    for index, change in enumerate(changes):
        effects = beside.get(index, ())
        yield replace(change, code=worst(map(_severity, effects)))
        for effect in effects:
            if effect.rule:
                yield _change(effect, change.old, change.new, change)
    for effect in alone:
        if effect.rule:
            yield _change(effect, *sides.places(effect), None)


def _severity(effect: Effect) -> Severity:
    return BY_ID[effect.rule].code if effect.rule else Severity.DANGEROUS


def _change(effect: Effect, old: Place, new: Place, cause: Change | None) -> Change:
    row = BY_ID[effect.rule]
    told = f"{effect.rule}\n{effect.message}\n{cause.fingerprint if cause else ''}"
    return Change(
        rule=effect.rule,
        receiver=row.receiver,
        sender=row.sender,
        code=row.code,
        old=old,
        new=new,
        message=effect.message,
        operations=cause.operations if cause else (),
        fingerprint=sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:16],
    )
