"""What a project may have to change before it can use a package; nothing of it stops a setup."""

import os
from collections.abc import Iterator
from pathlib import Path

from eventwright.git.run import run
from eventwright.problems import Place, Problem, UnreadableError
from eventwright.rules import finding
from eventwright.scaffold.place import imported_as, plain
from eventwright.target import Target


def doubts(target: Target) -> Iterator[Problem]:
    """Yield warnings about where the package lies."""
    output = target.output
    if _is_ignored(output):
        message = f"git ignores {output!r}, so that the package will not be committed"
        hint = "take it out of .gitignore, or choose another output"
        yield finding("package-ignored", message, Place(output), hint)
    if target.settings.handlers_file is None or target.settings.package_import is not None:
        return
    if not plain(output).is_relative_to(plain(target.base)):
        name = imported_as(target)
        found = Path(output, *[".."] * len(name))
        path = Path(os.path.normpath(found)).as_posix()
        message = (
            f"the handlers file imports {'.'.join(name)!r}, which Python finds only with {path!r} on its path"
        )
        hint = f"choose an output below the folder of the configuration, or put {path!r} on the path"
        yield finding("package-off-path", message, Place(output), hint)


def _is_ignored(output: str) -> bool:
    try:
        # A pattern that ends in a slash meets no folder that is not there yet, but all that lies in it.
        return run("", "check-ignore", "--quiet", "--", str(Path(output, "__init__.py"))).good
    except UnreadableError:
        return False
