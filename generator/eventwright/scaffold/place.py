"""Where a target's handlers file lies and how it imports the package; nothing is written here."""

import os
from collections.abc import Iterator
from pathlib import Path

from eventwright.problems import Place, Problem, SpecError, UnreadableError
from eventwright.scaffold.edit import Asked, Scaffolded, scaffolded
from eventwright.scaffold.scope import GeneratedPackage
from eventwright.target import Prepared, Target
from eventwright.write.single import read_single

_SOURCES = "src"


def scaffold_of(prepared: Prepared) -> Scaffolded | None:
    """Return what becomes of the handlers file of a target, None where it has none.

    Raises UnreadableError `handlers-file-misplaced`; what is wrong with the file itself is told in the value.
    """
    shown = prepared.target.settings.handlers_file
    if shown is None:
        return None
    file = Path(shown)
    _require_place(file, prepared.target.folder)
    try:
        data = read_single(file)
    except SpecError as error:
        return Scaffolded(shown=shown, before=None, after=None, problems=error.problems)
    return scaffolded(data, _asked(shown, prepared))


def import_path(folder: Path, base: Path) -> tuple[str, ...]:
    """Return how a package in `folder` is imported; both paths are absolute.

    Where folders above it are packages, from the outermost on; else from `base`, or from the `src` in it.
    """
    above = list(_packages_above(folder))
    if not above and folder.is_relative_to(base):
        within = folder.relative_to(base).parts
        above = list(within[1:-1] if within[0] == _SOURCES else within[:-1])
    parts = (*above, folder.name)
    # What cannot stand in an import ends it: the folder below has to be on the path then.
    unnamable = [index for index, part in enumerate(parts[:-1]) if not part.isidentifier()]
    return parts[unnamable[-1] + 1 :] if unnamable else parts


def _packages_above(folder: Path) -> Iterator[str]:
    found: list[str] = []
    for above in folder.parents:
        if not (above / "__init__.py").is_file():
            break
        found.insert(0, above.name)
    return iter(found)


def imported_as(target: Target) -> tuple[str, ...]:
    """Return how the handlers file of a target imports its package."""
    said = target.settings.package_import
    return tuple(said.split(".")) if said else import_path(plain(target.output), plain(target.base))


def _asked(shown: str, prepared: Prepared) -> Asked:
    names = prepared.package.modules["__init__.py"].offered.values()
    location = GeneratedPackage(
        folder=plain(prepared.target.output).parts[1:],
        imported=imported_as(prepared.target),
        exports=frozenset(name for group in names for name in group),
        handlers=frozenset(str(each.name) for each in prepared.package.handlers),
    )
    lies_in = plain(shown).parent.parts[1:]
    return Asked(shown=shown, folder=lies_in, location=location, package=prepared.package)


def plain(path: str) -> Path:
    """The absolute path without dots; links stay, as they are what imports go by."""
    return Path(os.path.normpath(Path(path).absolute()))


def _require_place(file: Path, output: Path) -> None:
    package = Path(os.path.realpath(output))
    if file.suffix != ".py":
        raise _misplaced(file, "is no Python file", "name a file such as app/handlers.py")
    if Path(os.path.realpath(file)).is_relative_to(package):
        hint = "keep it beside the package: all that stands in there is the generator's"
        raise _misplaced(file, f"lies in the package folder {output.as_posix()!r}", hint)


def _misplaced(file: Path, reason: str, hint: str) -> UnreadableError:
    message = f"the handlers file {file.as_posix()!r} {reason}"
    return UnreadableError([Problem("handlers-file-misplaced", message, Place(file.as_posix()), hint)])
