"""`eventwright generate`: writes packages and tells what was written."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.progress import Progress
from eventwright.cli.streams import Streams, exit_code
from eventwright.cli.targets import attempted
from eventwright.configuration import Settings, read_configuration
from eventwright.problems import SpecError
from eventwright.report.color import Color

if TYPE_CHECKING:
    from eventwright.generation import Generated, How
    from eventwright.target import Target

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
    overlay: flags.OverlayFlag = None,
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
    from eventwright.generation import How

    asked = Settings(
        spec=spec,
        overlays=flags.overlays(overlay),
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
    run = Run(
        streams=Streams(color),
        progress=Progress.of(sys.stderr, os.environ, quiet=quiet),
        how=How(dry=dry_run, diff=diff, force=force, update_remote=update_remote),
        quiet=quiet,
        verbose=verbose,
    )
    return run.all(asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One call of the command: the streams and the flags that choose no package."""

    streams: Streams
    progress: Progress
    how: "How"
    quiet: bool
    verbose: bool
    brief: bool = False

    def all(self, asked: Settings) -> int:
        """Write all targets, also past one that fails, and return the worst exit code."""
        from eventwright.target import targets

        try:
            chosen = targets(asked, read_configuration(Path.cwd()))
        except SpecError as error:
            self.streams.note(error.problems)
            return exit_code(error)
        return max(map(code_of, self.each(chosen)))

    def each(self, chosen: "Sequence[Target]") -> "list[Generated | SpecError]":
        """Write targets, also past one that fails, and tell of each."""
        several = len(chosen)
        return [self._one(target, number, several) for number, target in enumerate(chosen, 1)]

    def _one(self, target: "Target", number: int, several: int) -> "Generated | SpecError":
        from eventwright.generation import generated
        from eventwright.report.several import named

        with self.progress.during(f"generating {target.output}", number, several):
            made = attempted(partial(generated, target, self.how))
        self.streams.note(named(made.problems, target.output, several=several > 1))
        if not isinstance(made, SpecError):
            self._tell(made, brief=several > 1 or self.brief)
        return made

    def _tell(self, made: "Generated", *, brief: bool) -> None:
        from eventwright.report.drift import patch_text
        from eventwright.report.written import line_text, summary_text

        self.streams.answer(patch_text(made.patch, self.streams.painter))
        if self.quiet:
            return
        if brief and not self.verbose:
            self.streams.answer(line_text(made, dry=self.how.dry))
        else:
            self.streams.answer(summary_text(made, dry=self.how.dry, verbose=self.verbose))


def code_of(made: "Generated | SpecError") -> int:
    """Return the exit code for what became of a target."""
    return exit_code(made) if isinstance(made, SpecError) else made.exit_code
