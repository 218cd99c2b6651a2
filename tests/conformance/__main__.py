"""`python -m tests.conformance`: generated decoders and jsonschema judge the same values."""

import argparse
import os
import sys
from collections.abc import Sequence

from tests.conformance.cases import cases_of
from tests.conformance.trial import Case, Tally, tried
from tests.corpus.documents import corpus
from tests.corpus.workers import Workers

SECONDS = 600
_LISTED = 200


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument("--values", type=int, default=50_000, help="at least so many values")
    parser.add_argument("--documents", nargs="*", default=(), help="the ids of documents, all by default")
    asked = parser.parse_args(arguments)
    source = corpus()
    documents = [each for each in source.documents() if not asked.documents or each.id in asked.documents]
    cases = cases_of(documents, asked.values)
    schemas = sum(len(case.pointers) for case in cases)
    say(f"{schemas} different schemas of {len(cases)} documents from {source.folder}")
    workers = Workers(tried, late, seconds=SECONDS, count=os.cpu_count() or 1)
    total = sum(workers.map(cases), Tally())
    say(f"{total.values} values: {total.accepted} accepted, {total.refused} refused")
    say(f"{total.listed} differences, as docs/decisions/strictness.md lists them")
    say(f"{len(total.unmade)} schemas that nothing is generated for")
    for each in (*total.unmade, *total.disagreements[:_LISTED]):
        say(each)
    say(f"{len(total.disagreements)} disagreements")
    return 1 if total.disagreements or total.values < asked.values else 0


def late(case: Case) -> Tally:
    return Tally(disagreements=(f"{case.document.id}: out of time",))


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
