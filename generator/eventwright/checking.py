"""One target of `check`: what differs between the package on disk and what `generate` would write now."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventwright import __version__
from eventwright.check import Drift, compare, compare_locked
from eventwright.manifest import LOCK_NAME, read_manifest
from eventwright.problems import Problem
from eventwright.remote import pins
from eventwright.scaffold.edit import Scaffolded
from eventwright.scaffold.place import scaffold_of
from eventwright.target import Prepared, Target, as_locked, fetching, prepare, unchanged_documents
from eventwright.write import plan_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One compared package; `patch` is the difference, where it was asked for."""

    target: Target
    drift: Drift
    blocked: tuple[Problem, ...] = ()
    """What stands in the way of the package: it has to go before `generate` can mend it."""
    needs_force: bool = False
    handlers: Scaffolded | None = None
    problems: tuple[Problem, ...] = ()
    patch: str = ""

    @property
    def spec(self) -> str:
        """The document as the user knows it."""
        return self.target.source.shown(self.target.source.name)

    @property
    def output(self) -> str:
        return self.target.output

    @property
    def in_step(self) -> bool:
        """Tell whether `generate` would change neither the package nor the handlers file."""
        return self.drift.clean and not (self.handlers and self.handlers.changed)

    @property
    def exit_code(self) -> int:
        """Return 1 where the package is not in step, 2 where the handlers file cannot be understood."""
        severity = self.target.settings.refuses_from
        return max(0 if self.in_step else 1, self.handlers.code_at(severity) if self.handlers else 0)


def checked(target: Target, *, diff: bool) -> Checked:
    """Compare a target with its folder; raises SpecError where that cannot be done.

    Nothing is fetched: a package whose document refers to URLs is compared with its lock alone, and what they
    hold counts as unchanged.
    """
    target = as_locked(target)
    return _by_lock(target) or _by_files(target, diff=diff)


def _by_lock(target: Target) -> Checked | None:
    """Compare a package with its lock; None where the lock has no URLs."""
    lock = read_manifest(target.folder)
    if lock is None or not pins(lock.documents):
        return None
    same = (lock.generator, lock.options) == (__version__, target.options())
    current = same and unchanged_documents(target, lock.documents)
    drift = compare_locked(lock, target.folder, current=current)
    return Checked(target=fetching(target, True), drift=drift, needs_force=bool(drift.edited))


def _by_files(target: Target, *, diff: bool) -> Checked:
    prepared = prepare(fetching(target, False))
    files, manifest, folder = prepared.files, prepared.manifest, target.folder
    drift = compare(files, manifest, folder)
    ways = None if drift.clean else plan_write(files, manifest, folder)
    blocked = () if ways is None else ways.blocked
    handlers = scaffold_of(prepared)
    return Checked(
        target=target,
        drift=drift,
        blocked=blocked,
        needs_force=ways is not None and bool(ways.refused) and not blocked,
        handlers=handlers,
        problems=(*prepared.problems, *blocked, *(handlers.problems if handlers else ())),
        patch=_patch(prepared, drift, handlers) if diff else "",
    )


def _patch(prepared: Prepared, drift: Drift, handlers: Scaffolded | None) -> str:
    lock: Sequence[str] = (LOCK_NAME,) if drift.lock_stale else ()
    paths = (*drift.stale, *drift.missing, *drift.orphaned, *drift.edited, *lock)
    return prepared.patch(paths) + (handlers.patch() if handlers else "")
