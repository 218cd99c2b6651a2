"""What is put on trial: each different schema of the corpus once, with its share of the values."""

import math
from collections.abc import Iterable

from tests.conformance.judge import Schemas, closure
from tests.conformance.trial import Case
from tests.corpus.documents import Document


def cases_of(documents: Iterable[Document], values: int) -> list[Case]:
    """Return the cases that come to at least so many values."""
    chosen = list(_chosen(documents))
    count = sum(len(pointers) for _, pointers in chosen)
    each = math.ceil(values / max(count, 1))
    return [Case(document, pointers, each) for document, pointers in chosen]


def _chosen(documents: Iterable[Document]) -> Iterable[tuple[Document, tuple[str, ...]]]:
    seen: set[str] = set()
    for document in documents:
        pointers: list[str] = []
        for found in Schemas(document).found():
            text = repr(closure(found))
            if text not in seen:
                seen.add(text)
                pointers.append(found.place.pointer)
        if pointers:
            yield document, tuple(pointers)
