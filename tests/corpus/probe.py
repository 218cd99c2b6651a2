"""A package that decodes by single schemas of a document: one message for each, with that payload."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, join
from typing import Any
from urllib.parse import quote

from tests.corpus.documents import Document

from eventwright.documents import MemoryDocuments
from eventwright.load import load
from eventwright.options import PackageOptions
from eventwright.plan.build import plan
from eventwright.render import render

_NAME = "probe.json"
# What RFC 3986 lets stand in a fragment.
_SAFE = "/~!$&'()*+,;=:@?"


@dataclass(frozen=True, slots=True)
class Place:
    """A schema of a document: `#/pointer`, and the schemaFormat of the message that it belongs to."""

    pointer: str
    format: str | None = None

    def reference(self, file: str) -> str:
        return f"{file}#{quote(self.pointer.removeprefix('#'), safe=_SAFE)}"


def probe_files(document: Document, places: Sequence[Place], options: PackageOptions) -> dict[str, str]:
    """Render a package with the messages P0, P1, ..., one for each place; raises SpecError."""
    name = join(dirname(document.entry), _NAME)
    files = {
        str(path.relative_to(document.folder)): path.read_bytes() for path in _files_below(document.folder)
    }
    text = json.dumps(_document(basename(document.entry), places)).encode()
    return render(plan(load(MemoryDocuments(files | {name: text}), name), options).package)


def _document(file: str, places: Sequence[Place]) -> dict[str, Any]:
    channels = {
        f"c{index}": {"publish": {"message": _message(f"P{index}", place, file)}}
        for index, place in enumerate(places)
    }
    return {"asyncapi": "2.6.0", "info": {"title": "Probe", "version": "1"}, "channels": channels}


def _message(name: str, place: Place, file: str) -> dict[str, Any]:
    message = {"name": name, "payload": {"$ref": place.reference(file)}}
    return message | ({"schemaFormat": place.format} if place.format else {})


def _files_below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
