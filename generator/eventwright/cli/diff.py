"""`eventwright diff`: tells what changed between two documents, and whom it breaks."""

from typing import Annotated

from eventwright.cli import flags
from eventwright.cli.comparing import AgainstFlag, Asked, New, Old, PresetFlag, SkipNewFlag, TodayFlag, found
from eventwright.cli.streams import Streams
from eventwright.configuration import Settings
from eventwright.options import FailOn, Sides
from eventwright.problems import SpecError
from eventwright.report.color import Color
from eventwright.report.formats import Format

SidesFlag = Annotated[
    Sides | None,
    flags.choice(Sides, "--perspective", "Whose code decides what fails: by default both."),
]
FailOnFlag = Annotated[
    FailOn | None,
    flags.choice(FailOn, "--fail-on", "From which severity on the exit code is 1: by default breaking."),
]

NOT_ANSWERED = 2


def diff(  # noqa: PLR0913, PLR0917  one parameter for each flag
    old: Old = None,
    new: New = None,
    against: AgainstFlag = None,
    skip_new: SkipNewFlag = False,
    perspective: SidesFlag = None,
    fail_on: FailOnFlag = None,
    preset: PresetFlag = None,
    today: TodayFlag = None,
    overlay: flags.OverlayFlag = None,
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
    settings = Settings(
        overlays=flags.overlays(overlay),
        ref_root=ref_root,
        allow_remote=allow_remote,
        limits=flags.limits(limit),
    )
    try:
        answer = found(Asked(old, new, against, skip_new, preset, today), settings)
    except SpecError as error:
        streams.note(error.problems)
        return NOT_ANSWERED
    streams.note(answer.problems)
    text = changes_text(answer.compared, output_format, streams.painter, streams.width, below=streams.below)
    streams.answer(text, answer.documents)
    sides = perspective or answer.said.perspective or Sides.BOTH
    least = fail_on or answer.said.fail_on or FailOn.BREAKING
    return int(any(fails(each.comparison, sides, least) for each in answer.compared))
