"""Whether answers can be; nothing is asked."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from eventwright.outputs import require_other_folder, require_package_name
from eventwright.problems import Place, Problem, UnreadableError

NO_FILE = "none"
"""What is answered where no file for handlers is wanted."""

_SHOWN = 5


def require_found(found: Sequence[str]) -> None:
    """Raise UnreadableError `document-not-chosen` unless there is one document."""
    if len(found) == 1:
        return
    shown = ", ".join(map(repr, found[:_SHOWN]))
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    several = f"there are several AsyncAPI documents: {shown}{more}"
    message = several if found else "no AsyncAPI document is here"
    hint = "name the document: eventwright init FILE"
    raise UnreadableError([Problem("document-not-chosen", message, hint=hint)])


def require_document(path: str) -> None:
    """Raise UnreadableError where there is no such file; what it holds is not looked at."""
    if not Path(path).is_file():
        raise UnreadableError([Problem("document-missing", f"{path!r} does not exist", Place(path))])


def require_output(path: str) -> None:
    """Raise UnreadableError where the folder can be no package's."""
    require_package_name(path)
    require_other_folder(path)


def handlers_file_check(output: str) -> Callable[[str], None]:
    """Return what raises UnreadableError for a file that cannot be the one for handlers."""

    def check(path: str) -> None:
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(output))
        if path != NO_FILE and (not path.endswith(".py") or inside):
            message = f"{path!r} is no Python file beside the package"
            hint = "name a file such as app/handlers.py"
            raise UnreadableError([Problem("handlers-file-misplaced", message, Place(path), hint)])

    return check
