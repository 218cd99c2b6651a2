"""Schemas compared part by part, each pair once, so that schemas that contain themselves come to an end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eventwright.api import Reference, SchemaKey
from eventwright.diff.change import Severity
from eventwright.diff.document import Document
from eventwright.diff.finding import Effect, Finding
from eventwright.diff.judging import Judge
from eventwright.diff.rules import BY_ID, Subject
from eventwright.diff.same import Unchanged
from eventwright.diff.schemas.comparisons import compare_pair
from eventwright.diff.schemas.pair import About, Below, Pair, Role, Side
from eventwright.diff.shapes import Joined, Shape, Spot
from eventwright.diff.shapes.apart import are_apart
from eventwright.diff.shapes.likening import likened
from eventwright.diff.shapes.normal import Shapes
from eventwright.diff.shapes.samples import samples
from eventwright.json_value import Json

_BESIDE = frozenset({Subject.ANNOTATIONS, Subject.DOCUMENT, Subject.COMPONENTS})
_TARGET_CHANGED = "ref-target-changed"
_UNDECIDED = "message-payload-undecided"
_DECLARED = frozenset({"property-added-optional", "property-added-required"})
_UNDECLARED = frozenset({"property-removed-optional", "property-removed-required"})
"""Of these it is taken that nobody sent the property before, or sends it now: values would tell otherwise."""

PairKey = tuple[frozenset[SchemaKey], frozenset[SchemaKey], Role, frozenset[SchemaKey]]


@dataclass(frozen=True, slots=True)
class _Compared:
    """What one pair has to tell itself, and the pairs of its parts."""

    findings: tuple[Finding, ...] = ()
    below: tuple[tuple[PairKey, Below], ...] = ()


class SchemaComparer:
    """Compares the schemas of two documents."""

    def __init__(self, old: Document, new: Document, unchanged: Unchanged) -> None:
        self.old = old
        self.new = new
        self.sensitive = old.tells_case or new.tells_case
        self._unchanged = unchanged
        self._shapes = {False: Shapes(old.api), True: Shapes(new.api)}
        self._judges = {False: Judge(old.api), True: Judge(new.api)}
        self._compared: dict[PairKey, _Compared] = {}
        self._effects: dict[PairKey, Effect] = {}
        self._open: set[PairKey] = set()

    def findings(self, old: Joined, new: Joined, role: Role = Role.VALUE) -> tuple[Finding, ...]:
        """Return all changes from one schema to another, down to its smallest part."""
        return tuple(self._reached(Below(old, new, role=role)))

    def effect(self, old: Joined, new: Joined) -> Effect:
        """Return what all changes do to the values; what is being asked already adds nothing to itself."""
        below = Below(old, new)
        key = self._key(below)
        if key in self._effects:
            return self._effects[key]
        if key in self._open:
            return Effect()
        self._open.add(key)
        effect = Effect()
        for finding in self._reached(below):
            if not finding.meaning:
                effect = effect.with_(finding.receiver, finding.sender)
        self._open.discard(key)
        if not self._open:
            self._effects[key] = effect
        return effect

    def own_effect(self, old: Joined, new: Joined) -> Effect:
        """Return what the changes of schemas themselves do to the values, those of their parts left out."""
        below = Below(old, new)
        effect = Effect()
        for finding in self._pair(self._key(below), below).findings:
            if not finding.meaning:
                effect = effect.with_(finding.receiver, finding.sender)
        return effect

    def nothing_lost(self, old: Joined, new: Joined) -> bool:
        """Whether every value of the old schema is one of the new, undeclared members included."""
        return all(
            _beside(each) or (each.sender is Severity.SAFE and each.rule not in _DECLARED)
            for each in self._reached(Below(old, new))
        )

    def nothing_gained(self, old: Joined, new: Joined) -> bool:
        """Whether every value of the new schema is one of the old, undeclared members included."""
        return all(
            _beside(each) or (each.receiver is Severity.SAFE and each.rule not in _UNDECLARED)
            for each in self._reached(Below(old, new))
        )

    def equal(self, old: Joined, new: Joined) -> bool:
        """Whether nothing changed, descriptions included."""
        return all(finding.rule == _TARGET_CHANGED for finding in self._reached(Below(old, new)))

    def shape(self, schemas: Joined, *, new: bool) -> Shape:
        return self._shapes[new].of(schemas)

    def tried(self, old: Joined, new: Joined, about: About = ((), ())) -> Effect:
        """Return what a few values show: one that only the new schema accepts, or that only the old does."""
        values: list[Json] = []
        for side, schemas, more in ((False, old, about[0]), (True, new, about[1])):
            for each in ((), *more):
                values += samples(self._shapes[side], (*schemas, *each))
        accepted = {self._accepted(each, old, new) for each in values}
        lost, gained = (True, False) in accepted, (False, True) in accepted
        return Effect(
            Severity.BREAKING if gained else Severity.SAFE, Severity.BREAKING if lost else Severity.SAFE
        )

    def loses(
        self, wholes: tuple[Joined, Joined], name: str, part: Joined, about: Sequence[Joined], *, new: bool
    ) -> bool:
        """Whether a value passes the first whole and not the second, as `part` is declared there."""
        shapes, with_, without = self._shapes[not new], self._judges[new], self._judges[not new]
        values = [value for each in ((), *about) for value in samples(shapes, (*wholes[0], *each))]
        return any(
            not with_.accepts(part, value[name])
            and without.accepts(wholes[0], value)
            and not with_.accepts(wholes[1], value)
            for value in values
            if isinstance(value, dict) and name in value
        )

    def _accepted(self, value: Json, old: Joined, new: Joined) -> tuple[bool, bool]:
        return self._judges[False].accepts(old, value), self._judges[True].accepts(new, value)

    def apart(self, one: Joined, other: Joined, *, new: bool) -> bool:
        """Whether two schemas of one document are known to accept no common value."""
        return are_apart(self._shapes[new], one, other)

    def overlap(self, one: Joined, other: Joined, *, new: bool) -> bool:
        """Whether two schemas of one document are known to accept a common value."""
        shapes, judge = self._shapes[new], self._judges[new]
        tried = (*samples(shapes, one), *samples(shapes, other), *samples(shapes, (*one, *other)))
        return any(judge.accepts(one, each) and judge.accepts(other, each) for each in tried)

    def _reached(self, root: Below) -> Iterator[Finding]:
        """The findings of a pair and of all pairs below it; each breaks at least what the way there tells."""
        seen: set[tuple[PairKey, Effect, bool, frozenset[Side]]] = set()
        waiting = [(self._key(root), root)]
        while waiting:
            key, below = waiting.pop()
            if (key, below.least, below.parts_only, below.spared) in seen:
                continue
            seen.add((key, below.least, below.parts_only, below.spared))
            compared = self._pair(key, below)
            for finding in compared.findings:
                if _beside(finding) or not below.parts_only:
                    plain = finding.meaning or _safe(finding)
                    yield finding if plain else _spared(_at_least(finding, below.least), below.spared)
            for child, each in compared.below:
                least = below.least.with_(each.least.receiver, each.least.sender)
                waiting.append((child, replace(each, least=least, spared=below.spared | each.spared)))

    def _key(self, below: Below) -> PairKey:
        old, new = self._shapes[False], self._shapes[True]
        around = old.key(below.around[0]) | new.key(below.around[1])
        return old.key(below.old), new.key(below.new), below.role, around

    def _pair(self, key: PairKey, below: Below) -> _Compared:
        found = self._compared.get(key)
        if found is None:
            # A pair that is asked for while it is compared is reached by itself, and tells nothing more.
            self._compared[key] = _Compared()
            found = self._compared[key] = self._compare(below)
        return found

    def _compare(self, below: Below) -> _Compared:
        if self._unchanged.schemas(below.old, below.new):
            return _Compared()
        parts = self._only_parts(below)
        if parts is not None:
            return _Compared(below=tuple((self._key(part), part) for part in parts))
        old, new = likened(self.shape(below.old, new=False), self.shape(below.new, new=True))
        pair = Pair(
            old=old,
            new=new,
            schemas=(below.old, below.new),
            owners=(_owner(below.old), _owner(below.new)),
            comparer=self,
            role=below.role,
            around=below.around,
        )
        findings: list[Finding] = []
        below_it: list[tuple[PairKey, Below]] = []
        for each in compare_pair(pair):
            if isinstance(each, Finding):
                findings.append(each)
            else:
                below_it.append((self._key(each), each))
        if self._undecided(below) and all(finding.meaning or _safe(finding) for finding in findings):
            message = "the schema changed, and it leads to itself without a part of the value between"
            findings.append(pair.found(_UNDECIDED, message, old=pair.owners[0], new=pair.owners[1]))
        if (
            not findings
            and self._targets_changed(below)
            and all(self.equal(*_of(part)) for _, part in below_it)
        ):
            message = "the reference leads to another schema, which says the same"
            spots = Spot(below.old[0].key), Spot(below.new[0].key)
            findings.append(pair.found(_TARGET_CHANGED, message, old=spots[0], new=spots[1]))
        return _Compared(tuple(findings), tuple(below_it))

    def _only_parts(self, below: Below) -> list[Below] | None:
        """Return what there is to be compared where nothing changed but schemas that are referred to."""
        if len(below.old) != 1 or len(below.new) != 1 or below.role is Role.HEADERS:
            return None
        found = self._unchanged.parts(below.old[0], below.new[0])
        if found is None:
            return None
        schemas = self.old.api.schemas, self.new.api.schemas
        if not all(key in each for key, _ in found for each in schemas):
            return None
        return [
            Below((schemas[0][key],), (schemas[1][key],), role=Role.ITEMS if items else Role.VALUE)
            for key, items in found
        ]

    def _undecided(self, below: Below) -> bool:
        """Whether schemas are what they are by way of themselves, so that nothing can be told of a change."""
        return self._shapes[False].circular(below.old) or self._shapes[True].circular(below.new)

    def _targets_changed(self, below: Below) -> bool:
        """Whether a reference leads to another schema, and neither of both was renamed."""
        match below.old, below.new:
            case (Reference(target=before),), (Reference(target=after),):
                both = (self.old.api.schemas, self.new.api.schemas)
                return before != after and all(key in each for key in (before, after) for each in both)
            case _:
                return False


def _of(below: Below) -> tuple[Joined, Joined]:
    return below.old, below.new


def _beside(finding: Finding) -> bool:
    """Whether it tells something of a schema that has nothing to do with the values that it accepts."""
    return finding.meaning or BY_ID[finding.rule].subject in _BESIDE


def _safe(finding: Finding) -> bool:
    return finding.receiver is Severity.SAFE and finding.sender is Severity.SAFE


def _at_least(finding: Finding, least: Effect) -> Finding:
    effect = least.with_(finding.receiver, finding.sender)
    return finding.with_severities(effect.receiver, effect.sender)


def _spared(finding: Finding, sides: frozenset[Side]) -> Finding:
    return finding.with_severities(
        Severity.SAFE if Side.RECEIVER in sides else finding.receiver,
        Severity.SAFE if Side.SENDER in sides else finding.sender,
    )


def _owner(schemas: Joined) -> Spot:
    if not schemas:
        return Spot("")
    [first, *_] = schemas
    return Spot(first.target if isinstance(first, Reference) else first.key)
