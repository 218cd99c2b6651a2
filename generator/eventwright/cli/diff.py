"""`eventwright diff`: tells what changed between two documents, and whom it breaks."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.streams import Streams
from eventwright.configuration import Settings, read_configuration
from eventwright.options import FailOn, Sides
from eventwright.problems import SpecError
from eventwright.report.color import Color
from eventwright.report.formats import Format

Old = Annotated[
    str | None,
    typer.Argument(
        metavar="OLD", help="The document as it was: a file, or git:REF:path.", show_default=False
    ),
]
New = Annotated[
    str | None,
    typer.Argument(
        metavar="NEW", help="The document as it is now: a file, or git:REF:path.", show_default=False
    ),
]
AgainstFlag = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="git:REF|merge-base:REF",
        envvar="EVENTWRIGHT_AGAINST",
        help="Compare the one document named, or all that are configured, with what they were in a commit.",
    ),
]
SidesFlag = Annotated[
    Sides,
    flags.choice(Sides, "--perspective", "Whose code decides what fails."),
]
FailOnFlag = Annotated[
    FailOn,
    flags.choice(FailOn, "--fail-on", "From which severity on the exit code is 1."),
]
if TYPE_CHECKING:
    from eventwright.against import Against

NOT_ANSWERED = 2


def diff(  # noqa: PLR0913, PLR0917  one parameter for each flag
    old: Old = None,
    new: New = None,
    against: AgainstFlag = None,
    perspective: SidesFlag = Sides.BOTH,
    fail_on: FailOnFlag = FailOn.BREAKING,
    ref_root: flags.RefRootFlag = None,
    allow_remote: flags.AllowRemoteFlag = None,
    limit: flags.LimitFlag = None,
    output_format: flags.FormatFlag = Format.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Tell what changed between two documents, and whether it breaks those who receive or send."""
    from eventwright.diff.direction import fails
    from eventwright.report.changes import changes_text

    streams = Streams(color, output_file)
    asked = Settings(ref_root=ref_root, allow_remote=allow_remote, limits=flags.limits(limit))
    try:
        compared = _compared(_documents(old, new, against), asked)
    except SpecError as error:
        streams.note(error.problems)
        return NOT_ANSWERED
    streams.note(tuple(problem for each in compared for problem in each.problems))
    spared = [name for each in compared for name in (each.old, each.new)]
    streams.answer(changes_text(compared, output_format, streams.painter, streams.width), spared)
    return int(any(fails(each.comparison, perspective, fail_on) for each in compared))


def _documents(old: str | None, new: str | None, against: str | None) -> tuple[str | None, str | None, str]:
    """Return what is named: two documents, or against a commit one or none; raises BadParameter."""
    if against is not None and new is not None:
        message = "with --against a commit, name one document or none"
        raise typer.BadParameter(message, param_hint="'NEW'")
    if against is None and new is None:
        message = "name two documents, or compare with a commit: --against git:main"
        raise typer.BadParameter(message, param_hint="'OLD NEW'")
    return old, new, against or ""


def _compared(documents: tuple[str | None, str | None, str], asked: Settings) -> "tuple[Against, ...]":
    from eventwright.against import compared_documents
    from eventwright.pairs import configured_pairs, named_pair

    old, new, against = documents
    configuration = read_configuration(Path.cwd())
    pairs = (
        (named_pair(old, new, asked, configuration),)
        if old is not None and new is not None
        else configured_pairs(against, replace(asked, spec=old), configuration)
    )
    return tuple(compared_documents(pair.old, pair.new) for pair in pairs)
