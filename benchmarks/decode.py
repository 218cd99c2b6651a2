"""What decoding MessageBird events costs beside pydantic and JSON alone; measures, and asserts nothing."""

import argparse
import dataclasses
import gc
import importlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from eventwright.options import PackageOptions
from eventwright.plan.build import plan
from eventwright.reading import read, source_of
from eventwright.render import render

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "spec" / "messagebird-conversations.yaml"
SAMPLES = ROOT / "tests" / "data" / "messagebird"
# The two events nearest to 1,000 bytes. In the first every enum value is one of the document's; the second,
# a captured request, has a status that the document does not list.
SHOWN = ("02-docs-reference-message-created-contact", "10-real-2020-whatsapp-message-created")

UNIT = "orjson.loads alone"
OURS = "ours, from_dict(orjson.loads(body))"
OURS_STANDARD = "ours, from_json (standard json)"
STANDARD = "json.loads alone"

Decode = Callable[[bytes], object]


class EnumKind(StrEnum):
    """What a pydantic model takes for an enum; the value is its name in the tables."""

    OPEN = "pydantic (a), open enums"
    CLOSED = "pydantic (b), closed enums"
    TEXT = "pydantic (c), enums as str"


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate: CPU seconds for one event, alone and in the batch."""

    name: str
    single: float
    batch: float


@cache
def generated() -> Any:
    """The package of the MessageBird document as it is described, without the overlay."""
    loaded = read(source_of(str(SPEC)))
    with TemporaryDirectory() as folder:
        package = Path(folder, "messagebird_as_described")
        package.mkdir()
        for name, text in render(plan(loaded.api, PackageOptions()).package).items():
            (package / name).write_text(text, encoding="utf-8")
        sys.path.insert(0, folder)
        try:
            return importlib.import_module(package.name)
        finally:
            sys.path.remove(folder)


def pydantic_model(source: Any, enums: EnumKind) -> type[BaseModel]:
    """The model with the fields of a generated dataclass that keeps unknown keys, as the dataclass does."""
    hints = get_type_hints(source)
    fields: dict[str, Any] = {
        name: (_annotation(hints[name], enums), Field(default=None, alias=wire))
        for wire, name in source.declared().items()
    }
    config = ConfigDict(extra="allow")
    model: type[BaseModel] = create_model(source.__name__, __config__=config, **fields)
    return model


def _annotation(hint: Any, enums: EnumKind) -> Any:
    """The same type for pydantic, where an enum is taken as `enums` says; every field may be null."""
    if get_origin(hint) is not UnionType:
        return hint
    wanted = [part for part in get_args(hint) if part is not type(None)]
    kept = next((part for part in wanted if isinstance(part, type) and issubclass(part, Enum)), None)
    if kept is not None:
        return _enum(kept, enums) | None
    found = wanted[0]
    return (pydantic_model(found, enums) if dataclasses.is_dataclass(found) else found) | None


def _enum(kind: Any, enums: EnumKind) -> Any:
    match enums:
        case EnumKind.OPEN:
            # Smart mode, pydantic's default, would leave every value a str and be no open enum.
            return Annotated[kind | str, Field(union_mode="left_to_right")]
        case EnumKind.CLOSED:
            return kind
        case EnumKind.TEXT:
            return str


def samples() -> Mapping[str, bytes]:
    """The body of each collected conversation event by the name of its file, written without spaces."""
    read = {path.stem: json.loads(path.read_bytes()) for path in sorted(SAMPLES.glob("*.json"))}
    return {
        name: orjson.dumps(sample["body"])
        for name, sample in read.items()
        if sample["method"] == "POST" and sample["kind"].startswith(("message.", "conversation."))
    }


def candidates(body: bytes) -> Mapping[str, Decode]:
    """What decodes this body; closed enums are left out where they refuse it."""
    event = generated().MessageEvent
    from_dict, loads = event.from_dict, orjson.loads
    found: dict[str, Decode] = {
        UNIT: loads,
        STANDARD: json.loads,
        OURS: lambda text: from_dict(loads(text)),
        OURS_STANDARD: event.from_json,
    }
    for kind in EnumKind:
        validate = pydantic_model(event, kind).model_validate_json
        try:
            validate(body)
        except ValidationError:
            continue
        found[kind.value] = validate
    return found


def batch_of(body: bytes, size: int) -> Sequence[bytes]:
    """The body so many times, each with an id of its own, so that no cache of texts knows it."""
    event = json.loads(body)
    identifier = event["message"]["id"]
    width = len(identifier)
    return [body.replace(identifier.encode(), f"{index:0{width}x}".encode()) for index in range(size)]


def fastest(decoders: Mapping[str, Decode], bodies: Sequence[bytes], repeats: int) -> Mapping[str, float]:
    """CPU seconds for each body: the least of the repeats, in which the candidates take turns."""
    for decode in decoders.values():
        decode(bodies[0])
    best = dict.fromkeys(decoders, float("inf"))
    enabled = gc.isenabled()
    gc.disable()
    try:
        for _ in range(repeats):
            for name, decode in decoders.items():
                best[name] = min(best[name], _seconds(decode, bodies))
    finally:
        if enabled:
            gc.enable()
    return {name: seconds / len(bodies) for name, seconds in best.items()}


def _seconds(decode: Decode, bodies: Sequence[bytes]) -> float:
    begin = process_time()
    decoded = [decode(body) for body in bodies]  # all are kept, as a consumer of a batch does
    spent = process_time() - begin
    del decoded
    return spent


def rows(body: bytes, *, number: int, batch: int, repeats: int) -> Sequence[Row]:
    """Every candidate on one body: `number` times the same, and a batch of different ones."""
    decoders = candidates(body)
    single = fastest(decoders, [body] * number, repeats)
    many = fastest(decoders, batch_of(body, batch), max(1, repeats // 3))
    return [Row(name, single[name], many[name]) for name in decoders]


def table(found: Sequence[Row], batch: int) -> str:
    """The rows as text: microseconds of one event, and both costs as multiples of the first row's."""
    unit = found[0]
    lines = [f"{'':38}{'us':>8}{'ratio':>8}{f'batch of {batch:,}':>18}"]
    lines += [
        f"{row.name:38}{row.single * 1e6:8.2f}{row.single / unit.single:8.2f}{row.batch / unit.batch:18.2f}"
        for row in found
    ]
    return "\n".join(lines)


