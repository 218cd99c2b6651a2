"""`eventwright generate`: writes packages and tells what was written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.streams import Streams, exit_code
from eventwright.configuration import Settings, read_configuration
from eventwright.problems import Level, SpecError
from eventwright.report.color import Color

if TYPE_CHECKING:
    from eventwright.scaffold.edit import Scaffolded
    from eventwright.target import Prepared, Target
    from eventwright.write import Written


DryRunFlag = Annotated[
    bool, typer.Option("--dry-run", envvar="EVENTWRIGHT_DRY_RUN", help="Write nothing, say what would be.")
]
ForceFlag = Annotated[
    bool, typer.Option("--force", envvar="EVENTWRIGHT_FORCE", help="Overwrite files changed by hand.")
]
UpdateRemoteFlag = Annotated[
    bool,
    typer.Option(
        "--update-remote",
        envvar="EVENTWRIGHT_UPDATE_REMOTE",
        help="Accept that what URLs hold has changed since the lock was written.",
    ),
]
QuietFlag = Annotated[
    bool, typer.Option("-q", "--quiet", envvar="EVENTWRIGHT_QUIET", help="Print no summary.")
]
VerboseFlag = Annotated[
    bool, typer.Option("-v", "--verbose", envvar="EVENTWRIGHT_VERBOSE", help="List unchanged files too.")
]


def generate(  # noqa: PLR0913, PLR0917  one parameter for each flag
    spec: flags.OptionalSpec = None,
    output: flags.OutputFlag = None,
    perspective: flags.PerspectiveFlag = None,
    handler_style: flags.HandlerStyleFlag = None,
    decode: flags.DecodeFlag = None,
    json: flags.JsonFlag = None,
    models: flags.ModelsFlag = None,
    ref_root: flags.RefRootFlag = None,
    handlers_file: flags.HandlersFileFlag = None,
    package_import: flags.PackageImportFlag = None,
    strict: flags.StrictFlag = None,
    fail_severity: flags.FailSeverityFlag = None,
    allow_remote: flags.AllowRemoteFlag = None,
    limit: flags.LimitFlag = None,
    update_remote: UpdateRemoteFlag = False,
    dry_run: DryRunFlag = False,
    diff: flags.DiffFlag = False,
    force: ForceFlag = False,
    quiet: QuietFlag = False,
    verbose: VerboseFlag = False,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Write the package of a document, or of every configured target."""
    asked = Settings(
        spec=spec,
        output=output,
        ref_root=ref_root,
        handlers_file=handlers_file,
        package_import=package_import,
        strict=strict,
        fail_severity=fail_severity,
        allow_remote=allow_remote,
        limits=flags.limits(limit),
        perspective=perspective,
        handler_style=handler_style,
        decode=decode,
        json=json,
        models=models,
    )
    run = _Run(
        streams=Streams(color),
        dry=dry_run,
        diff=diff,
        force=force,
        quiet=quiet,
        verbose=verbose,
        update_remote=update_remote,
    )
    return run.all(asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One call of the command: the streams and the flags that choose no package."""

    streams: Streams
    dry: bool
    diff: bool
    force: bool
    quiet: bool
    verbose: bool
    update_remote: bool

    def all(self, asked: Settings) -> int:
        """Write all targets, also past one that fails, and return the worst exit code."""
        from eventwright.target import targets

        try:
            chosen = targets(asked, read_configuration(Path.cwd()))
        except SpecError as error:
            self.streams.note(error.problems)
            return exit_code(error)
        return max(self._one(target) for target in chosen)

    def _one(self, target: "Target") -> int:
        from eventwright.scaffold.place import scaffold_of
        from eventwright.target import as_locked, prepare

        try:
            prepared = prepare(as_locked(target), update_remote=self.update_remote)
            self.streams.note(prepared.problems)
            handlers = scaffold_of(prepared)
            outcome, patch = self._written(prepared)
        except SpecError as error:
            self.streams.note(error.problems)
            return exit_code(error)
        self._tell(prepared, outcome, patch)
        severity = target.settings.refuses_from
        return 0 if handlers is None else self._add_handlers(handlers, severity)

    def _written(self, prepared: "Prepared") -> "tuple[Written, str]":
        from eventwright.write import plan_write, write

        files, manifest, folder = prepared.files, prepared.manifest, prepared.target.folder
        planned = plan_write(files, manifest, folder, force=self.force)
        planned.require()
        patch = prepared.patch((*planned.outcome.written, *planned.outcome.removed)) if self.diff else ""
        return (planned.outcome if self.dry else write(files, manifest, folder, force=self.force)), patch

    def _add_handlers(self, found: "Scaffolded", severity: Level | None) -> int:
        """Write the handlers file; the package beside it is written whatever becomes of it."""
        from eventwright.report.drift import patch_text
        from eventwright.report.written import handlers_text
        from eventwright.write.single import write_single

        self.streams.note(found.problems)
        if self.diff:
            self.streams.answer(patch_text(found.patch(), self.streams.painter))
        try:
            if found.after is not None and found.changed and not self.dry:
                write_single(Path(found.shown), found.after, found.before)
        except SpecError as error:
            self.streams.note(error.problems)
            return exit_code(error)
        if not self.quiet:
            self.streams.answer(handlers_text(found, dry=self.dry, verbose=self.verbose))
        return found.code_at(severity)

    def _tell(self, prepared: "Prepared", outcome: "Written", patch: str) -> None:
        from eventwright.report.drift import patch_text
        from eventwright.report.problems import count
        from eventwright.report.written import Summary, summary_text

        self.streams.answer(patch_text(patch, self.streams.painter))
        if not self.quiet:
            shown = prepared.target.source.shown(prepared.target.source.name)
            errors = count(prepared.problems, Level.ERROR)
            summary = Summary(prepared.target.output, shown, prepared.package, outcome, self.dry, errors)
            self.streams.answer(summary_text(summary, verbose=self.verbose))
