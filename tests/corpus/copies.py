"""Copies of the documents whose licence allows it, with their origin; for machines without the corpus."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.corpus.documents import COPIES, SHARED, Corpus

# The MIT licence asks for this line in every copy.
_COPYRIGHTS: Mapping[str, str] = {
    "Redocly/redocly-cli": "Copyright 2019 Redocly Inc.",
    "WaleedAshraf/asyncapi-validator": "Copyright (c) 2019 WaleedAshraf",
    "dedoussis/asynction": "Copyright (c) 2021 Dimitrios Dedoussis",
    "koxudaxi/datamodel-code-generator": "Copyright (c) 2019 Koudai Aono",
}
_LICENCES = ("Apache-2.0", "CC-BY-4.0")
_HEAD = """\
AsyncAPI documents of others, and the files that they refer to, unchanged. Each stands under the licence of
the repository that it comes from: LICENSE-Apache-2.0 and LICENSE-MIT beside this file, and for CC-BY-4.0
https://creativecommons.org/licenses/by/4.0/legalcode.
"""


def may_be_copied(row: Mapping[str, Any]) -> bool:
    """Whether others may be given the document, and all that its licence asks for is known."""
    return row["licence"] in _LICENCES or (row["licence"] == "MIT" and row["repo"] in _COPYRIGHTS)


def copied_rows(source: Corpus) -> list[Mapping[str, Any]]:
    return [row for row in source.rows() if may_be_copied(row)]


def copy_documents() -> int:
    """Make tests/data/corpus anew from the whole corpus, and return how many documents it has."""
    source = Corpus(SHARED)
    rows = copied_rows(source)
    chosen = {row["id"] for row in rows}
    shutil.rmtree(COPIES / "documents", ignore_errors=True)
    for row in rows:
        shutil.copytree(SHARED / row["folder"], COPIES / row["folder"], copy_function=shutil.copyfile)
    _write_lines(COPIES / "manifest.jsonl", rows)
    _write_lines(COPIES / "examples.jsonl", (row for row in source.examples() if row["doc"] in chosen))
    (COPIES / "NOTICE").write_text(notice(rows), encoding="utf-8")
    return len(rows)


def notice(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return where every document comes from, and under which licence."""
    return "\n".join([_HEAD, *map(_origin, rows)])


def _origin(row: Mapping[str, Any]) -> str:
    copyright_line = _COPYRIGHTS.get(row["repo"])
    told = [
        f"{row['folder']}/{row['entry']}",
        f"    https://github.com/{row['repo']}, commit {row['commit']}",
        f"    {row['path']}",
        *(f"    {path}" for path, _ in row["side_files"]),
        f"    {row['licence']}" + (f", {copyright_line}" if copyright_line else ""),
    ]
    return "\n".join(told) + "\n"


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
