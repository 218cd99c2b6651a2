"""Whole packages, byte by byte as in tests/cases/packages; EVENTWRIGHT_UPDATE_GOLDEN=1 writes them anew."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.support import CASES, ROOT, Packages, files_of

from eventwright.configuration.faults import Fault
from eventwright.configuration.receiving import read_integrations, read_receiver
from eventwright.options import PRESETS, HandlerStyle, JsonLibrary, Models, PackageOptions, Perspective
from eventwright.plan.integrating import FOLDER, integrating

UPDATE = os.environ.get("EVENTWRIGHT_UPDATE_GOLDEN") == "1"
# The same in every package: these are compared with the templates folder, and not kept a second time.
COPIED = {
    name: name
    for name in (
        "_addresses.py",
        "_bindings.py",
        "_bodies.py",
        "_branches.py",
        "_check.py",
        "_codec.py",
        "_formats.py",
        "_keywords.py",
        "_message.py",
        "_patterns.py",
        "_record.py",
        "_telling.py",
        "_texts.py",
        "_walk.py",
        "routing.py",
    )
} | {".gitattributes": "gitattributes", "ruff.toml": "ruff_toml", "_decoder.py": "_decoder.py"}
RECEIVERS = {
    name: name
    for name in (
        "_forms.py",
        "_http.py",
        "_incoming.py",
        "_intake.py",
        "_reading.py",
        "_requests.py",
        "_verify_basic.py",
        "_verify_bearer.py",
        "_verify_bird_hmac.py",
        "_verify_header_token.py",
        "_verify_hmac.py",
        "_verify_messagebird_hmac.py",
        "_verify_messagebird_jwt.py",
        "_verify_standard_webhooks.py",
        "_verify_timed.py",
        "duplicates.py",
        "security.py",
    )
}
DELIVERY = {style: f"_delivery_{style.value}.py" for style in HandlerStyle}
WIRE = {kind: f"_wire_{kind.value}.py" for kind in Models if kind is not Models.DATACLASS}
RUFF = """
line-length = 110
target-version = "py311"
[lint]
select = ["E", "F", "W", "I", "B", "UP", "SIM", "RUF", "PTH", "RET", "TID", "T20"]
# Lengths, names and letters are the document's.
ignore = ["E501", "E741", "E742", "E743", "RUF001", "RUF002", "RUF003"]
[lint.per-file-ignores]
# What lies below a package cannot know the name of the package above it.
"**/integrations/*" = ["TID252"]
"""
# A project that would have other lines and names, which are no business of its generated packages.
PROJECT = """
line-length = 60
[lint]
select = ["E", "F", "I", "N", "RUF"]
"""
# The names once more by kind of models: pyright takes no empty key of a TypedDict, and does not know the type
# of what long decoders of the other kinds take from a value. mypy and ruff judge these too.
GAPS = ["names_*"]
PYRIGHT = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["."], "exclude": GAPS}


@dataclass(frozen=True, slots=True)
class Case:
    """A document, the options of its package, and the folder with the package it gives."""

    name: str
    document: Path
    options: PackageOptions

    @property
    def package(self) -> str:
        return self.name.replace("-", "_")

    @property
    def expected(self) -> Path:
        return CASES / self.name / "expected"

    def files(self) -> dict[str, str]:
        return files_of(self.document.read_bytes(), self.document.name, self.options)


def cases() -> list[Case]:
    return [case_in(folder) for folder in sorted(CASES.iterdir()) if folder.is_dir()]


def checked() -> list[Case]:
    """The cases, the oddest names and types for each kind of models, and the receiver in both styles."""
    odd = [
        Case(f"{name}-{kind.value}", CASES / name / "spec.yaml", PackageOptions(models=kind))
        for name in ("circles", "names")
        for kind in WIRE
    ]
    receiver = case_in(CASES / "receiver")
    both = replace(receiver.options, handler_style=HandlerStyle.ASYNC)
    return [*cases(), *odd, replace(receiver, name="receiver-async", options=both)]


def case_in(folder: Path) -> Case:
    """The case of a folder; its options.toml may also name a document that lies elsewhere."""
    settings = folder / "options.toml"
    written = tomllib.loads(settings.read_text(encoding="utf-8")) if settings.exists() else {}
    faults: list[Fault] = []
    options = PackageOptions(
        perspective=Perspective(written.pop("perspective", "application")),
        handler_style=HandlerStyle(written.pop("handler_style", "async")),
        decode=PRESETS[written.pop("decode", "lenient")],
        json=JsonLibrary(written.pop("json", "standard")),
        models=Models(written.pop("models", "dataclass")),
        receiver=read_receiver({"receiver": written.pop("receiver", None)}, faults),
        integrations=read_integrations({"integrations": written.pop("integrations", None)}, faults) or (),
    )
    assert not faults, f"{settings}: {faults}"
    document = ROOT / written.pop("document") if "document" in written else folder / "spec.yaml"
    assert not written, f"{settings}: unknown keys {sorted(written)}"
    return Case(folder.name, document, options)


def own(files: Mapping[str, str]) -> dict[str, bytes]:
    copied = {*COPIED, *RECEIVERS, "_wire.py", "_delivery.py"}
    return {
        path: text.encode()
        for path, text in files.items()
        if path not in copied and not path.startswith(f"{FOLDER}/")
    }


def update(folder: Path, files: Mapping[str, bytes]) -> None:
    for path in list(folder.rglob("*")):
        if path.is_file() and str(path.relative_to(folder)) not in files:
            path.unlink()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_package_is_as_expected(case: Case) -> None:
    rendered = own(case.files())
    if UPDATE:
        update(case.expected, rendered)
    kept = {
        str(path.relative_to(case.expected)): path.read_bytes()
        for path in case.expected.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sorted(kept) == sorted(rendered)
    for name, data in rendered.items():
        assert data.decode() == kept[name].decode(), name
        assert data == kept[name], name


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_run_time_is_copied_unchanged(case: Case) -> None:
    files = case.files()
    templates = {
        name: template for name, template in COPIED.items() if name != "_decoder.py" or name in files
    }
    if case.options.models in WIRE:
        templates["_wire.py"] = WIRE[case.options.models]
    if case.options.receiver is not None:
        templates |= {name: template for name, template in RECEIVERS.items() if name in files}
        templates["_delivery.py"] = DELIVERY[case.options.handler_style]
    for name, template in integrating(case.options.integrations, case.options.handler_style).items():
        assert files[name].encode() == (ROOT / "templates" / template).read_bytes(), name
    assert ("receiver.py" in files) is ("_delivery.py" in files) is (case.options.receiver is not None)
    assert ("_decoder.py" in files) is (case.options.models in (Models.PYDANTIC, Models.MSGSPEC))
    for name, template in templates.items():
        assert files[name].encode() == (ROOT / "templates" / "package" / template).read_bytes(), name


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_package_exports_what_it_says(packages: Packages, case: Case) -> None:
    package = packages.of_file(case.document, case.options)
    assert len(set(package.__all__)) == len(package.__all__)
    assert all(hasattr(package, name) for name in package.__all__)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All packages, complete and side by side, as users have them."""
    root = tmp_path_factory.mktemp("golden")
    for case in checked():
        update(root / case.package, {path: text.encode() for path, text in case.files().items()})
    (root / "ruff.toml").write_text(RUFF)
    (root / "pyrightconfig.json").write_text(json.dumps(PYRIGHT))
    return root


def run(folder: Path, module: str, *arguments: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_finds_nothing_in_the_packages(folder: Path) -> None:
    packages = [argument for case in checked() for argument in ("-p", case.package)]
    run(folder, "mypy", "--strict", "--no-incremental", "--config-file=", *packages)


def test_pyright_finds_nothing_in_the_packages(folder: Path) -> None:
    run(folder, "pyright", "--pythonpath", sys.executable)


def test_ruff_finds_nothing_in_the_packages(folder: Path) -> None:
    run(folder, "ruff", "check", "--no-cache", "--config", "ruff.toml", ".")


def test_ruff_is_silent_in_a_project_of_other_settings(folder: Path) -> None:
    assert (folder / "ruff.toml").read_text() == RUFF
    (folder / "ruff.toml").write_text(PROJECT)
    try:
        run(folder, "ruff", "check", "--no-cache", ".")
        run(folder, "ruff", "format", "--no-cache", "--check", "--diff", ".")
    finally:
        (folder / "ruff.toml").write_text(RUFF)


def test_the_packages_are_formatted(folder: Path) -> None:
    run(folder, "ruff", "format", "--no-cache", "--check", "--diff", "--line-length", "110", ".")
