"""Whether the folders of packages can be what they are asked to be; nothing is written or compared."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from eventwright.documents import did_you_mean
from eventwright.names import HARD_KEYWORDS, MODULE_RESERVED, PACKAGE_RESERVED, package_name
from eventwright.problems import Place, Problem, UnreadableError

# A folder's name has 255 bytes at most, and the one that is written beside it a longer name.
_LONGEST = 200


def require_distinct(outputs: Sequence[str]) -> None:
    """Raise UnreadableError `output-shared` where two targets have one folder."""
    real = [os.path.realpath(output) for output in outputs]
    for index, output in enumerate(outputs):
        if real[index] in real[:index]:
            message = f"two targets are written to {output!r}"
            place = Place(output)
            raise UnreadableError(
                [Problem("output-shared", message, place, "give each an output of its own")]
            )


def require_other_folder(output: str) -> None:
    """A package folder is exchanged as a whole, which would leave the caller in the old one."""
    here = Path.cwd()
    # Unlike `resolve` this ends in a circle of links too; what stands there is told when it is read.
    folder = Path(os.path.realpath(output))
    if folder == here or (folder in here.parents and folder.name):
        message = f"{output!r} is the folder that the command runs in, or one above it"
        hint = "run the command from the folder that holds the package"
        raise UnreadableError([Problem("output-is-working-folder", message, Place(output), hint)])


def require_place(output: str) -> None:
    """Raise UnreadableError where no system could have a folder of that name, or its links have no end."""
    try:
        Path(output).stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            message = f"the links of {output!r} lead in a circle"
            hint = "let them lead to a folder, or choose another output"
            raise UnreadableError([Problem("folder-blocked", message, Place(output), hint)]) from error
    name = last_part(output)
    if len(os.fsencode(name)) > _LONGEST:
        message = f"a name of {len(name):,} characters is too long for a folder"
        hint = f"choose one of at most {_LONGEST}"
        raise UnreadableError([Problem("output-not-a-package-name", message, Place(output), hint)])


def require_package_name(output: str) -> None:
    """Raise UnreadableError `output-not-a-package-name` where Python could not import the folder."""
    name = last_part(output)
    if output and name.isidentifier() and name.isascii() and name not in HARD_KEYWORDS | PACKAGE_RESERVED:
        return
    plain = Path(os.path.normpath(output))
    folder = plain if plain.name in ("", "..") else plain.parent
    better = str(folder / package_name(name or "events"))
    hides = name in PACKAGE_RESERVED - MODULE_RESERVED
    message = (
        f"a package {name!r} would hide the module of that name in Python's standard library"
        if hides
        else f"{name!r} cannot be the name of a Python package"
    )
    if not name:
        message = f"{output!r} is the folder of all others, and no package"
    # Nobody means a folder beside the system's own.
    hint = did_you_mean([better]) if name else "name a folder of its own, such as 'events'"
    raise UnreadableError([Problem("output-not-a-package-name", message, Place(output), hint)])


def last_part(path: str) -> str:
    """Return the name of what the path leads to, also where it ends in dots."""
    return Path(os.path.normpath(Path(path).absolute())).name
