"""What `validate` says of the documents of others, against AsyncAPI's reference parser.

Each document of which they say something else stands in verdicts.toml with the reason, and no other does.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.corpus.documents import Document, corpus

from eventwright.problems import Level, Problem, SpecError
from eventwright.reading import read, source_of

WRITTEN = Path(__file__).with_name("verdicts.toml")
AGREED = 0.97
"""The least part of the documents for which no reason may be needed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Why one document is valid for us and not for the reference parser, or the other way round."""

    valid: bool
    reason: str


def written() -> Mapping[str, Difference]:
    rows = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))["differs"]
    pairs = [(name, Difference(row["ours"] == "valid", row["reason"])) for row in rows for name in row["ids"]]
    assert len(dict(pairs)) == len(pairs), "a document stands there twice"
    return dict(pairs)


def problems_of(document: Document) -> tuple[Problem, ...]:
    try:
        return read(source_of(str(document.path), str(document.folder)), advice=True).problems
    except SpecError as error:
        return error.problems


def is_valid(document: Document) -> bool:
    return all(problem.level is not Level.ERROR for problem in problems_of(document))


@cache
def judged() -> tuple[Document, ...]:
    return tuple(document for document in corpus().documents() if document.verdict is not None)


@cache
def found() -> Mapping[str, bool]:
    """The documents of which we say something else, and whether they are valid for us."""
    verdicts = {document.id: (is_valid(document), document.verdict) for document in judged()}
    return {name: ours for name, (ours, theirs) in verdicts.items() if ours != theirs}


def told() -> Iterator[str]:
    for name, ours in found().items():
        row = written().get(name)
        if row is None or row.valid is not ours:
            yield f"{name} is {'valid' if ours else 'invalid'} for us alone, and no reason is written down"


def test_a_document_that_is_judged_otherwise_has_a_reason() -> None:
    assert list(told()) == []


def test_a_reason_is_written_for_what_is_judged_otherwise_only() -> None:
    known = {document.id for document in judged()}
    assert (written().keys() & known) - found().keys() == set()


def test_nearly_all_documents_are_judged_alike() -> None:
    assert len(judged()) > 500
    assert 1 - len(found()) / len(judged()) > AGREED


def test_every_reason_says_something() -> None:
    assert all(len(row.reason.split()) > 5 for row in written().values())
