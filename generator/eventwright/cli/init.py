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
    from collections.abc import Iterator

    from eventwright.setup.answers import Answers
    from eventwright.setup.change import Change
    from eventwright.setup.project import Project

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
        said=Settings(
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
        pre_commit=pre_commit,
        workflow=workflow,
        yes=yes,
        dry=dry_run,
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
    said: Settings
    package_name: str | None
    handlers: bool
    framework: Framework | None
    pre_commit: bool | None
    workflow: bool | None
    yes: bool
    dry: bool

    def all(self) -> int:
        """Ask, then generate, then write the files around the package; nothing where that is refused."""
        from eventwright.report.setup import change_text, kept_text, next_text, unchanged_text
        from eventwright.setup.doubts import doubts
        from eventwright.setup.files import write_change
        from eventwright.setup.kept import Asked, kept
        from eventwright.setup.project import project_in
        from eventwright.target import targets

        folder = Path.cwd()
        project = project_in(folder)
        asked = Asked(
            settings=self.said,
            package_name=self.package_name,
            handlers=self.handlers,
            framework=self.framework,
        )
        configuration = kept(read_configuration(folder), asked)
        made = None
        if configuration is None:
            configuration, made = self._configured(project)
        changes = [*([made] if made else []), *self._offers(project, configuration)]
        chosen = targets(Settings(), configuration)
        results = self.run.each(chosen)
        refused = [each for each in results if isinstance(each, SpecError)]
        if refused:
            return max(map(code_of, results))
        for target in chosen:
            self.streams.note(tuple(doubts(target)))
        if made is None:
            self.streams.answer(kept_text(configuration))
        for change in changes:
            if not self.dry:
                write_change(change)
            self.streams.answer(change_text(change, dry=self.dry))
        self.streams.answer(unchanged_text(changes, results))
        if not self.dry:
            self.streams.answer(next_text(chosen, results))
        return max(map(code_of, results))

    def _configured(self, project: "Project") -> "tuple[Configuration, Change]":
        """Return what is to be generated, and the file that says so from now on."""
        from eventwright.setup.configuration import SHARED, configured
        from eventwright.setup.files import content

        settings = self._with_handlers(self._answers(project).settings(self.said))
        change = configured(settings, content(Path(SHARED)))
        return Configuration(change.path, Settings(), (settings,)), change

    def _with_handlers(self, settings: Settings) -> Settings:
        """Leave out a file for handlers that nobody named and that would be empty."""
        from eventwright.report.setup import NOTHING_RECEIVED
        from eventwright.setup.received import receives

        if settings.handlers_file is None or self.said.handlers_file is not None or receives(settings):
            return settings
        self.streams.answer(NOTHING_RECEIVED)
        return replace(settings, handlers_file=None)

    def _answers(self, project: "Project") -> "Answers":
        from eventwright.setup.answers import Answers
        from eventwright.setup.project import relative

        folder = Path.cwd()
        document = relative(self._document(folder), folder)
        output = relative(self._output(document, project), folder)
        return Answers(
            document=document,
            output=output,
            handlers_file=self._handlers_file(output, project),
            framework=self._framework(project),
        )

    def _document(self, folder: Path) -> str:
        from eventwright.setup.checks import require_document, require_found
        from eventwright.setup.project import documents_in

        if self.said.spec is not None:
            return self.said.spec
        found = documents_in(folder)
        if len(found) == 1 and not self.asking.asks:
            return found[0]
        if not self.asking.asks:
            require_found(found)
        if len(found) > 1:
            self.asking.tell(["AsyncAPI documents here:", *(f"  {each}" for each in found)])
        return self.asking.text("Document", found[0] if found else None, require_document)

    def _output(self, document: str, project: "Project") -> str:
        from eventwright.outputs import require_package_name
        from eventwright.setup.answers import name_for, output_for
        from eventwright.setup.checks import require_output

        if self.said.output is not None:
            self._require_name_of(self.said.output)
            return self.said.output
        name = self.package_name
        if name is None:
            name = self.asking.text("Name of the package", name_for(document, project), require_package_name)
        return self.asking.text("Folder of the package", output_for(name, project), require_output)

    def _require_name_of(self, output: str) -> None:
        if self.package_name not in (None, Path(output).name):
            message = f"the last part of --output {output!r} is the package's name already"
            raise typer.BadParameter(message, param_hint="'--package-name'")

    def _handlers_file(self, output: str, project: "Project") -> str | None:
        from eventwright.setup.answers import handlers_file_for
        from eventwright.setup.checks import NO_FILE, handlers_file_check
        from eventwright.setup.project import relative

        folder = Path.cwd()
        if not self.handlers:
            return None
        said = self.said.handlers_file
        if said is None:
            found = handlers_file_for(output, project, folder)
            said = self.asking.text(f"File for handlers, or {NO_FILE}", found, handlers_file_check(output))
        return None if said == NO_FILE else relative(said, folder)

    def _framework(self, project: "Project") -> Framework:
        if self.framework is not None:
            return self.framework
        choices = [each.value for each in Framework]
        return Framework(self.asking.one_of("Framework", project.framework.value, choices))

    def _offers(self, project: "Project", configuration: Configuration) -> "Iterator[Change]":
        """Yield what is wanted of that which runs `check`; both belong to the top of a repository."""
        from eventwright.setup import pre_commit, workflow
        from eventwright.setup.files import content

        folder = Path.cwd()
        top = project.repository or folder
        configured = Path(os.path.normpath(folder / configuration.file)).parent
        up = os.path.relpath(top, folder)
        hook = Path(up, pre_commit.FILE)
        # pre-commit runs its hooks at the top, where a configuration further down is not found.
        if self.pre_commit and configured != top:
            message = (
                "pre-commit runs its hooks at the top of the repository, where no configuration is found"
            )
            raise typer.BadParameter(message, param_hint="'--pre-commit'")
        offered = project.repository == configured
        if (offered or self.pre_commit) and self._wanted(self.pre_commit, f"Add a hook to {hook}?"):
            yield pre_commit.with_hook(str(hook), content(hook))
        file = Path(up, workflow.FILE)
        if self._wanted(self.workflow, f"Make the GitHub workflow {file}?"):
            part = configured if configured.is_relative_to(top) else folder
            yield workflow.workflow(file.as_posix(), part.relative_to(top).as_posix(), content(file))

    def _wanted(self, said: bool | None, question: str) -> bool:
        return self.yes or self.asking.yes(question) if said is None else said
