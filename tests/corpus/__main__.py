"""`python -m tests.corpus`: each document of the corpus is generated, imported and checked, or refused."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus.copies import copy_documents
from tests.corpus.documents import SHARED, Corpus, Document, corpus
from tests.corpus.outcomes import (
    BUGS,
    MADE,
    Ending,
    Outcome,
    Variant,
    differences,
    expected,
    faults,
    outcome_of,
    package_name,
    write_expected,
)
from tests.corpus.table import table
from tests.corpus.tools import complaints
from tests.corpus.workers import Workers

SECONDS = 60
"""The most that one document may take; the slowest takes less than two."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the outcomes down as they are now")
    parser.add_argument("--copy", action="store_true", help="copy the documents that may be copied, and end")
    parser.add_argument("--keep", type=Path, help="leave the packages in this folder")
    asked = parser.parse_args(arguments)
    if asked.copy:
        say(f"copied {copy_documents()} documents from {SHARED}")
        return 0
    with TemporaryDirectory(prefix="corpus-") as temporary:
        return run(corpus(), asked.keep or Path(temporary), update=asked.update)


def run(source: Corpus, folder: Path, *, update: bool) -> int:
    documents = source.documents()
    say(f"{len(documents)} documents of AsyncAPI 2.x from {source.folder}")
    folders = {variant: folder / variant for variant in Variant}
    outcomes = made(documents, folders)
    say(table(documents, outcomes))
    names = [package_name(outcome.id) for outcome in outcomes if outcome.ending in MADE]
    wrong = [*faults(documents, outcomes), *judged(names, folders)]
    if update:
        write_expected(outcome for outcome in outcomes if outcome.ending not in BUGS)
    else:
        wrong += differences(outcomes, expected())
    for each in wrong:
        say(each)
    say(f"{len(wrong)} complaints" if wrong else "as expected")
    return 1 if wrong else 0


def made(documents: Sequence[Document], folders: Mapping[Variant, Path]) -> tuple[Outcome, ...]:
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    workers = Workers(
        partial(outcome_of, folders=folders),
        lambda document: Outcome(document.id, Ending.HUNG),
        seconds=SECONDS,
        count=os.cpu_count() or 1,
    )
    return tuple(workers.map(documents))


def judged(names: Sequence[str], folders: Mapping[Variant, Path]) -> list[str]:
    """Return what is wrong with the packages of these names."""

    def one(variant: Variant) -> list[str]:
        say(f"{variant}: {len(names)} packages are imported, type-checked and linted")
        return complaints(folders[variant], names)

    with ThreadPoolExecutor(len(folders)) as threads:
        return [each for found in threads.map(one, folders) for each in found]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
