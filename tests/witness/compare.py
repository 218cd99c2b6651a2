"""Where two generators say different things of one document, and which of it is listed with a reason."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.documents import corpus
from tests.support import CASES, MESSAGEBIRD, ROOT
from tests.witness.models import Models, ours, theirs

TABLE = Path(__file__).with_name("differences.toml")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both say of a document; `unread` names who cannot read it."""

    name: str
    unread: str
    objects: int
    fields: int
    enums: int
    differences: frozenset[str]


def compared(name: str, path: Path) -> Comparison:
    mine, peers = ours(path), theirs(path)
    if mine is None or peers is None:
        unread = "both" if mine is peers is None else "ours" if mine is None else "theirs"
        return Comparison(name, unread, 0, 0, 0, frozenset())
    shared = mine.objects.keys() & peers.objects.keys()
    fields = sum(len(mine.objects[each]) for each in shared)
    enums = len(mine.enums.keys() & peers.enums.keys())
    return Comparison(name, "", len(shared), fields, enums, differences(mine, peers))


def differences(mine: Models, peers: Models) -> frozenset[str]:
    """What the two say differently of the objects and enums that both have."""
    shared = mine.objects.keys() & peers.objects.keys()
    return frozenset([*_objects(mine, peers, shared), *_enums(mine, peers)])


def _objects(mine: Models, peers: Models, shared: Iterable[str]) -> Iterator[str]:
    for each in shared:
        one, other = mine.objects[each], peers.objects[each]
        yield from (f"{each}: only we have {wire!r}" for wire in one.keys() - other.keys())
        yield from (f"{each}: only the peer has {wire!r}" for wire in other.keys() - one.keys())
        for wire in one.keys() & other.keys():
            if one[wire].required is not other[wire].required:
                yield f"{each}: {wire!r} is {'required' if one[wire].required else 'optional'} for us alone"
            mine_values, peer_values = one[wire].values, other[wire].values
            if mine_values is not None and peer_values is not None and not _same(mine_values, peer_values):
                yield f"{each}: {wire!r} has other values"


def _enums(mine: Models, peers: Models) -> Iterator[str]:
    for each in mine.enums.keys() & peers.enums.keys():
        if not _same(mine.enums[each], peers.enums[each]):
            yield f"{each}: other values"


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    # The peer makes null a member of an enum, where we have it beside the enum.
    return one - {"None"} == other - {"None"}


def quick() -> dict[str, Path]:
    """MessageBird, the case packages, and a few documents of the corpus that others wrote."""
    cases = {folder.name: folder / "spec.yaml" for folder in sorted(CASES.iterdir())}
    found = {"messagebird": MESSAGEBIRD} | {name: path for name, path in cases.items() if path.exists()}
    real = sorted((each for each in _local() if each[2] == "real"), key=lambda each: each[0])
    return found | {name: path for name, path, _ in real[:: max(len(real) // 6, 1)][:6]}


def every() -> dict[str, Path]:
    """All documents at hand."""
    return quick() | {name: path for name, path, _ in _local()}


def _local() -> Iterator[tuple[str, Path, str]]:
    """The documents of the corpus that need nothing from elsewhere, for the peer would go and fetch it."""
    copies = ROOT / "tests" / "data" / "corpus" / "manifest.jsonl"
    copied = {line.split('"id": "', 1)[1].split('"', 1)[0] for line in copies.read_text().splitlines()}
    rows = {row["id"]: row for row in corpus().rows()}
    for document in corpus().documents():
        row = rows[document.id]
        if document.id in copied and not row["http_refs"] and not row["missing_refs"]:
            yield document.id, document.path, document.kind


def table() -> Mapping[str, Mapping[str, str]]:
    """The listed differences: by document, each with its reason."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def all_compared(documents: Mapping[str, Path]) -> list[Comparison]:
    # The peer runs in processes of its own, so threads do.
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda each: compared(*each), documents.items()))


def unlisted(found: Iterable[Comparison]) -> list[str]:
    """What the table does not list, and what it lists that does not hold any longer."""
    listed = table()
    lines: list[str] = []
    for each in found:
        known = listed.get(each.name, {})
        # A document that is not read shows nothing of what is listed for it.
        lines += [f"{each.name}: not listed: {line}" for line in sorted(each.differences - known.keys())]
        if not each.unread:
            lines += [
                f"{each.name}: holds no longer: {line}" for line in sorted(known.keys() - each.differences)
            ]
        elif known:
            lines.append(f"{each.name}: has differences listed, and is not read by {each.unread}")
    return lines
