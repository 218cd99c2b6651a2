"""Loads the run-time modules of a generated package as a package of their own, the way users import them."""

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates" / "package"
MODULES = ("_formats", "_patterns", "_walk", "_branches", "_keywords", "_check", "_codec")


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of an importable package that holds copies of the modules."""
    root = tmp_path_factory.mktemp("runtime")
    folder = root / "runtime_copy"
    folder.mkdir()
    (folder / "__init__.py").touch()
    for name in MODULES:
        shutil.copy(TEMPLATES / f"{name}.py", folder)
    sys.path.insert(0, str(root))
    yield folder.name
    sys.path.remove(str(root))
    for name in [name for name in sys.modules if name.split(".")[0] == folder.name]:
        del sys.modules[name]


@pytest.fixture(scope="session")
def codec(runtime: str) -> ModuleType:
    return importlib.import_module(f"{runtime}._codec")


@pytest.fixture(scope="session")
def check(runtime: str) -> ModuleType:
    return importlib.import_module(f"{runtime}._check")


@pytest.fixture(scope="session")
def formats(runtime: str) -> ModuleType:
    return importlib.import_module(f"{runtime}._formats")
