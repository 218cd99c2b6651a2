"""The comparison of a resolved document with the rows, each part once, at the place where it stands."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple, assert_never

from eventwright.grammar.bindings import BINDINGS, version_of
from eventwright.grammar.findings import (
    misplaced_field,
    missing_choice,
    missing_field,
    misspelt_reference,
    near_miss,
    nearly_reference,
    reference_not_allowed,
    repeated_item,
    unknown_field,
    unknown_protocol,
    unknown_version,
)
from eventwright.grammar.forms import EXTENSION
from eventwright.grammar.kinds import (
    FIRST,
    Anything,
    Bindings,
    Either,
    Field,
    Flag,
    Kind,
    Listed,
    Named,
    Null,
    Number,
    Others,
    Row,
    Text,
    Thing,
    Tolerated,
    Version,
)
from eventwright.grammar.rows import Mismatch, field_of, required_fields, row_of
from eventwright.grammar.scalars import Fault, chosen, is_reference, is_right_leaf, wrong_value
from eventwright.json_value import Json
from eventwright.problems import Level, Problem
from eventwright.resolve import Location, Resolved
from eventwright.resolve.positions import REFERENCE
from eventwright.rules import BY_CODE, finding
from eventwright.source.findings import shown

# To look for near matches takes time; where a thousand fields are unknown nobody reads all hints.
_MOST_WORDS = 1000


def grammar_problems(resolved: Resolved, version: Version) -> tuple[Problem, ...]:
    """Return all that breaks the grammar of AsyncAPI in a document of a version such as (2, 6)."""
    root = Location(resolved.entry)
    walk = _Walk(resolved)
    walk.run(_Visit(resolved.node(root), root, Thing("document"), version))
    return tuple(walk.problems)


# Like a location, this is made for every node.
class _Visit(NamedTuple):
    """A value, where it stands, and what it has to be.

    `version` is that of AsyncAPI, or inside of a binding that of the binding; None may be any. `origin` is
    where the reference stands that led to the value.
    """

    value: Json
    location: Location
    kind: Kind
    version: Version | None
    in_binding: bool = False
    origin: Location | None = None

    def name(self) -> str:
        """What to call the value: its key, or that of the list that it is in."""
        words = (token for token in reversed((self.origin or self.location).pointer) if not token.isdecimal())
        return next(words, "the document")

    def taken_for(self, kind: Kind) -> "_Visit":
        """The same value as something else."""
        return self._replace(kind=kind)

    def child(self, token: str, value: Json, kind: Kind) -> "_Visit":
        return _Visit(value, self.location.child(token), kind, self.version, self.in_binding)


class _Walk:
    # A list of what waits instead of recursion: references can lead on for thousands of steps.
    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.problems: list[Problem] = []
        self._seen: set[tuple[int, str, Version | None, bool]] = set()
        self._words = 0

    def run(self, start: _Visit) -> None:
        waiting = [start]
        while waiting:
            waiting.extend(self._visit(waiting.pop()))

    def _visit(self, visit: _Visit) -> Iterator[_Visit]:
        written = visit.kind
        if isinstance(written, Either):
            visit = visit.taken_for(chosen(visit.value, written))
        if isinstance(visit.kind, Thing | Bindings) and is_reference(visit.value):
            # What the reference leads to may be another of the kinds, say a schema that is a boolean.
            yield from (end.taken_for(written) for end in self._referred(visit))
            return
        fault = wrong_value(visit.name, visit.value, visit.kind)
        if fault is not None and visit.origin is not None:
            # What is there may well be right for what it is; wrong is that it is taken for something else.
            self._report(visit._replace(location=visit.origin), fault, REFERENCE)
        elif fault is not None:
            self._report(visit, fault)
        if isinstance(visit.kind, Tolerated):
            yield visit.taken_for(visit.kind.of)
        elif fault is None:
            yield from self._below(visit)

    def _below(self, visit: _Visit) -> Iterator[_Visit]:
        match visit.kind:
            case Anything() | Flag() | Null() | Text() | Number() | Either() | Tolerated():
                return
            case Listed():
                yield from self._list(visit, visit.kind)
            case Named():
                yield from self._names(visit, visit.kind)
            case Thing():
                yield from self._thing(visit, visit.kind)
            case Bindings():
                yield from self._bindings(visit, visit.kind)
            case _:
                assert_never(visit.kind)

    def _referred(self, visit: _Visit) -> Iterator[_Visit]:
        """The end of the chain of references; a broken one is told by `resolve`."""
        fault = _refused_reference(visit)
        if fault is not None:
            self._report(visit, fault, REFERENCE)
        end = self.resolved.follow(visit.location)
        if end is not None:
            yield visit._replace(value=self.resolved.node(end), location=end, origin=visit.location)

    def _list(self, visit: _Visit, kind: Listed) -> Iterator[_Visit]:
        assert isinstance(visit.value, list)
        if kind.unique:
            self._report_repeated(visit, visit.value)
        for index, value in enumerate(visit.value):
            yield visit.child(str(index), value, kind.of)

    def _names(self, visit: _Visit, kind: Named) -> Iterator[_Visit]:
        assert isinstance(visit.value, dict)
        for name, value in visit.value.items():
            # A mapping under `$ref` is an entry that happens to have this name.
            if name == REFERENCE and isinstance(value, str) and not isinstance(kind.of, Text | Anything):
                self._report(visit, reference_not_allowed(shown(visit.name()), None), name)
                continue
            if kind.keys is not None and not kind.keys.fits(name):
                message = f"{shown(name)} cannot name {kind.keys.words}"
                self._report(visit, Fault("bad-name", message, kind.keys.hint), name)
            yield visit.child(name, value, kind.of)

    def _thing(self, visit: _Visit, kind: Thing) -> Iterator[_Visit]:
        assert isinstance(visit.value, dict)
        row = row_of(kind.row, visit.value)
        # Values that an alias repeats, or that several references name, are one object.
        key = (id(visit.value), row.name, visit.version, visit.in_binding)
        if key in self._seen:
            return
        self._seen.add(key)
        for fault in _missing(visit.value, row, visit.version):
            self._report(visit, fault)
        for name, value in visit.value.items():
            # A `$ref` that is neither text nor a mapping is told by `resolve`.
            if name == REFERENCE and not isinstance(value, str | dict):
                continue
            field = field_of(row.name, name, visit.value, visit.version)
            if isinstance(field, Field):
                # Most values are such leaves, and a visit costs more than this look.
                if not is_right_leaf(value, field.kind):
                    yield visit.child(name, value, field.kind)
            elif (other := self._other_field(visit, row, name, field)) is not None:
                self._report(visit, other, name)

    def _other_field(self, visit: _Visit, row: Row, name: str, mismatch: Mismatch | None) -> Fault | None:
        if mismatch is not None:
            return misplaced_field(row, name, mismatch)
        if name.startswith("x-") and row.extensible:
            fits = row.others is not Others.REFUSED or EXTENSION.fits(name)
            return (
                None if fits else Fault("bad-name", f"{shown(name)} cannot name an extension", EXTENSION.hint)
            )
        self._words += 1
        if row.others is Others.REFUSED:
            if isinstance(visit.kind, Thing) and visit.kind.reference is not None and nearly_reference(name):
                return misspelt_reference(row, name)
            return unknown_field(row, name, visit.version, near=self._words < _MOST_WORDS)
        return near_miss(row, name) if self._words < _MOST_WORDS else None

    def _bindings(self, visit: _Visit, kind: Bindings) -> Iterator[_Visit]:
        assert isinstance(visit.value, dict)
        for name, value in visit.value.items():
            told = value.get("bindingVersion") if isinstance(value, dict) else None
            fault = _unknown_binding(name, told)
            if fault is not None:
                self._report(visit, fault, name)
            elif name in BINDINGS:
                thing = Thing(BINDINGS[name].parts[kind.part].name, FIRST)
                yield _Visit(value, visit.location.child(name), thing, version_of(told), in_binding=True)

    def _report_repeated(self, visit: _Visit, values: list[Json]) -> None:
        first: dict[str, int] = {}
        for index, value in enumerate(values):
            known = first.setdefault(_canonical(value), index)
            if known != index:
                self._report(visit, repeated_item(visit.name(), known), str(index))

    def _report(self, visit: _Visit, fault: Fault, key: str | None = None) -> None:
        """Note a fault of the visited value, or of the field whose key is told."""
        location = visit.location if key is None else visit.location.child(key)
        place = self.resolved.place(location, key is not None)
        # The bindings have specifications of their own, which AsyncAPI's schema leaves alone.
        foreign = visit.in_binding and BY_CODE[fault.code].level is Level.ERROR
        code = "wrong-binding" if foreign else fault.code
        self.problems.append(finding(code, fault.message, place, fault.hint))


def _missing(mapping: Mapping[str, Json], row: Row, version: Version | None) -> Iterator[Fault]:
    for name in required_fields(row.name, mapping, version):
        if name not in mapping:
            yield missing_field(row, name)
    if row.one_of and not any(name in mapping for name in row.one_of):
        yield missing_choice(row)


def _refused_reference(visit: _Visit) -> Fault | None:
    if isinstance(visit.kind, Bindings):
        return None
    assert isinstance(visit.kind, Thing)
    since = visit.kind.reference
    if since is not None and (visit.version is None or visit.version >= since):
        return None
    return reference_not_allowed(row_of(visit.kind.row, {}).words, since)


def _unknown_binding(protocol: str, version: Json) -> Fault | None:
    if protocol.startswith("x-"):
        return None
    if protocol not in BINDINGS:
        return unknown_protocol(protocol, BINDINGS)
    known = BINDINGS[protocol].versions
    if isinstance(version, str) and version != "latest" and version not in known:
        return unknown_version(protocol, version, known)
    return None


def _canonical(value: Json) -> str:
    """Return a text that two values share where JSON Schema calls them equal: `1` and `1.0`, not `true`."""
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: Json) -> Json:
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {name: _plain(item) for name, item in value.items()}
        case _:
            return value
