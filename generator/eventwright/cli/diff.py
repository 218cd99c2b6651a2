"""`eventwright diff`: tells what changed between two documents, and whom it breaks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.streams import Streams
from eventwright.configuration import DiffSettings, Settings, read_configuration
from eventwright.options import FailOn, Sides
from eventwright.problems import Problem, SpecError
from eventwright.report.color import Color
from eventwright.report.formats import Format

if TYPE_CHECKING:
    from eventwright.against import Against
    from eventwright.configuration import Configuration


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day (write it as 2030-12-31)") from error


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
    Sides | None,
    flags.choice(Sides, "--perspective", "Whose code decides what fails: by default both."),
]
FailOnFlag = Annotated[
    FailOn | None,
    flags.choice(FailOn, "--fail-on", "From which severity on the exit code is 1: by default breaking."),
]
TodayFlag = Annotated[
    date | None,
    typer.Option(
        "--today",
        parser=_day,
        metavar="DATE",
        envvar="EVENTWRIGHT_TODAY",
        help="The day by which accepted changes expire: by default today, in UTC.",
    ),
]

NOT_ANSWERED = 2


def diff(  # noqa: PLR0913, PLR0917  one parameter for each flag
    old: Old = None,
    new: New = None,
    against: AgainstFlag = None,
    perspective: SidesFlag = None,
    fail_on: FailOnFlag = None,
    today: TodayFlag = None,
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
    documents = _documents(old, new, against)
    try:
        configuration = read_configuration(Path.cwd())
        said = configuration.diff if configuration else DiffSettings()
        compared, told = _judged(_compared(documents, asked, configuration), said, today)
    except SpecError as error:
        streams.note(error.problems)
        return NOT_ANSWERED
    streams.note((*(problem for each in compared for problem in each.problems), *told))
    spared = [name for each in compared for name in (each.old, each.new)]
    streams.answer(changes_text(compared, output_format, streams.painter, streams.width), spared)
    sides = perspective or said.perspective or Sides.BOTH
    least = fail_on or said.fail_on or FailOn.BREAKING
    return int(any(fails(each.comparison, sides, least) for each in compared))


def _documents(old: str | None, new: str | None, against: str | None) -> tuple[str | None, str | None, str]:
    """Return what is named: two documents, or against a commit one or none; raises BadParameter."""
    if against is not None and new is not None:
        message = "with --against a commit, name one document or none"
        raise typer.BadParameter(message, param_hint="'NEW'")
    if against is None and new is None:
        message = "name two documents, or compare with a commit: --against git:main"
        raise typer.BadParameter(message, param_hint="'OLD NEW'")
    return old, new, against or ""


def _compared(
    documents: tuple[str | None, str | None, str], asked: Settings, configuration: "Configuration | None"
) -> "tuple[Against, ...]":
    from eventwright.against import compared_documents
    from eventwright.pairs import configured_pairs, named_pair

    old, new, against = documents
    pairs = (
        (named_pair(old, new, asked, configuration),)
        if old is not None and new is not None
        else configured_pairs(against, replace(asked, spec=old), configuration)
    )
    return tuple(compared_documents(pair.old, pair.new) for pair in pairs)


def _judged(
    compared: "tuple[Against, ...]", said: DiffSettings, today: date | None
) -> "tuple[tuple[Against, ...], tuple[Problem, ...]]":
    from eventwright.diff.policy import judged, policy_of, policy_problems

    policy = policy_of(said)
    found = judged([each.comparison for each in compared], policy, today or datetime.now(UTC).date())
    pairs = zip(compared, found, strict=True)
    return tuple(replace(each, comparison=comparison) for each, comparison in pairs), policy_problems(
        found, policy
    )
