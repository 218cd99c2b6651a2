"""What `diff` and `changelog` share: which documents are compared, and by which policy."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwright.cli import flags
from eventwright.configuration import DiffSettings, Settings, read_configuration
from eventwright.options import Preset
from eventwright.problems import Problem

if TYPE_CHECKING:
    from eventwright.against import Against
    from eventwright.configuration import Configuration
    from eventwright.pairs import Pair


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
SkipNewFlag = Annotated[
    bool,
    typer.Option(
        "--skip-new",
        envvar="EVENTWRIGHT_SKIP_NEW",
        help="Pass over documents that the commit of --against does not have yet.",
    ),
]
PresetFlag = Annotated[
    Preset | None,
    flags.choice(Preset, "--preset", "What severities are made of, before what is said of single rules."),
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is named on the command line: two documents, or against a commit one or none; and the day.

    With `skip_new` a document that the commit does not have yet is passed over.
    """

    old: str | None
    new: str | None
    against: str | None
    skip_new: bool
    preset: Preset | None
    day: date | None

    @property
    def today(self) -> date:
        """The day that is asked about."""
        return self.day or datetime.now(UTC).date()

    def require(self) -> None:
        """Refuse what is no question; raises BadParameter."""
        if self.against is not None and self.new is not None:
            message = "with --against a commit, name one document or none"
            raise typer.BadParameter(message, param_hint="'NEW'")
        if self.against is None and self.new is None:
            message = "name two documents, or compare with a commit: --against git:main"
            raise typer.BadParameter(message, param_hint="'OLD NEW'")


@dataclass(frozen=True, slots=True)
class Found:
    """The comparisons by the policy, what the configuration says of them, and what is to be told."""

    compared: "tuple[Against, ...]"
    said: DiffSettings
    problems: tuple[Problem, ...]

    @property
    def documents(self) -> list[str]:
        """What no report may take the place of."""
        return [name for each in self.compared for name in each.named]


def found(asked: Asked, settings: Settings) -> Found:
    """Compare what is asked for; raises SpecError where that cannot be done, BadParameter."""
    from eventwright.diff.policy import judged, policy_of, policy_problems

    asked.require()
    configuration = read_configuration(Path.cwd())
    said = configuration.diff if configuration else DiffSettings()
    policy = policy_of(replace(said, preset=asked.preset or said.preset))
    compared, passed = _compared(asked, settings, configuration)
    comparisons = judged([each.comparison for each in compared], policy, asked.today)
    pairs = zip(compared, comparisons, strict=True)
    told = (problem for each in compared for problem in each.problems)
    return Found(
        tuple(replace(each, comparison=comparison) for each, comparison in pairs),
        said,
        (*passed, *told, *policy_problems(comparisons, policy)),
    )


def _compared(
    asked: Asked, settings: Settings, configuration: "Configuration | None"
) -> "tuple[tuple[Against, ...], tuple[Problem, ...]]":
    from eventwright.against import compared_documents
    from eventwright.pairs import configured_pairs, named_pair, without_new

    passed: tuple[Problem, ...] = ()
    if asked.old is not None and asked.new is not None:
        pairs: tuple[Pair, ...] = (named_pair(asked.old, asked.new, settings, configuration),)
    else:
        pairs = configured_pairs(asked.against or "", replace(settings, spec=asked.old), configuration)
        if asked.skip_new:
            pairs, passed = without_new(pairs)
    told = tuple(problem for pair in pairs for problem in pair.problems)
    return tuple(compared_documents(pair.old, pair.new) for pair in pairs), (*passed, *told)
