"""What a project's folder tells of it: package, layout, framework, documents; nothing is decided."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from eventwright.manifest import LOCK_NAME
from eventwright.options import HandlerStyle


class Framework(StrEnum):
    """What calls an application's code; where a project names several, the first one counts."""

    FASTAPI = "fastapi"
    LITESTAR = "litestar"
    STARLETTE = "starlette"
    QUART = "quart"
    SANIC = "sanic"
    AIOHTTP = "aiohttp"
    DJANGO = "django"
    FLASK = "flask"
    BOTTLE = "bottle"
    PYRAMID = "pyramid"
    NONE = "none"

    @property
    def handler_style(self) -> HandlerStyle:
        """How handlers are called there; without a framework as eventwright does unless told otherwise."""
        match self:
            case Framework.DJANGO | Framework.FLASK | Framework.BOTTLE | Framework.PYRAMID:
                return HandlerStyle.SYNC
            case _:
                return HandlerStyle.ASYNC


_SOURCES = "src"
_NOT_THE_PROJECT = frozenset({"tests", "test", "docs", "examples", "scripts", "benchmarks", "generated"})
_NOT_LOOKED_INTO = frozenset({"node_modules", "venv", "site-packages", "build", "dist"})
_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
# In JSON the key may stand anywhere near the beginning; in YAML it is at the left, or is another's.
_DOCUMENT = re.compile(
    rb"""(?:^|[{,])[ \t\r\n]{0,99}"asyncapi"[ \t\r\n]{0,99}:[ \t\r\n]{0,99}"\d"""
    rb"""|^(?:\xef\xbb\xbf)?'?asyncapi'?[ \t]{0,99}:[ \t]{0,99}["']?\d""",
    re.MULTILINE,
)
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")

# A look around is a courtesy: it must not take long in a folder with everything in it.
_DEEPEST = 3
_MOST_ENTRIES = 5_000
_BEGINNING = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What was found in a folder; paths are relative to it, with slashes."""

    name: str | None = None
    package: str | None = None
    """The folder of the package that the project is, such as `src/shop`."""
    sources: bool = False
    """Whether code lies in `src`."""
    app: bool = False
    """Whether there is a folder `app`."""
    framework: Framework = Framework.NONE
    repository: Path | None = None
    """The absolute top folder of the git repository."""


def project_in(folder: Path) -> Project:
    """Return what a folder tells; what cannot be read tells nothing."""
    values = _pyproject(folder)
    name = _mapping(values, "project").get("name")
    name = name if isinstance(name, str) else None
    sources = (folder / _SOURCES).is_dir()
    return Project(
        name=name,
        package=_package(folder, name, _SOURCES if sources else ""),
        sources=sources,
        app=(folder / "app").is_dir(),
        framework=_framework({*_dependencies(values), *_required(folder)}),
        repository=next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None),
    )


def documents_in(folder: Path) -> tuple[str, ...]:
    """Return the AsyncAPI documents in a folder and a few folders below, sorted, with slashes."""
    entries = islice(_files(folder, 0), _MOST_ENTRIES)
    found = (path for path in entries if path.suffix in _SUFFIXES and _is_document(path))
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found))


def _pyproject(folder: Path) -> Mapping[str, object]:
    with suppress(OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return tomllib.loads((folder / "pyproject.toml").read_bytes().decode("utf-8-sig"))
    return {}


def _mapping(value: object, *keys: str) -> Mapping[str, object]:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _package(folder: Path, name: str | None, below: str) -> str | None:
    """Return the package that bears the project's name, else the only one there is."""
    found = [path for path in _entries(folder / below) if _is_own_package(path)]
    named = [path for path in found if name is not None and path.name == re.sub(r"[-.]+", "_", name).lower()]
    chosen = named or (found if len(found) == 1 else [])
    return chosen[0].relative_to(folder).as_posix() if chosen else None


def _is_own_package(path: Path) -> bool:
    made = (path / LOCK_NAME).exists()
    return (path / "__init__.py").is_file() and path.name not in _NOT_THE_PROJECT and not made


def _dependencies(values: Mapping[str, object]) -> Iterator[str]:
    project, poetry = _mapping(values, "project"), _mapping(values, "tool", "poetry")
    lists = [
        project.get("dependencies"),
        *_mapping(project, "optional-dependencies").values(),
        *_mapping(values, "dependency-groups").values(),
    ]
    for listed in lists:
        yield from (each for each in listed if isinstance(each, str)) if isinstance(listed, list) else ()
    groups = (_mapping(group, "dependencies") for group in _mapping(poetry, "group").values())
    for table in (_mapping(poetry, "dependencies"), *groups):
        yield from table


def _required(folder: Path) -> Iterator[str]:
    with suppress(OSError, UnicodeDecodeError):
        yield from (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()


def _framework(requirements: set[str]) -> Framework:
    matches = (_NAME.match(requirement.strip()) for requirement in requirements)
    names = {match[0].lower() for match in matches if match}
    return next((each for each in Framework if each in names), Framework.NONE)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _files(folder: Path, depth: int) -> Iterator[Path]:
    for path in _entries(folder):
        if path.is_dir():
            if depth < _DEEPEST and path.name not in _NOT_LOOKED_INTO and not path.is_symlink():
                yield from _files(path, depth + 1)
        else:
            yield path


def _is_document(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _DOCUMENT.search(file.read(_BEGINNING)) is not None
    except OSError:
        return False


def relative(path: str, folder: Path) -> str:
    """Return the path from a folder on, with slashes; an absolute one where it lies on another drive."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return Path(path).absolute().as_posix()
