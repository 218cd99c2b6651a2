"""Which documents there are: those beside the checkout, else the copies in tests/data; judges none."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import ROOT

SHARED = ROOT.parent / "shared" / "corpus"
COPIES = ROOT / "tests" / "data" / "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with what the manifest says of it; `verdict` is the reference parser's, where it has one."""

    id: str
    kind: str
    folder: Path
    entry: str
    verdict: bool | None

    @property
    def path(self) -> Path:
        return self.folder / self.entry


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder of documents in the layout of the manifest."""

    folder: Path

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Yield what the manifest says of the 2.x documents, in its order."""
        for row in lines(self.folder / "manifest.jsonl"):
            if str(row["version"]).startswith("2"):
                yield row

    def documents(self) -> tuple[Document, ...]:
        return tuple(map(self._document, self.rows()))

    def _document(self, row: Mapping[str, Any]) -> Document:
        verdict = row["reference_parser"]
        return Document(
            id=row["id"],
            kind=row["cls"],
            folder=self.folder / row["folder"],
            entry=row["entry"],
            verdict=None if verdict is None else verdict["valid"],
        )

    def examples(self) -> Iterator[Mapping[str, Any]]:
        """Yield the checked example values of the 2.x documents."""
        known = {row["id"] for row in self.rows()}
        return (row for row in lines(self.folder / "examples.jsonl") if row["doc"] in known)


def corpus() -> Corpus:
    """Return the whole corpus where it lies beside the checkout, else the documents that may be copied."""
    return Corpus(SHARED if SHARED.is_dir() else COPIES)


def lines(path: Path) -> list[Any]:
    """Return the values of a file with one JSON value in each line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
