"""From files to a folder on disk, all or none; what is allowed is decided elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from eventwright.manifest import (
    LOCK_NAME,
    Files,
    Manifest,
    digest,
    digests,
    folder_unreadable,
    read_bytes,
    steadily,
)
from eventwright.problems import SpecError
from eventwright.write.access import package_folder, require_movable
from eventwright.write.exchange import exchange, exchange_back
from eventwright.write.faults import write_failure
from eventwright.write.intent import Survey, WritePlan, Written, edited_problem, foreign_paths, judge, survey
from eventwright.write.names import unsafe_names
from eventwright.write.recovery import finish, heal, stranded_folder
from eventwright.write.staging import Staging, build, open_staging, signatures, sync_folder
from eventwright.write.sweep import Sweep
from eventwright.write.turn import turn


def plan_write(files: Files, manifest: Manifest, folder: Path, *, force: bool = False) -> WritePlan:
    """Return what `write` would do and what forbids it, without touching the disk.

    Raises UnreadableError where the folder, a file in it or its lock cannot be judged at all.
    """
    wanted = _wanted(files, manifest)
    if unsafe := unsafe_names(files, folder):
        return WritePlan(Written(), refused=unsafe)
    target = package_folder(folder)
    try:
        seen = steadily(target, lambda: survey(stranded_folder(target) or target, wanted))
    except OSError as error:
        raise folder_unreadable(folder, error) from error
    return judge(wanted, seen, folder, force=force)


def write(files: Files, manifest: Manifest, folder: Path, *, force: bool = False) -> Written:
    """Make the folder hold exactly these files and the lock, beside what is other people's.

    Raises SpecError (`file-edited`, `unsafe-file-name`) or UnreadableError; the folder is then as it was.
    """
    wanted = _wanted(files, manifest)
    if unsafe := unsafe_names(files, folder):
        raise SpecError(unsafe)
    target = package_folder(folder)
    try:
        with _existing(target.parent), turn(target.parent) as alone:
            heal(target, alone=alone)
            seen = survey(target, wanted)
            plan = judge(wanted, seen, folder, force=force)
            plan.require()
            if plan.outcome.written or plan.outcome.removed:
                _replace(wanted, plan.outcome, seen, target, force=force)
    except OSError as error:
        raise write_failure(error, folder) from error
    return plan.outcome


def _wanted(files: Files, manifest: Manifest) -> Files:
    if dict(manifest.files) != digests(files):
        raise ValueError("the manifest does not list the files it comes with")
    return {**files, LOCK_NAME: manifest.text()}


@contextmanager
def _existing(parent: Path) -> Iterator[None]:
    """Create the folders above; where the run fails they go again."""
    missing = [path for path in (parent, *parent.parents) if not path.exists()]
    try:
        parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing:
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        raise


def _replace(wanted: Files, outcome: Written, seen: Survey, target: Path, *, force: bool) -> None:
    if target.exists():
        require_movable(target)
    foreign = frozenset(foreign_paths(wanted, seen))
    staging = open_staging(target)
    try:
        build(staging, wanted, foreign.union(outcome.unchanged), seen.standing)
        carried = signatures(staging.tree, foreign)
        old = _put_in_place(staging)
    except BaseException:
        # What cannot be tidied now is tidied by the next run; the first error is the one to hear of.
        with suppress(OSError):
            finish(staging)
        raise
    if old is not None:
        edited = () if force else _edited_since(old, seen)
        if edited:
            exchange_back(staging.tree, target, old)
            Sweep(staging.tree, target, frozenset(wanted), staging.token).run()
            staging.discard()
            raise SpecError(edited_problem(target, path) for path in edited)
        Sweep(old, target, seen.ours(), staging.token, carried).run()
    staging.discard()


def _put_in_place(staging: Staging) -> Path | None:
    """Return where the old folder stands now; None: there was none."""
    old = None
    if staging.folder.exists():
        old = exchange(staging.tree, staging.folder, staging.aside)
    else:
        staging.tree.rename(staging.folder)
    sync_folder(staging.folder.parent)
    return old


def _edited_since(old: Path, seen: Survey) -> tuple[str, ...]:
    """Return files of ours that somebody changed between our look at them and the exchange."""
    looked_at = sorted(seen.ours() & seen.digests.keys())
    return tuple(
        path
        for path in looked_at
        if (old / path).is_file() and digest(read_bytes(old, path)) != seen.digests[path]
    )
