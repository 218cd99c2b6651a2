"""Documents, and edits of documents, get one verdict from the rows and from AsyncAPI's own JSON Schemas."""

import json
import os
from random import Random
from typing import Any

import pytest
from tests.corpus.documents import COPIES, Corpus
from tests.grammar.edits import Edit, edits
from tests.grammar.made import Maker
from tests.grammar.official import EndlessError, refused

from eventwright.documents import MemoryDocuments
from eventwright.grammar import document, grammar_problems, schemas, security
from eventwright.grammar.kinds import Version
from eventwright.problems import Level, SpecError
from eventwright.resolve import resolve
from eventwright.source import Limits, parse

VERSIONS: tuple[Version, ...] = tuple((2, minor) for minor in range(7))
MADE = 70
EDITED = 30
EDITS = int(os.environ.get("EVENTWRIGHT_EDITS", "3"))
"""How many edits of each document are tried; a full run has 50."""


def ours(written: Any, version: Version) -> list[str]:
    """Return the errors of structure, with code, message and pointer."""
    documents = MemoryDocuments({"spec.json": json.dumps(written).encode()})
    try:
        resolved = resolve(documents, "spec.json", Limits())
        found = (*resolved.problems, *grammar_problems(resolved, version))
    except SpecError as error:
        found = error.problems
    return [
        f"{problem.code} {problem.message} {problem.place.pointer if problem.place else ''}"
        for problem in found
        if problem.level is Level.ERROR
    ]


def disagreement(written: Any, version: Version) -> list[str]:
    """Return what one side alone has against a document."""
    mine, theirs = ours(written, version), refused(written, f"2.{version[1]}.0")
    return [] if bool(mine) == bool(theirs) else (mine or theirs)


def made(version: Version) -> list[Any]:
    return [Maker(Random(f"{version} {number}"), version).document() for number in range(MADE)]


def complaints(tried: list[Edit], version: Version) -> list[str]:
    found = []
    for edit in tried:
        try:
            against = disagreement(edit.document, version)
        except EndlessError:
            continue
        found += [f"{edit}: {one}" for one in against[:1]]
    return found


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_the_schemas_accept_what_the_rows_allow(version: Version) -> None:
    for written in made(version):
        assert ours(written, version) == []
        assert disagreement(written, version) == []


def test_the_documents_made_have_every_field() -> None:
    found: set[tuple[str, str]] = set()
    for version in VERSIONS:
        for number in range(MADE):
            maker = Maker(Random(f"{version} {number}"), version)
            maker.document()
            found |= maker.made
    rows = (*document.ROWS, *schemas.ROWS, *security.ROWS)
    wanted = {(row.name, field.name) for row in rows for field in row.fields}
    assert wanted - found == {(row.name, "$ref") for row in rows if (row.name, "$ref") in wanted}


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_an_edit_of_a_made_document_gets_one_verdict(version: Version) -> None:
    random = Random(str(version))
    tried = [edit for written in made(version)[:EDITED] for edit in edits(written, random, EDITS)]
    assert len(tried) > EDITED
    assert complaints(tried, version) == []


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_an_edit_of_a_document_of_others_gets_one_verdict(version: Version) -> None:
    random = Random(str(version))
    found = []
    for each in Corpus(COPIES).documents():
        if not each.verdict or each.path.read_bytes().find(f"2.{version[1]}.0".encode()) < 0:
            continue
        written: Any = parse(each.entry, each.path.read_bytes(), Limits()).value
        if written["asyncapi"] == f"2.{version[1]}.0" and not ours(written, version):
            found += complaints(list(edits(written, random, EDITS)), version)
    assert found == []


def test_the_schemas_find_what_is_wrong() -> None:
    """A judge that accepts everything would agree with everything that accepts."""
    plain = {"asyncapi": "2.6.0", "info": {"title": "T", "version": "1"}, "channels": {}}
    assert refused(plain, "2.6.0") == []
    assert refused({**plain, "id": "no uri"}, "2.6.0")
    assert refused({**plain, "info": {"$ref": "#/x-info"}, "x-info": plain["info"]}, "2.6.0")
