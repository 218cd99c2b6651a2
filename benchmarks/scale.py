"""What generating costs as a document grows, beside datamodel-codegen; measures, and asserts nothing."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Json = Any

SIZES = (10, 100, 1000)
FEW_CHANNELS = 5
"""So many channels share the messages of a document where each channel has many."""
MOST_OF_PEER = 0.25
"""The share of the peer's CPU time that ours may take."""

OURS = "eventwright generate"
PEER = "datamodel-codegen (as installed)"
PEER_QUICK = "datamodel-codegen --formatters builtin"
CHECK = "eventwright check"
VALIDATE = "eventwright validate"
IMPORT = "import of the package"
START = "python, nothing else"

SHARED: Json = {
    "Money": {
        "type": "object",
        "required": ["amount", "currency"],
        "properties": {
            "amount": {"type": "number", "minimum": 0},
            "currency": {"type": "string", "minLength": 3, "maxLength": 3},
        },
    },
    "Priority": {"type": "string", "enum": ["low", "normal", "high"]},
}
WORDS = ("order", "invoice", "parcel", "payment", "customer", "ticket", "booking", "device", "sensor", "user")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: CPU seconds of user and system together, and its largest memory."""

    seconds: float
    megabytes: float


def document(messages: int, channels: int | None = None) -> Json:
    """A document with so many messages of ten properties each, on a channel each or spread over some."""
    names = [f"{WORDS[number % len(WORDS)]}Event{number}" for number in range(messages)]
    return {
        "asyncapi": "2.6.0",
        "info": {"title": "Scale", "version": "1.0.0"},
        "channels": _channels(names, messages if channels is None else channels),
        "components": {
            "messages": {name: _message(name) for name in names},
            "schemas": SHARED | {_schema_name(name): _schema(name) for name in names},
        },
    }


def _channels(names: Sequence[str], parts: int) -> Json:
    groups = [group for start in range(parts) if (group := names[start::parts])]
    return {f"events/{group[0]}": _channel(number, group) for number, group in enumerate(groups)}


def _channel(number: int, names: Sequence[str]) -> Json:
    references = [{"$ref": f"#/components/messages/{name}"} for name in names]
    message = references[0] if len(references) == 1 else {"oneOf": references}
    action = "subscribe" if number % 5 == 1 else "publish"
    operation = {"operationId": f"on {names[0]}", "message": message}
    return {"description": f"Events such as {names[0]}.", action: operation}


def _schema_name(message: str) -> str:
    return message[:1].upper() + message[1:] + "Body"


def _message(name: str) -> Json:
    return {
        "name": name,
        "title": f"The event {name}",
        "summary": f"Something happened to {name}.",
        "payload": {"$ref": f"#/components/schemas/{_schema_name(name)}"},
    }


def _schema(name: str) -> Json:
    """Ten properties: texts, times, numbers, a shared schema and enum, an enum, an object and arrays."""
    return {
        "type": "object",
        "description": f"The body of {name}.",
        "required": ["id", "type", "createdAt"],
        "properties": {
            "id": {"type": "string", "format": "uuid", "description": "The identifier."},
            "type": {"const": name},
            "createdAt": {"type": "string", "format": "date-time", "description": "When it was created."},
            "updatedAt": {"type": ["string", "null"], "format": "date-time"},
            "count": {"type": "integer", "minimum": 0, "maximum": 1_000_000},
            "status": {"type": "string", "enum": ["new", "open", f"{name} closed"]},
            "priority": {"$ref": "#/components/schemas/Priority"},
            "price": {"$ref": "#/components/schemas/Money"},
            "address": {
                "type": "object",
                "properties": {
                    "street": {"type": "string", "maxLength": 200},
                    "city": {"type": "string"},
                    "zip-code": {"type": "string", "pattern": "^[0-9]{5}$"},
                },
            },
            "lines": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["sku"],
                    "properties": {
                        "sku": {"type": "string"},
                        "tags": {"type": "array", "items": {"type": "string"}},
                    },
                },
            },
        },
    }


def generating(spec: Path, folder: Path) -> Mapping[str, Sequence[str]]:
    """The command line of each candidate that writes into an empty folder."""
    peer = ["datamodel_code_generator", "--input", str(spec), "--input-file-type", "asyncapi"]
    peer += ["--output-model-type", "pydantic_v2.BaseModel", "--target-python-version", "3.11"]
    peer += ["--disable-warnings", "--output", str(folder / "models.py")]
    ours = ["eventwright", "generate", str(spec), "--output", str(folder / "events"), "--quiet"]
    modules = {OURS: ours, PEER: peer, PEER_QUICK: [*peer, "--formatters", "builtin"]}
    return {name: [sys.executable, "-m", *module] for name, module in modules.items()}


def using(spec: Path, folder: Path) -> Mapping[str, Sequence[str]]:
    """The command lines that read the document again, or the package that was generated of it."""
    ours = [sys.executable, "-m", "eventwright"]
    # The first import also compiles, which later ones find done.
    return {
        CHECK: [*ours, "check", str(spec), "--output", str(folder / "events")],
        VALIDATE: [*ours, "validate", str(spec)],
        f"{IMPORT}, the first": [sys.executable, "-c", "import events"],
        f"{IMPORT}, the second": [sys.executable, "-c", "import events"],
        START: [sys.executable, "-c", ""],
    }


def cost(command: Sequence[str], folder: Path) -> Cost:
    """What one run of a command takes; raises CalledProcessError where it fails."""
    # The second import is to find what the first one compiled.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # Standing in the folder, so that no configuration file of this project is read.
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def costs(messages: int, channels: int | None, *, peer: bool = True) -> dict[str, Cost]:
    """What each candidate takes for a document of this size."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        spec = folder / "scale.json"
        spec.write_text(json.dumps(document(messages, channels)), encoding="utf-8")
        commands = {name: line for name, line in generating(spec, folder).items() if peer or name == OURS}
        return {name: cost(line, folder) for name, line in {**commands, **using(spec, folder)}.items()}


