"""`eventwright init`: from a document to a configured, generated package, with what checks it."""

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.asking import Asking
from eventwright.cli.generate import DryRunFlag, Run, code_of
from eventwright.cli.progress import Progress
from eventwright.cli.streams import Streams, exit_code
from eventwright.configuration import Configuration, Settings, read_configuration
from eventwright.problems import SpecError
from eventwright.report.color import Color
from eventwright.setup.project import Framework

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eventwright.generation import Generated
    from eventwright.setup.change import Change
    from eventwright.setup.kept import Asked
    from eventwright.setup.project import Project
    from eventwright.target import Target

Document = Annotated[
    str | None,
    typer.Argument(metavar="DOCUMENT", help="The AsyncAPI document; without it, the one that is found."),
]
PackageNameFlag = Annotated[
    str | None,
    typer.Option(
        "--package-name",
        metavar="NAME",
        envvar="EVENTWRIGHT_PACKAGE_NAME",
        help="The name of the package; its folder is chosen by the project.",
    ),
]
NoHandlersFileFlag = Annotated[
    bool,
    typer.Option(
        "--no-handlers-file", envvar="EVENTWRIGHT_NO_HANDLERS_FILE", help="Make no file for handlers."
    ),
]
FrameworkFlag = Annotated[
    Framework | None,
    typer.Option(
        "--framework",
        envvar="EVENTWRIGHT_FRAMEWORK",
        help="What calls the handlers; it decides whether they are async.",
    ),
]
PreCommitFlag = Annotated[
    bool | None,
    typer.Option(
        "--pre-commit/--no-pre-commit",
        envvar="EVENTWRIGHT_PRE_COMMIT",
        help="Add `eventwright check` to .pre-commit-config.yaml.",
        show_default=False,
    ),
]
WorkflowFlag = Annotated[
    bool | None,
    typer.Option(
        "--workflow/--no-workflow",
        envvar="EVENTWRIGHT_WORKFLOW",
        help="Make a GitHub workflow that runs `check` and `diff` on pull requests.",
        show_default=False,
    ),
]
YesFlag = Annotated[
    bool,
    typer.Option("-y", "--yes", envvar="EVENTWRIGHT_YES", help="Take what is found and offered."),
]


