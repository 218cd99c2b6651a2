"""Packages for tests, made from a document and imported from memory; asserts nothing about them."""

import importlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location, spec_from_loader
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

from eventwright.documents import MemoryDocuments
from eventwright.load import load
from eventwright.options import PRESETS, PackageOptions
from eventwright.plan.build import plan
from eventwright.render import render

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "packages"
MESSAGEBIRD = ROOT / "spec" / "messagebird-conversations.yaml"
OVERLAY = ROOT / "spec" / "messagebird.overlay.yaml"
KITCHEN_SINK = CASES / "kitchen-sink" / "spec.yaml"

LENIENT = PackageOptions()
STRICT = PackageOptions(decode=PRESETS["strict"])
MODES = {"lenient": LENIENT, "strict": STRICT}


def files_of(document: bytes, name: str, options: PackageOptions) -> dict[str, str]:
    """Everything that is rendered from a document in memory; raises SpecError."""
    return render(plan(load(MemoryDocuments({name: document}), name), options).package)


class MemoryPackages(MetaPathFinder, InspectLoader):
    """Imports packages from texts; the same text is compiled once, however many packages hold it."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._packages: set[str] = set()

    def add(self, files: Mapping[str, str]) -> str:
        """Have a package importable, and return its name, which only a package with the same files shares."""
        name = f"package_{sha256(repr(sorted(files.items())).encode()).hexdigest()[:16]}"
        for path, text in files.items():
            if path.endswith(".py"):
                module = f"{name}/{path.removesuffix('.py')}".replace("/", ".")
                if module.endswith(".__init__"):
                    module = module.removesuffix(".__init__")
                    self._packages.add(module)
                self._texts[module] = text
        return name

    def forget(self) -> None:
        """Drop all packages and their modules."""
        for name in self._texts.keys() & sys.modules.keys():
            del sys.modules[name]
        self._texts.clear()
        self._packages.clear()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._texts:
            return None
        return spec_from_loader(fullname, self, is_package=self.is_package(fullname))

    def is_package(self, fullname: str) -> bool:
        return fullname in self._packages

    def get_source(self, fullname: str) -> str:
        return self._texts[fullname]

    def get_code(self, fullname: str) -> CodeType:
        return _compiled(self._texts[fullname], fullname.partition(".")[2] or "__init__")


@lru_cache(maxsize=256)
def _compiled(text: str, module: str) -> CodeType:
    return compile(text, f"<{module}>", "exec", dont_inherit=True)


class Packages:
    """Makes packages and imports them; one document with one set of options is made once."""

    def __init__(self, memory: MemoryPackages) -> None:
        self._memory = memory
        self._made: dict[tuple[bytes, str, PackageOptions], Any] = {}

    def of(self, document: bytes, name: str = "spec.yaml", options: PackageOptions = LENIENT) -> Any:
        """The imported package of a document; raises SpecError."""
        key = document, name, options
        if key not in self._made:
            self._made[key] = self.imported(files_of(document, name, options))
        return self._made[key]

    def of_file(self, path: Path, options: PackageOptions = LENIENT) -> Any:
        """The imported package of a document on disk."""
        return self.of(path.read_bytes(), path.name, options)

    def imported(self, files: Mapping[str, str]) -> Any:
        """The package with these files, its modules loaded."""
        return importlib.import_module(self._memory.add(files))

    def part(self, package: Any, module: str) -> Any:
        """A module of a package that does not export it."""
        return importlib.import_module(f"{package.__name__}.{module}")


@contextmanager
def importable_packages() -> Iterator[Packages]:
    """Let packages be imported from memory as long as this is open."""
    memory = MemoryPackages()
    sys.meta_path.insert(0, memory)
    try:
        yield Packages(memory)
    finally:
        sys.meta_path.remove(memory)
        memory.forget()


def same(first: object, second: object) -> bool:
    """Whether two JSON values are equal and of the same types throughout: True is not 1, and 1 is not 1.0."""
    if type(first) is not type(second):
        return False
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    # By its text 0.0 is told from -0.0.
    return repr(first) == repr(second) if isinstance(first, float) else first == second


def script(name: str) -> Any:
    """A benchmark script as a module."""
    path = ROOT / "benchmarks" / f"{name}.py"
    found = spec_from_file_location(f"benchmark_{name}", path)
    assert found is not None and found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module


def calls(work: Callable[[], object]) -> Counter[str]:
    """How often each function is called, by module and name; built-in ones by their name."""
    found: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            found[f"{frame.f_globals.get('__name__')}.{frame.f_code.co_name}"] += 1
        elif event == "c_call":
            found[getattr(argument, "__qualname__", repr(argument))] += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found
