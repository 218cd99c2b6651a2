"""A witness for each change that breaks by what a message holds; none is told that is not proven."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from eventwright.api import Action, Channel, Message, Schema
from eventwright.diff import Change, Comparison, Document, Severity, Side, Witness
from eventwright.diff.compare import scope_of
from eventwright.diff.rules import BY_ID, Subject
from eventwright.diff.scope import Scope
from eventwright.diff.shapes import Joined
from eventwright.diff.subjects.channel_matching import matched_channels
from eventwright.diff.subjects.matching import in_order, matched_messages
from eventwright.diff.subjects.messages import called
from eventwright.json_value import Json
from eventwright.problems import Place, parse_pointer
from eventwright.resolve import Location
from eventwright.sampling import Sampler
from eventwright.sampling.sampler import length
from eventwright.witness.beyond import beyond
from eventwright.witness.placing import placed
from eventwright.witness.preferred import preferred, written_value
from eventwright.witness.ways import Stand, find

_MOST_TRIED = 400
_MOST_PLACED = 6
_MOST_MESSAGES = 4

_SUBJECTS = frozenset(
    {
        Subject.TYPES,
        Subject.VALUES,
        Subject.OBJECTS,
        Subject.STRINGS,
        Subject.NUMBERS,
        Subject.ARRAYS,
        Subject.COMPOSITION,
        Subject.MESSAGES,
    }
)
"""What a change is about that the payload or the headers of a message can show."""


def witnessed(comparison: Comparison, old: Document, new: Document) -> Comparison:
    """Return the comparison with a witness for each change that breaks and can be shown."""
    if not any(map(_shown, comparison.changes)):
        return comparison
    witnesses = _Witnesses(scope_of(old, new))
    return replace(comparison, changes=tuple(map(witnesses.with_witness, comparison.changes)))


def _shown(change: Change) -> bool:
    row = BY_ID.get(change.rule)
    breaks = Severity.BREAKING in (change.receiver, change.sender)
    return breaks and row is not None and row.subject in _SUBJECTS and not row.meaning


@dataclass(frozen=True, slots=True)
class _Part:
    """The payload or the headers of one message, as both documents have it."""

    name: str
    message: str
    old: Joined
    new: Joined


class _Witnesses:
    """Finds witnesses; what is made of the schemas of either document is kept for the next change."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._samplers = {Side.OLD: Sampler(scope.old), Side.NEW: Sampler(scope.new)}
        self._channels = {
            new.address: (old, new)
            for old, new in matched_channels(scope)
            if old is not None and new is not None
        }

    def with_witness(self, change: Change) -> Change:
        if not _shown(change):
            return change
        for part in islice(self._parts(change), _MOST_MESSAGES):
            for side in _accepting(change):
                value = self._value(change, part, side)
                if value is not None:
                    found = Witness(text=value, valid=side, part=part.name, message=part.message)
                    return replace(change, witness=found)
        return change

    def _parts(self, change: Change) -> Iterator[_Part]:
        for reached in change.operations:
            pair = self._channels.get(reached.address)
            if pair is None:
                continue
            before, after = (
                self._messages(document, channel, reached.action) for document, channel in self._both(pair)
            )
            for old, new in matched_messages(self._scope, before, after):
                if not reached.messages or called(new) in reached.messages:
                    yield from _parts_of(old, new)

    def _both(self, pair: tuple[Channel, Channel]) -> tuple[tuple[Document, Channel], ...]:
        return (self._scope.old, pair[0]), (self._scope.new, pair[1])

    @staticmethod
    def _messages(document: Document, channel: Channel, action: Action) -> list[Message]:
        """The messages of an operation; the only one of a channel may have had the other direction."""
        found = [each for each in channel.operations if each.action is action] or channel.operations[:1]
        return in_order(document.api.messages, found[0].messages) if found else []

    def _value(self, change: Change, part: _Part, side: Side) -> str | None:
        """Return the least value that one side accepts and the other refuses for what changed, as JSON."""
        accepting, refusing = self._samplers[side], self._samplers[_other(side)]
        wanted, others = (part.old, part.new) if side is Side.OLD else (part.new, part.old)
        for pointers, values in self._tried(change, part, side):
            least: tuple[int, str] | None = None
            for value in values:
                size = length(value)
                if (least is not None and size >= least) or not accepting.judge.accepts(wanted, value):
                    continue
                if any(_around(each, pointers) for each in refusing.judge.refusals(others, value)):
                    least = size
            if least is not None:
                return least[1]
        return None

    def _tried(
        self, change: Change, part: _Part, side: Side
    ) -> Iterator[tuple[frozenset[str], Iterator[Json]]]:
        """Yield groups of values: what the changed keyword says, then whatever else may show it."""
        places = {Side.OLD: change.old, Side.NEW: change.new}
        here, there = _location(places[side]), _location(places[_other(side)])
        accepting, refusing = self._samplers[side], self._samplers[_other(side)]
        roots = {Side.OLD: part.old, Side.NEW: part.new}
        stands = (
            self._stand(change, accepting, roots[side], here),
            self._stand(change, refusing, roots[_other(side)], there),
        )
        if stands[0] is None or stands[1] is None:
            return
        first, second = stands[0], stands[1]
        subjects = preferred(change.rule, accepting.document, here)
        subjects |= preferred(change.rule, refusing.document, there)
        groups: list[tuple[frozenset[str], Iterator[Json]]] = []
        for one, other in self._levels(first, second, (accepting, refusing)):
            pointers = one.pointers | other.pointers
            found = list(islice(beyond(accepting, one.schemas, refusing, other.schemas), _MOST_TRIED))
            liked = [value for keyword, value in found if keyword in subjects]
            rest = [value for keyword, value in found if keyword not in subjects]
            written = written_value(accepting.document, here)
            yield pointers, self._whole(accepting, one, (*written, *liked))
            groups.append((pointers, self._whole(accepting, one, rest)))
        yield from reversed(groups)

    @staticmethod
    def _stand(change: Change, sampler: Sampler, root: Joined, location: Location) -> Stand | None:
        # Where a payload came or went, it is not written in one of the documents.
        if change.rule.startswith("message-payload-"):
            return Stand((), root)
        return find(sampler.document, sampler.shapes, root, location)

    @staticmethod
    def _levels(one: Stand, other: Stand, samplers: tuple[Sampler, Sampler]) -> Iterator[tuple[Stand, Stand]]:
        """Yield the place by both documents, where they name a part and its owner at first the owner."""
        deepest = max(one, other, key=lambda stand: len(stand.inwards)).inwards
        for depth in sorted({len(one.inwards), len(other.inwards)}):
            found = [
                stand.outwards(depth).further(sampler.shapes, deepest[len(stand.inwards) : depth])
                for stand, sampler in zip((one, other), samplers, strict=True)
            ]
            yield found[0], found[1]

    @staticmethod
    def _whole(accepting: Sampler, there: Stand, values: Iterable[Json]) -> Iterator[Json]:
        for value in values:
            yield from islice(placed(accepting, there.way, value), _MOST_PLACED)


def _accepting(change: Change) -> Iterator[Side]:
    """Receivers break where the new document accepts what the old one refuses, senders by the contrary."""
    if change.receiver is Severity.BREAKING:
        yield Side.NEW
    if change.sender is Severity.BREAKING:
        yield Side.OLD


def _other(side: Side) -> Side:
    return Side.NEW if side is Side.OLD else Side.OLD


def _parts_of(old: Message, new: Message) -> Iterator[_Part]:
    if not (old.opaque or new.opaque):
        yield _Part("payload", called(new), _joined(old.payload), _joined(new.payload))
    yield _Part("headers", called(new), _joined(old.headers), _joined(new.headers))


def _joined(schema: Schema | None) -> Joined:
    return () if schema is None else (schema,)


def _location(place: Place) -> Location:
    return Location(place.file, parse_pointer(place.pointer))


def _around(pointer: str, pointers: frozenset[str]) -> bool:
    return pointer in pointers or any(pointer.startswith(f"{each}/") for each in pointers)