def init(  # noqa: PLR0913, PLR0917  one parameter for each flag
    document: Document = None,
    package_name: PackageNameFlag = None,
    output: flags.OutputFlag = None,
    handlers_file: flags.HandlersFileFlag = None,
    no_handlers_file: NoHandlersFileFlag = False,
    framework: FrameworkFlag = None,
    perspective: flags.PerspectiveFlag = None,
    models: flags.ModelsFlag = None,
    ref_root: flags.RefRootFlag = None,
    allow_remote: flags.AllowRemoteFlag = None,
    pre_commit: PreCommitFlag = None,
    workflow: WorkflowFlag = None,
    yes: YesFlag = False,
    dry_run: DryRunFlag = False,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Set a project up: configuration, package, handlers file, and what checks them in CI.

    Nothing of yours is overwritten, and a second run changes nothing.
    """
    from eventwright.generation import How
    from eventwright.setup.kept import Asked

    if no_handlers_file and handlers_file is not None:
        message = "a file for handlers and none cannot both be"
        raise typer.BadParameter(message, param_hint="'--no-handlers-file'")
    # A stream that is closed is none.
    asks = not yes and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
    streams = Streams(color)
    setup = _Setup(
        streams=streams,
        run=Run(
            streams=streams,
            progress=Progress.of(sys.stderr, os.environ),
            how=How(dry=dry_run),
            quiet=False,
            verbose=False,
            brief=True,
        ),
        asking=Asking(asks),
        asked=Asked(
            settings=Settings(
                spec=document,
                output=output,
                handlers_file=handlers_file,
                perspective=perspective,
                models=models,
                ref_root=ref_root,
                allow_remote=allow_remote,
            ),
            package_name=package_name,
            handlers=not no_handlers_file,
            framework=framework,
        ),
        pre_commit=pre_commit,
        workflow=workflow,
        yes=yes,
    )
    try:
        return setup.all()
    except SpecError as error:
        streams.note(error.problems)
        return exit_code(error)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setup:
    """One call of the command: what was said, None where that is to be found or asked for."""

    streams: Streams
    run: Run
    asking: Asking
    asked: "Asked"
    pre_commit: bool | None
    workflow: bool | None
    yes: bool

    def all(self) -> int:
        """Ask, then generate, then write the files around the package; nothing where that is refused."""
        from eventwright.setup.kept import kept
        from eventwright.setup.project import project_in
        from eventwright.target import targets

        folder = Path.cwd()
        project = project_in(folder)
        configuration = kept(read_configuration(folder), self.asked)
        made = None
        if configuration is None:
            configuration, made = self._configured(project, folder)
        changes = [*([made] if made else []), *self._wanted_changes(project, configuration, folder)]
        chosen = targets(Settings(), configuration)
        results = self.run.each(chosen)
        if not any(isinstance(each, SpecError) for each in results):
            self._tell_doubts(chosen)
            if made is None:
                self._tell_kept(configuration)
            self._write(changes)
            self._tell_next(changes, chosen, results)
        return max(map(code_of, results))

    def _configured(self, project: "Project", folder: Path) -> "tuple[Configuration, Change]":
        """Return what is to be generated, and the file that says so from now on."""
        from eventwright.cli.questions import Questions
        from eventwright.setup.configuration import SHARED, configured
        from eventwright.setup.files import content

        answers = Questions(self.asking, self.asked, project, folder).answers()
        settings = self._with_handlers(answers.settings(self.asked.settings))
        change = configured(settings, content(Path(SHARED)))
        return Configuration(change.path, Settings(), (settings,)), change

    def _with_handlers(self, settings: Settings) -> Settings:
        """Leave out a file for handlers that nobody named and that would be empty."""
        from eventwright.report.setup import NOTHING_RECEIVED
        from eventwright.setup.received import receives

        named = self.asked.settings.handlers_file is not None
        if settings.handlers_file is None or named or receives(settings):
            return settings
        self.streams.answer(NOTHING_RECEIVED)
        return replace(settings, handlers_file=None)

    def _wanted_changes(
        self, project: "Project", configuration: Configuration, folder: Path
    ) -> "Iterator[Change]":
        """Yield what is wanted of that which runs `check`."""
        from eventwright.setup.offers import offers

        hook, workflow = offers(project, configuration, folder)
        if self.pre_commit and not hook.at_top:
            message = (
                "pre-commit runs its hooks at the top of the repository, where no configuration is found"
            )
            raise typer.BadParameter(message, param_hint="'--pre-commit'")
        if (hook.offered or self.pre_commit) and self._wanted(self.pre_commit, f"Add a hook to {hook.path}?"):
            yield hook.change()
        if self._wanted(self.workflow, f"Make the GitHub workflow {workflow.path}?"):
            yield workflow.change()

    def _wanted(self, said: bool | None, question: str) -> bool:
        return self.yes or self.asking.yes(question) if said is None else said

    def _tell_doubts(self, chosen: "Sequence[Target]") -> None:
        from eventwright.setup.doubts import doubts

        for target in chosen:
            self.streams.note(tuple(doubts(target)))

    def _tell_kept(self, configuration: Configuration) -> None:
        from eventwright.report.setup import kept_text

        self.streams.answer(kept_text(configuration))

    def _write(self, changes: "Sequence[Change]") -> None:
        from eventwright.report.setup import change_text
        from eventwright.setup.files import write_change

        for change in changes:
            if not self.run.how.dry:
                write_change(change)
            self.streams.answer(change_text(change, dry=self.run.how.dry))

    def _tell_next(
        self,
        changes: "Sequence[Change]",
        chosen: "Sequence[Target]",
        results: "Sequence[Generated | SpecError]",
    ) -> None:
        from eventwright.report.setup import next_text, unchanged_text

        self.streams.answer(unchanged_text(changes, results))
        if not self.run.how.dry:
            self.streams.answer(next_text(chosen, results))
