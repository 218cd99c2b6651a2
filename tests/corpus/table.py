"""Outcomes counted by class of document; prints nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tests.corpus.documents import Document
from tests.corpus.outcomes import Ending, Outcome

CLASSES = ("real", "example", "fixture", "conformance")


def table(documents: Iterable[Document], outcomes: Iterable[Outcome]) -> str:
    """Return one row for each class and one for all, one column for each ending."""
    kinds = {document.id: document.kind for document in documents}
    counted = Counter((kinds[outcome.id], outcome.ending) for outcome in outcomes)
    rows = [
        (name, [sum(counted[kind, ending] for kind in group) for ending in Ending])
        for name, group in [*((kind, (kind,)) for kind in CLASSES), ("all", CLASSES)]
    ]
    return "\n".join([_row("", list(Ending), "all"), *(_row(name, row, sum(row)) for name, row in rows)])


def _row(name: str, cells: Sequence[object], total: object) -> str:
    widths = [len(ending) for ending in Ending]
    filled = [str(cell).rjust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join([name.ljust(11), *filled, str(total).rjust(4)])
