"""What comparing two large documents costs, in multiples of loading both; measures, and asserts nothing."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from runpy import run_path
from typing import Any, TypeVar

from eventwright.diff import Comparison, Document, compare
from eventwright.documents import MemoryDocuments
from eventwright.effect import with_effects
from eventwright.load import inspect_document
from eventwright.options import PackageOptions
from eventwright.witness import witnessed


def _beside(name: str) -> Any:
    """A script beside this one, however this one is run."""
    return run_path(str(Path(__file__).with_name(f"{name}.py")))


document = _beside("scale")["document"]

Json = Any
T = TypeVar("T")

LOADING, COMPARING = "loading both documents", "comparing them"
WITNESSES, CODE = "witnesses", "effect on code"
MOST_ALONE, MOST_ALTOGETHER = 0.3, 1.5

EDITS: Sequence[Callable[[Json], object]] = (
    lambda schema: schema["properties"]["status"]["enum"].append("void"),
    lambda schema: schema["properties"]["status"]["enum"].pop(),
    lambda schema: schema["properties"]["count"].update(maximum=10),
    lambda schema: schema["properties"]["count"].pop("minimum"),
    lambda schema: schema["required"].append("count"),
    lambda schema: schema["required"].pop(),
    lambda schema: schema["properties"].pop("updatedAt"),
    lambda schema: schema["properties"].update(note={"type": "string"}),
    lambda schema: schema["properties"]["address"]["properties"]["zip-code"].update(type="integer"),
    lambda schema: schema["properties"]["lines"]["items"]["required"].append("tags"),
)
"""Ten changes, each to be made to a message of its own."""


def documents(messages: int) -> tuple[Json, Json]:
    """A document with so many messages on a channel each, and the same with ten changes."""
    old = document(messages)
    new = deepcopy(old)
    bodies = [schema for name, schema in new["components"]["schemas"].items() if name.endswith("Body")]
    for number, edit in enumerate(EDITS):
        edit(bodies[number * len(bodies) // len(EDITS)])
    return old, new


def costs(old: Json, new: Json) -> tuple[Mapping[str, float], Comparison]:
    """CPU seconds of each part of a comparison, and what came of it."""
    files = MemoryDocuments({"old.json": json.dumps(old).encode(), "new.json": json.dumps(new).encode()})
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        found = work()
        spent[name] = time.process_time() - start
        return found

    loaded = timed(LOADING, lambda: [inspect_document(files, name) for name in ("old.json", "new.json")])
    before, after = (Document(each.api, each.resolved) for each in loaded)
    found = timed(COMPARING, lambda: compare(before, after))
    shown = timed(WITNESSES, lambda: witnessed(found, before, after))
    whole = timed(CODE, lambda: with_effects(shown, before, after, (PackageOptions(),)))
    return spent, whole


def least(turns: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The least of each part over several turns."""
    return {name: min(turn[name] for turn in turns) for name in turns[0]}


def table(best: Mapping[str, float], found: Comparison) -> str:
    """The parts as text: CPU seconds, and multiples of loading; then whether both bars are met."""
    lines = [f"{'':42}{'CPU s':>8}{'ratio':>8}"]
    lines += [f"{name:42}{spent:8.2f}{spent / best[LOADING]:8.2f}" for name, spent in best.items()]
    shown = sum(change.witness is not None for change in found.changes)
    lines.append(f"{len(found.changes)} changes, {shown} of them with a witness")
    alone = best[COMPARING] / best[LOADING]
    altogether = (best[COMPARING] + best[WITNESSES] + best[CODE]) / best[LOADING]
    lines.append(_bar("comparing alone", alone, MOST_ALONE))
    lines.append(_bar("with witnesses and effect on code", altogether, MOST_ALTOGETHER))
    return "\n".join(lines)


def _bar(name: str, share: float, most: float) -> str:
    return f"bar: {name} <= {most} of loading: {'met' if share <= most else 'NOT met'} ({share:.2f})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3, help="runs, the least of each part counts")
    parser.add_argument("--messages", type=int, default=1_000, help="messages of each document")
    chosen = parser.parse_args(arguments)
    turns = [costs(*documents(chosen.messages)) for _ in range(chosen.repeats)]
    sys.stdout.write(table(least([spent for spent, _ in turns]), turns[-1][1]) + "\n")


if __name__ == "__main__":
    main()
