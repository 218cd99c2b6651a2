"""What becomes of a document: generated or refused, with which problems; and how that differs from before."""

import json
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.corpus.documents import Document, lines

from eventwright.configuration import Settings
from eventwright.manifest import LOCK_NAME
from eventwright.options import PRESETS, Perspective
from eventwright.problems import Level, Problem, SpecError
from eventwright.target import Target, prepare, targets

EXPECTED = Path(__file__).with_name("outcomes.jsonl")


class Variant(StrEnum):
    """A choice of options: between them both ways of decoding and both perspectives."""

    LENIENT = "lenient"
    STRICT = "strict"


SETTINGS: Mapping[Variant, Settings] = {
    Variant.LENIENT: Settings(decode=PRESETS["lenient"], perspective=Perspective.APPLICATION),
    Variant.STRICT: Settings(decode=PRESETS["strict"], perspective=Perspective.CLIENT),
}


class Ending(StrEnum):
    """How it ended; the last two are bugs of ours."""

    GENERATED = "generated"
    REPORTED = "generated with errors reported"
    REFUSED = "refused"
    CRASHED = "traceback"
    HUNG = "out of time"


MADE = (Ending.GENERATED, Ending.REPORTED)
BUGS = (Ending.CRASHED, Ending.HUNG)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended for a document, with the codes of its errors and warnings; `trace` is a bug's."""

    id: str
    ending: Ending
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    trace: str = ""

    def line(self) -> str:
        told = {"id": self.id, "outcome": self.ending, "errors": self.errors, "warnings": self.warnings}
        return json.dumps(told)

    def shown(self) -> str:
        return f"{self.ending}; errors: {_listed(self.errors)}; warnings: {_listed(self.warnings)}"


def outcome_of(document: Document, folders: Mapping[Variant, Path]) -> Outcome:
    """Make the packages of a document as the command would, one below the folder of each variant."""
    tried = [_one(document, SETTINGS[variant], folder) for variant, folder in folders.items()]
    return Outcome(
        id=document.id,
        ending=max((each.ending for each in tried), key=list(Ending).index),
        errors=_union(each.errors for each in tried),
        warnings=_union(each.warnings for each in tried),
        trace="\n".join(each.trace for each in tried if each.trace),
    )


def package_name(document: str) -> str:
    return f"d{document}"


def _one(document: Document, settings: Settings, folder: Path) -> Outcome:
    place = Settings(
        spec=str(document.path), output=str(folder / package_name(document.id)), ref_root=str(document.folder)
    )
    try:
        (target,) = targets(place.over(settings), None)
        problems = _write(target)
    except SpecError as error:
        return _ended(document, Ending.REFUSED, error.problems)
    except Exception:
        # Whatever else is raised is what the corpus is there to find.
        return Outcome(document.id, Ending.CRASHED, trace=traceback.format_exc())
    errors = any(problem.level is Level.ERROR for problem in problems)
    return _ended(document, Ending.REPORTED if errors else Ending.GENERATED, problems)


def _write(target: Target) -> tuple[Problem, ...]:
    prepared = prepare(target)
    for name, text in {**prepared.files, LOCK_NAME: prepared.manifest.text()}.items():
        path = target.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return prepared.problems


def _ended(document: Document, ending: Ending, problems: Iterable[Problem]) -> Outcome:
    codes: dict[Level, set[str]] = {level: set() for level in Level}
    for problem in problems:
        codes[problem.level].add(problem.code)
    errors, warnings = codes[Level.ERROR], codes[Level.WARNING]
    return Outcome(document.id, ending, tuple(sorted(errors)), tuple(sorted(warnings)))


def expected() -> dict[str, Outcome]:
    """Return the outcomes that are written down, by document."""
    found = (
        Outcome(row["id"], Ending(row["outcome"]), tuple(row["errors"]), tuple(row["warnings"]))
        for row in lines(EXPECTED)
    )
    return {outcome.id: outcome for outcome in found}


def write_expected(outcomes: Iterable[Outcome]) -> None:
    """Write outcomes down; what is known of documents that are not here stays."""
    merged = expected() | {outcome.id: outcome for outcome in outcomes}
    text = "".join(merged[key].line() + "\n" for key in sorted(merged))
    EXPECTED.write_text(text, encoding="utf-8")


def differences(outcomes: Iterable[Outcome], before: Mapping[str, Outcome]) -> Iterator[str]:
    """Yield a line for each outcome that is not as written down."""
    for outcome in outcomes:
        known = before.get(outcome.id)
        if known is None:
            yield f"{outcome.id}: {outcome.shown()}; nothing is written down"
        elif known.line() != outcome.line():
            yield f"{outcome.id}: {outcome.shown()}\n      before: {known.shown()}"


def faults(documents: Iterable[Document], outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield what must not be, whatever is written down: bugs, and a refusal of what the reference accepts."""
    by_id = {document.id: document for document in documents}
    for outcome in outcomes:
        if outcome.ending in BUGS:
            yield f"{outcome.id}: {outcome.ending}\n{outcome.trace}".rstrip()
        elif outcome.ending is Ending.REFUSED and by_id[outcome.id].verdict:
            yield f"{outcome.id}: refused, but the reference parser accepts it: {_listed(outcome.errors)}"
        elif outcome.ending is Ending.REFUSED and not outcome.errors:
            yield f"{outcome.id}: refused without an error"


def _union(codes: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({code for each in codes for code in each}))


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or "none"
