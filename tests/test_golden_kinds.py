"""Packages of all kinds of models, byte by byte as in tests/cases/kinds.

EVENTWRIGHT_UPDATE_GOLDEN=1 writes them anew. A file that the package of dataclasses has as well is kept once,
so that what differs between the kinds is what is seen.
"""

import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from tests.support import ROOT, Packages
from tests.test_golden import COPIED, PYRIGHT, RUFF, UPDATE, run, update

from eventwright.options import Models, PackageOptions
from eventwright.plan.build import plan
from eventwright.reading import read, source_of
from eventwright.render import render

KEPT = ROOT / "tests" / "cases" / "kinds"
CORPUS = ROOT / "tests" / "data" / "corpus" / "documents"
DOCUMENTS: Mapping[str, Path] = {
    "messagebird": ROOT / "spec" / "messagebird-conversations.yaml",
    "headers": CORPUS / "0096-spec-application-headers" / "asyncapi.yaml",
    "tags": CORPUS / "0400-modelina-operation-oneof1" / "asyncapi.json",
    "avro": CORPUS / "0521-microcks-user-signedup-avro-asyncapi-oneof-2-3" / "asyncapi.yaml",
    "parameters": CORPUS / "0726-apicurio-data-models-kitchen-sink-expected" / "asyncapi.json",
    "keywords": CORPUS / "1038-tck-valid" / "asyncapi.yaml",
}
LIBRARY = [kind for kind in Models if kind is not Models.DATACLASS]


@cache
def files_of(name: str, kind: Models) -> Mapping[str, str]:
    document = DOCUMENTS[name]
    loaded = read(source_of(str(document), str(document.parent)))
    return render(plan(loaded.api, PackageOptions(models=kind)).package)


def own(name: str, kind: Models) -> dict[str, bytes]:
    """The files of a package that are not the same in every package, nor that of its dataclasses."""
    common = files_of(name, Models.DATACLASS) if kind is not Models.DATACLASS else {}
    return {
        path: text.encode()
        for path, text in files_of(name, kind).items()
        if path not in COPIED and path != "_wire.py" and common.get(path) != text
    }


@pytest.mark.parametrize("kind", Models)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_package_is_as_expected(name: str, kind: Models) -> None:
    folder = KEPT / name / kind.value
    rendered = own(name, kind)
    if UPDATE:
        folder.mkdir(parents=True, exist_ok=True)
        update(folder, rendered)
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(kept) == sorted(rendered)
    for path, data in rendered.items():
        assert data.decode() == kept[path].decode(), path


@pytest.mark.parametrize("kind", LIBRARY)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_names_stand_behind_the_same_router_and_handlers(name: str, kind: Models) -> None:
    common, files = files_of(name, Models.DATACLASS), files_of(name, kind)
    for path in ("__init__.py", "enums.py", "router.py", "handlers.py", "_json.py", "py.typed"):
        assert files[path] == common[path]


@pytest.mark.parametrize("kind", LIBRARY)
def test_the_run_time_of_a_kind_is_copied_unchanged(kind: Models) -> None:
    files = files_of("messagebird", kind)
    templates = ROOT / "templates" / "package"
    copied = {name: template for name, template in COPIED.items() if name in files}
    for path, template in {**copied, "_wire.py": f"_wire_{kind.value}.py"}.items():
        assert files[path].encode() == (templates / template).read_bytes(), path
    assert ("_decoder.py" in files) is (kind is not Models.TYPEDDICT)


@pytest.mark.parametrize("kind", Models)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_package_exports_what_it_says(packages: Packages, name: str, kind: Models) -> None:
    package = packages.imported(files_of(name, kind))
    assert package.__all__ and all(hasattr(package, each) for each in package.__all__)


# What users write: classes and fields by the same names, and each kind's own way to what may be absent.
USES = {
    "pydantic": """
from messagebird_pydantic import Handlers, MessageCreated, MessageEvent, MessageEventMessage
from messagebird_pydantic import MessageEventMessageDirection as Direction

EVENT = MessageEvent(message=MessageEventMessage(from_="+31", channel_id="a", direction=Direction.RECEIVED))

SEEN: list[object] = []


class Support(Handlers):
    async def message_created(self, message: MessageCreated) -> None:
        event = message.payload.message
        if event and event.direction is Direction.RECEIVED and event.created_datetime:
            SEEN.append((event.from_, event.channel_id, event.created_datetime.year, event.model_dump()))
""",
    "msgspec": """
from messagebird_msgspec import Handlers, MessageCreated, MessageEvent, MessageEventMessage
from messagebird_msgspec import MessageEventMessageDirection as Direction

EVENT = MessageEvent(message=MessageEventMessage(from_="+31", channel_id="a", direction="received"))

SEEN: list[object] = []


class Support(Handlers):
    async def message_created(self, message: MessageCreated) -> None:
        event = message.payload.message
        if isinstance(event, MessageEventMessage) and event.direction == Direction.RECEIVED:
            SEEN.append((event.from_, event.channel_id))
""",
    "typeddict": """
from messagebird_typeddict import Handlers, MessageCreated, MessageEvent
from messagebird_typeddict import MessageEventMessageDirection as Direction

EVENT: MessageEvent = {"type": "message.created", "message": {"from": "+31", "direction": Direction.RECEIVED}}

SEEN: list[object] = []


class Support(Handlers):
    async def message_created(self, message: MessageCreated) -> None:
        event = message.payload.get("message")
        if event and event.get("direction") == Direction.RECEIVED:
            SEEN.append(event.get("from"))
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All packages, complete and side by side, as users have them."""
    root = tmp_path_factory.mktemp("kinds")
    for name in DOCUMENTS:
        for kind in Models:
            files = files_of(name, kind)
            update(root / f"{name}_{kind.value}", {path: text.encode() for path, text in files.items()})
    (root / "uses").mkdir()
    (root / "uses" / "__init__.py").touch()
    for name, text in USES.items():
        (root / "uses" / f"{name}.py").write_text(text.lstrip())
    (root / "ruff.toml").write_text(RUFF)
    (root / "pyrightconfig.json").write_text(json.dumps(PYRIGHT))
    return root


def test_mypy_finds_nothing_in_the_packages(folder: Path) -> None:
    names = [path.name for path in sorted(folder.iterdir()) if path.is_dir()]
    assert len(names) == len(DOCUMENTS) * len(Models) + len(["uses"])
    packages = [argument for name in names for argument in ("-p", name)]
    run(folder, "mypy", "--strict", "--no-incremental", "--config-file=", *packages)


def test_pyright_finds_nothing_in_the_packages(folder: Path) -> None:
    run(folder, "pyright", "--pythonpath", sys.executable)


def test_ruff_finds_nothing_in_the_packages(folder: Path) -> None:
    run(folder, "ruff", "check", "--no-cache", "--config", "ruff.toml", ".")


def test_the_packages_are_formatted(folder: Path) -> None:
    run(folder, "ruff", "format", "--no-cache", "--check", "--diff", "--line-length", "110", ".")
