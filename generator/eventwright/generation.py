"""One target of `generate`, from the look at its hashes to the files on disk; nothing is printed."""

from dataclasses import dataclass, replace
from pathlib import Path

from eventwright.manifest import read_manifest
from eventwright.package import Package
from eventwright.problems import Level, Problem, SpecError, UnreadableError
from eventwright.proof import Proven, proven, record
from eventwright.scaffold.edit import Scaffolded
from eventwright.scaffold.place import scaffold_of
from eventwright.target import Prepared, Target, as_locked, prepare
from eventwright.write import Written, plan_write, write
from eventwright.write.single import write_single


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What a run may do; `dry` writes nothing, `diff` asks for the difference."""

    dry: bool = False
    diff: bool = False
    force: bool = False
    update_remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """What became of a target; `package` is None where it was skipped, as nothing has changed."""

    target: Target
    package: Package | None
    outcome: Written
    problems: tuple[Problem, ...] = ()
    patch: str = ""
    handlers: Scaffolded | None = None
    models_before: str = ""
    """The kind of models that the package had, where it gets another one."""
    gone_over: int = 0
    """How many errors the document has that leave no doubt about the package."""
    exit_code: int = 0


def generated(target: Target, how: How) -> Generated:
    """Write a target, or skip it where nothing has changed since it was written.

    Raises SpecError, with all problems, where the package is not written; one of the handlers file is told in
    the value, as the package beside it is written whatever becomes of it.
    """
    target = as_locked(target)
    found = None if how.force else proven(target)
    if found is not None:
        return _skipped(target, found)
    prepared = prepare(target, update_remote=how.update_remote)
    try:
        models_before = _models_before(prepared)
        handlers = scaffold_of(prepared)
        outcome, patch = _written(prepared, how)
    except SpecError as error:
        raise type(error)((*prepared.problems, *error.problems)) from error
    made = Generated(
        target=target,
        package=prepared.package,
        outcome=outcome,
        problems=prepared.problems,
        patch=patch,
        models_before=models_before,
        gone_over=_errors(prepared.problems),
    )
    made = made if handlers is None else _with_handlers(made, handlers, how)
    if not how.dry and made.exit_code == 0:
        data = None if handlers is None else handlers.after
        record(target, prepared.manifest.text(), data, made.problems)
    return made


def _skipped(target: Target, found: Proven) -> Generated:
    outcome = Written(unchanged=found.unchanged, kept=found.kept)
    shown = target.settings.handlers_file
    return Generated(
        target=target,
        package=None,
        outcome=outcome,
        problems=found.problems,
        handlers=None if shown is None else Scaffolded(shown=shown, before=None, after=None),
        gone_over=_errors(found.problems),
    )


def _models_before(prepared: Prepared) -> str:
    """Return the kind of models that the lock tells, empty where it stays; raises UnreadableError."""
    lock = read_manifest(prepared.target.folder)
    before = prepared.manifest.options["models"] if lock is None else lock.options.get("models")
    return str(before) if before and before != prepared.manifest.options["models"] else ""


def _errors(problems: tuple[Problem, ...]) -> int:
    return sum(problem.level is Level.ERROR for problem in problems)


def _written(prepared: Prepared, how: How) -> tuple[Written, str]:
    files, manifest, folder = prepared.files, prepared.manifest, prepared.target.folder
    planned = plan_write(files, manifest, folder, force=how.force)
    planned.require()
    patch = prepared.patch((*planned.outcome.written, *planned.outcome.removed)) if how.diff else ""
    return (planned.outcome if how.dry else write(files, manifest, folder, force=how.force)), patch


def _with_handlers(made: Generated, found: Scaffolded, how: How) -> Generated:
    told = replace(made, problems=(*made.problems, *found.problems))
    try:
        if found.after is not None and found.changed and not how.dry:
            write_single(Path(found.shown), found.after, found.before)
    except SpecError as error:
        code = 2 if isinstance(error, UnreadableError) else 1
        return replace(told, problems=(*told.problems, *error.problems), exit_code=code)
    patch = made.patch + (found.patch() if how.diff else "")
    return replace(
        told, patch=patch, handlers=found, exit_code=found.code_at(made.target.settings.refuses_from)
    )