def verdict(found: Sequence[Row]) -> str:
    """Where ours stands to the bar, which is pydantic with open enums."""
    by_name = {row.name: row for row in found}
    ours, bar = by_name[OURS], by_name[EnumKind.OPEN]
    single, batch = ours.single / bar.single, ours.batch / bar.batch
    met = "met" if max(single, batch) <= 1 else "NOT met"
    return f"bar: ours, from_dict <= pydantic (a): {met} ({single:.2f} of it alone, {batch:.2f} in the batch)"


def all_samples(*, number: int, repeats: int) -> str:
    """One line for each collected event: the costs as multiples of orjson.loads."""
    names = (OURS, OURS_STANDARD, *EnumKind, STANDARD)
    titles = ("ours", "from_json", "pydantic a", "b", "c", "json")
    lines = [f"{'sample':44}{'bytes':>6}" + "".join(f"{title:>11}" for title in titles) + "  bar"]
    for name, body in samples().items():
        best = fastest(candidates(body), [body] * number, repeats)
        cells = [f"{best[each] / best[UNIT]:11.2f}" if each in best else f"{'-':>11}" for each in names]
        met = "met" if best[OURS] <= best[EnumKind.OPEN] else "NOT met"
        lines.append(f"{name:44}{len(body):6}{''.join(cells)}  {met}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="also a line for each collected event")
    parser.add_argument("--number", type=int, default=1000, help="decodes in one measurement")
    parser.add_argument("--batch", type=int, default=10_000, help="events in the batch")
    parser.add_argument("--repeats", type=int, default=15, help="measurements, of which the least counts")
    chosen = parser.parse_args(arguments)
    bodies = samples()
    parts: list[str] = []
    for name in SHOWN:
        found = rows(bodies[name], number=chosen.number, batch=chosen.batch, repeats=chosen.repeats)
        title = f"{name}, {len(bodies[name]):,} bytes"
        parts.append("\n".join([title, table(found, chosen.batch), verdict(found)]))
    if chosen.all:
        parts.append(all_samples(number=chosen.number, repeats=chosen.repeats))
    sys.stdout.write("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
