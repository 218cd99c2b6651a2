"""One document on trial: its decoders and the judge are given the same values; what differs is told."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.conformance.drawing import Drawing
from tests.conformance.judge import (
    IMPLIED,
    LISTED,
    LISTED_FORMATS,
    PLAIN,
    PLAIN_FORMATS,
    Found,
    Schemas,
)
from tests.corpus.documents import Document
from tests.corpus.probe import Place, probe_files
from tests.support import MODES, Packages, importable_packages, same

from eventwright.problems import SpecError

_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Case:
    """A document, and the places of the schemas that are tried, each with so many values."""

    document: Document
    pointers: tuple[str, ...]
    values: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a document: how many values were accepted and refused, which differences are listed."""

    accepted: int = 0
    refused: int = 0
    listed: int = 0
    unmade: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.accepted + other.accepted,
            self.refused + other.refused,
            self.listed + other.listed,
            self.unmade + other.unmade,
            self.disagreements + other.disagreements,
        )

    @property
    def values(self) -> int:
        return self.accepted + self.refused


def tried(case: Case) -> Tally:
    """Put drawn and changed values to the decoders of a document and to the judge."""
    schemas = Schemas(case.document)
    found = [each for each in schemas.found() if each.place.pointer in case.pointers]
    total = Tally()
    with importable_packages() as packages:
        for places, made in _made(packages, case.document, [each.place for each in found]):
            if made is None:
                total += Tally(unmade=tuple(f"{case.document.id} {place.pointer}" for place in places))
                continue
            for number, each in enumerate(each for each in found if each.place in places):
                decoders = {mode: getattr(package, f"P{number}") for mode, package in made.items()}
                total += Trial(case, schemas, each, decoders, made).all()
    return total


def _made(
    packages: Packages, document: Document, places: Sequence[Place]
) -> Iterator[tuple[Sequence[Place], Mapping[str, Any] | None]]:
    """Yield places with the packages that decode by them: one for all, where one is refused each its own."""
    try:
        yield places, _imported(packages, document, places)
    except SpecError:
        if len(places) <= 1:
            yield places, None
            return
        for place in places:
            yield from _made(packages, document, [place])


def _imported(packages: Packages, document: Document, places: Sequence[Place]) -> Mapping[str, Any]:
    return {
        mode: packages.imported(probe_files(document, places, options)) for mode, options in MODES.items()
    }


class Trial:
    """One schema: the judge of it, and the decoder of each mode."""

    def __init__(
        self,
        case: Case,
        schemas: Schemas,
        found: Found,
        decoders: Mapping[str, Any],
        made: Mapping[str, Any],
    ) -> None:
        self._name = f"{case.document.id} {found.place.pointer}"
        self._values = case.values
        self._found = found
        self._decoders = decoders
        self._made = made
        self._plain = schemas.validator(found, PLAIN, PLAIN_FORMATS)
        self._listed = schemas.validator(found, LISTED, LISTED_FORMATS)
        self._implied = schemas.validator(found, IMPLIED, LISTED_FORMATS)

    def all(self) -> Tally:
        total = Tally()
        for value in self._drawn():
            total += self._one(value)
        return total

    def _drawn(self) -> Iterator[Any]:
        drawing = Drawing(self._name)
        for number in range(self._values):
            value = drawing.valid(self._found)
            yield value if number % 2 == 0 else drawing.changed(value)

    def _one(self, value: Any) -> Tally:
        strict, strictly = self._decoded("strict", value)
        lenient, leniently = self._decoded("lenient", value)
        told = [*strictly, *leniently]
        listed = 0
        if strict != self._plain.is_valid(value):
            listed = 1
            if strict != self._listed.is_valid(value):
                told.append(f"strict {'accepts' if strict else 'refuses'}, the judge does not")
        if strict and not lenient and self._implied.is_valid(value):
            told.append("lenient refuses what strict accepts")
        shown = repr(value)[:_SHOWN]
        return Tally(
            accepted=int(strict),
            refused=int(not strict),
            listed=listed,
            disagreements=tuple(f"{self._name}: {each}: {shown}" for each in told),
        )

    def _decoded(self, mode: str, value: Any) -> tuple[bool, list[str]]:
        """Whether the value is accepted, and what is wrong with how it comes back."""
        before = copy.deepcopy(value)
        try:
            back = self._decoders[mode].decode(value).encode()
        except self._made[mode].DecodeError as error:
            return False, [] if error.problems else [f"{mode} names no problem"]
        except Exception as error:
            # Whatever else is raised is what the trial is there to find.
            return False, [f"{mode} raises {error!r}"]
        wrong = [] if same(_written(back), _written(value)) else [f"{mode} gives back {back!r}"[:_SHOWN]]
        return True, [*wrong, *([] if same(value, before) else [f"{mode} changes the value"])]


def _written(value: Any) -> Any:
    """The value with whole numbers as integers: 1.0 is read where an integer is wanted, and written 1."""
    if isinstance(value, dict):
        return {key: _written(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_written(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
