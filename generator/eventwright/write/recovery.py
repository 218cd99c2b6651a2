"""What killed runs left beside a folder is brought to its end; nothing that is not provably ours."""

import os
import re
import time
from pathlib import Path

from eventwright.manifest import LOCK_NAME, read_manifest
from eventwright.problems import UnreadableError
from eventwright.write.staging import Staging, stagings
from eventwright.write.sweep import Sweep

# Without a lock between runs, a young staging may belong to a run that is still at work.
_YOUNG_SECONDS = 3600


def heal(folder: Path, *, alone: bool) -> None:
    """Finish or undo what killed runs began; `alone`: no other run can be at work on this folder."""
    if (stranded := stranded_folder(folder)) is not None:
        stranded.rename(folder)
    for staging in stagings(folder):
        if alone or time.time() - staging.container.stat().st_mtime > _YOUNG_SECONDS:
            finish(staging)


def stranded_folder(folder: Path) -> Path | None:
    """Return where the package stands if a run was killed between its two renames, None otherwise."""
    if os.path.lexists(folder) or not folder.parent.is_dir():
        return None
    ours = [staging.aside for staging in stagings(folder) if staging.aside.is_dir()]
    pattern = re.compile(rf"\.{re.escape(folder.name)}\.eventwright-old-[0-9a-f]+")
    named = [path for path in folder.parent.iterdir() if pattern.fullmatch(path.name)]
    locked = [path for path in sorted(named) if path.is_dir() and (path / LOCK_NAME).is_file()]
    return next(iter([*ours, *locked]), None)


def finish(staging: Staging) -> None:
    """Bring one staging to its end, whichever step it had come to."""
    if staging.aside.is_dir():
        if not staging.tree.exists():
            _sweep(staging, staging.aside)
            staging.discard()
        # Else somebody made a folder between our two renames: both stay for their owner to compare.
        return
    if not staging.tree.exists():
        _discard_empty(staging)
        return
    match staging.holds_new_tree():
        case True:
            staging.discard()
        case False:
            _sweep(staging, staging.tree)
            staging.discard()
        case None:
            _discard_empty(staging)


def _sweep(staging: Staging, old: Path) -> None:
    if not os.path.lexists(staging.folder):
        # Somebody removed the new folder since: the old one is all there is.
        old.rename(staging.folder)
        return
    Sweep(old, staging.folder, _listed(old), staging.token).run()


def _listed(old: Path) -> frozenset[str]:
    try:
        lock = read_manifest(old)
    except UnreadableError:
        return frozenset()
    return frozenset({*lock.files, LOCK_NAME}) if lock else frozenset()


def _discard_empty(staging: Staging) -> None:
    """Remove a container that got no further than its first steps; one with other content is not ours."""
    names = {path.name for path in staging.container.iterdir()}
    filled = staging.tree.exists() and any(staging.tree.iterdir())
    if names <= {staging.marker.name, staging.tree.name} and not filled:
        staging.discard()