def least(turns: Sequence[Mapping[str, Cost]]) -> dict[str, Cost]:
    """The least of each number over several turns."""
    return {
        name: Cost(min(turn[name].seconds for turn in turns), min(turn[name].megabytes for turn in turns))
        for name in turns[0]
    }


def table(found: Mapping[int, Mapping[str, Cost]]) -> str:
    """CPU seconds and memory by number of messages, how both grow, and multiples of ours."""
    return "\n".join([*_block(found, "CPU seconds", _seconds), "", *_block(found, "peak MB", _megabytes)])


def _seconds(cost: Cost) -> float:
    return cost.seconds


def _megabytes(cost: Cost) -> float:
    return cost.megabytes


def _block(
    found: Mapping[int, Mapping[str, Cost]], title: str, number: Callable[[Cost], float]
) -> Iterator[str]:
    sizes = list(found)
    grown = [f"x{after // before}" for before, after in pairwise(sizes)]
    heads = [f"{size:,}" for size in sizes] + [f"{each} cost" for each in grown] + ["to ours"]
    yield f"{title + ', by messages':42}" + "".join(f"{head:>11}" for head in heads)
    for name in found[sizes[0]]:
        values = [number(found[size][name]) for size in sizes]
        growth = [f"{after / before:.1f}" for before, after in pairwise(values)]
        ratio = f"{values[-1] / number(found[sizes[-1]][OURS]):.2f}"
        cells = [*(f"{value:.2f}" for value in values), *growth, ratio]
        yield f"{name:42}" + "".join(f"{cell:>11}" for cell in cells)


def verdict(found: Mapping[str, Cost]) -> str:
    """Whether ours takes at most the share of the peer's CPU time that it may."""
    share = found[OURS].seconds / found[PEER].seconds
    told = "met" if share <= MOST_OF_PEER else "NOT met"
    return f"bar: ours <= {MOST_OF_PEER} of {PEER}: {told} ({share:.2f})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for a channel each, and one for few channels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=1, help="runs of each candidate, the least counts")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of messages")
    parser.add_argument("--no-peer", action="store_true", help="measure eventwright alone")
    chosen = parser.parse_args(arguments)
    for channels in (None, FEW_CHANNELS):
        found = {size: measured(size, channels, chosen) for size in sorted(chosen.sizes)}
        title = "a channel for each message" if channels is None else f"{channels} channels for all messages"
        lines = [title, table(found)]
        if not chosen.no_peer:
            lines.append(verdict(found[max(chosen.sizes)]))
        sys.stdout.write("\n".join(lines) + "\n\n")


def measured(messages: int, channels: int | None, chosen: argparse.Namespace) -> dict[str, Cost]:
    """The least of each number over as many turns as are wanted."""
    return least([costs(messages, channels, peer=not chosen.no_peer) for _ in range(chosen.repeats)])


if __name__ == "__main__":
    main()
