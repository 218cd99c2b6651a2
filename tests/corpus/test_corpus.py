"""A part of `make corpus` that takes seconds, and proof that each of its judges can find something."""

import os
import time
from pathlib import Path

import pytest
from tests.corpus.copies import copied_rows, notice
from tests.corpus.documents import COPIES, SHARED, Corpus, Document
from tests.corpus.outcomes import (
    Ending,
    Outcome,
    Variant,
    differences,
    expected,
    faults,
    outcome_of,
    package_name,
)
from tests.corpus.table import table
from tests.corpus.tools import complaints
from tests.corpus.workers import Workers

DOCUMENTS = Corpus(COPIES).documents()
LIVED = [document for document in DOCUMENTS if document.kind in ("real", "example")]
SPEC = "asyncapi: 2.6.0\ninfo: {title: T, version: '1'}\nchannels: {}\n"


def test_real_and_example_documents_end_as_written_down(tmp_path: Path) -> None:
    outcomes = [outcome_of(each, {variant: tmp_path / variant for variant in Variant}) for each in LIVED]
    assert len(outcomes) > 40
    assert [*differences(outcomes, expected()), *faults(LIVED, outcomes)] == []


def test_an_outcome_is_written_down_for_every_document() -> None:
    assert {document.id for document in DOCUMENTS} <= expected().keys()


def test_the_copies_are_those_of_the_corpus() -> None:
    """Where the corpus itself is not here, the copies are held to their own manifest."""
    source = Corpus(SHARED if SHARED.is_dir() else COPIES)
    rows = copied_rows(source)
    assert rows == list(Corpus(COPIES).rows())
    assert (COPIES / "NOTICE").read_text(encoding="utf-8") == notice(rows)
    chosen = {row["id"] for row in rows}
    examples = [row for row in source.examples() if row["doc"] in chosen]
    assert examples == list(Corpus(COPIES).examples())
    for row in rows:
        assert contents(source.folder / row["folder"]) == contents(COPIES / row["folder"])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def document(folder: Path, text: str, *, verdict: bool | None = None) -> Document:
    folder.mkdir()
    (folder / "a.yaml").write_text(text)
    return Document(id="0000", kind="real", folder=folder, entry="a.yaml", verdict=verdict)


def test_a_refusal_of_what_the_reference_parser_accepts_is_a_fault(tmp_path: Path) -> None:
    refused = document(tmp_path / "doc", "asyncapi: 9.9.9\n", verdict=True)
    outcome = outcome_of(refused, {Variant.LENIENT: tmp_path / "out"})
    assert (outcome.ending, outcome.errors) == (Ending.REFUSED, ("unsupported-version",))
    assert "refused" in "".join(faults([refused], [outcome]))


def test_the_perspectives_and_presets_end_alike_for_a_plain_document(tmp_path: Path) -> None:
    plain = document(tmp_path / "doc", SPEC, verdict=True)
    folders = {variant: tmp_path / variant for variant in Variant}
    assert outcome_of(plain, folders) == Outcome("0000", Ending.GENERATED)
    for folder in folders.values():
        assert (folder / package_name(plain.id) / "router.py").is_file()


def test_an_outcome_that_changed_is_listed() -> None:
    before = {"0000": Outcome("0000", Ending.GENERATED)}
    now = [Outcome("0000", Ending.REFUSED, ("unknown-reference",)), Outcome("0001", Ending.GENERATED)]
    first, second = differences(now, before)
    assert "unknown-reference" in first and "before: generated" in first
    assert "nothing is written down" in second
    assert list(differences([Outcome("0000", Ending.GENERATED)], before)) == []


def test_a_table_counts_each_class(tmp_path: Path) -> None:
    plain = document(tmp_path / "doc", SPEC)
    first, real, *_, every = table([plain], [Outcome("0000", Ending.GENERATED)]).splitlines()
    assert first.split()[0] == "generated" and first.split()[-1] == "all"
    assert real.split() == ["real", "1", "0", "0", "0", "0", "1"]
    assert every.split() == ["all", "1", "0", "0", "0", "0", "1"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import nowhere_to_be_found\n\n__all__ = []\n", "cannot be imported"),
        ('__all__ = ["missing"]\n', "missing"),
        ("import os\n\n__all__ = []\n", "F401"),
        ("__all__ = [ ]\n", "+__all__ = []"),
        ('__all__ = []\nnumber: int = ""\n', "error: Incompatible types in assignment"),
    ],
)
def test_each_tool_finds_what_is_wrong_with_a_package(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text(text)
    assert told in "".join(complaints(tmp_path, ["package"]))


def answer(value: float) -> str:
    if value < 0:
        os._exit(1)
    time.sleep(value)
    return "in time"


def late(value: float) -> str:
    return "late"


def test_a_call_that_takes_too_long_or_ends_its_process_is_answered_for() -> None:
    workers = Workers(answer, late, seconds=5, count=2)
    assert list(workers.map([0.0, 60.0, 0.0, -1.0, 0.0])) == ["in time", "late", "in time", "late", "in time"]
