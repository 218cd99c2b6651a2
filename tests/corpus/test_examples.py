"""The example values of the corpus: what is valid comes back equal, what is not is refused with a pointer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.corpus.documents import COPIES, Corpus, Document, corpus, lines
from tests.corpus.probe import Place, probe_files
from tests.support import MODES, Packages, same

from eventwright.problems import SpecError

DIFFERENCES = Path(__file__).with_name("examples.jsonl")


@dataclass(frozen=True, slots=True)
class Example:
    """A value of a document, and whether it is valid for the schema at its place."""

    document: str
    pointer: str
    place: Place
    value: Any
    valid: bool


def examples(source: Corpus) -> Mapping[str, list[Example]]:
    """Return the examples by document; `valid` of the corpus leaves formats out where it says so apart."""
    found: dict[str, list[Example]] = {}
    for row in source.examples():
        place = Place(row["schema"], row["schemaFormat"])
        example = Example(row["doc"], row["pointer"], place, row["value"], row["valid"])
        found.setdefault(example.document, []).append(example)
    return found


@cache
def differences() -> Mapping[tuple[str, str], str]:
    """Return why a value is not judged as the corpus says, by document and pointer."""
    return {(row["doc"], row["pointer"]): row["reason"] for row in lines(DIFFERENCES)}


EXAMPLES = examples(corpus())
DOCUMENTS: Mapping[str, Document] = {document.id: document for document in corpus().documents()}


@pytest.mark.parametrize("document", EXAMPLES)
def test_examples_are_judged_as_the_corpus_says(document: str, packages: Packages) -> None:
    places = list(dict.fromkeys(example.place for example in EXAMPLES[document]))
    made = {mode: probed(packages, DOCUMENTS[document], places, mode) for mode in MODES}
    for example in EXAMPLES[document]:
        name = f"P{places.index(example.place)}"
        known = (document, example.pointer) in differences()
        # An entry that is no longer needed fails too.
        assert agrees(made, name, example) != known, example


def probed(packages: Packages, document: Document, places: Sequence[Place], mode: str) -> Any:
    """The package of the places; None where the document is refused."""
    try:
        return packages.imported(probe_files(document, places, MODES[mode]))
    except SpecError:
        return None


def agrees(made: Mapping[str, Any], name: str, example: Example) -> bool:
    if None in made.values():
        return False
    if example.valid:
        return all(comes_back(package, name, example.value) for package in made.values())
    return refused_with_a_pointer(made["strict"], name, example.value)


def comes_back(package: Any, name: str, value: Any) -> bool:
    try:
        return same(getattr(package, name).decode(value).encode(), value)
    except package.DecodeError:
        return False


def refused_with_a_pointer(package: Any, name: str, value: Any) -> bool:
    try:
        getattr(package, name).decode(value)
    except package.DecodeError as error:
        return bool(error.problems) and all(is_pointer_into(each.pointer, value) for each in error.problems)
    return False


def is_pointer_into(pointer: str, value: Any) -> bool:
    """Whether the pointer leads to a part of the value, or to where one is missing."""
    *above, _ = pointer.split("/")
    for token in above[1:]:
        plain = token.replace("~1", "/").replace("~0", "~")
        if not isinstance(value, dict | list):
            return False
        value = value[int(plain)] if isinstance(value, list) else value.get(plain)
    return pointer == "" or pointer.startswith("/")


def test_every_listed_difference_names_an_example() -> None:
    known = {(row["doc"], row["pointer"]) for row in Corpus(COPIES).examples()}
    assert differences().keys() <= known
    assert all(differences().values())


def test_there_are_examples_of_both_kinds() -> None:
    found = [example.valid for example in every()]
    assert found.count(True) > 150 and found.count(False) > 40


def every() -> Iterator[Example]:
    for found in EXAMPLES.values():
        yield from found
