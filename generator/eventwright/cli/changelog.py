"""`eventwright changelog`: writes what changed between two documents as a section of a changelog."""

from eventwright.cli import flags
from eventwright.cli.comparing import AgainstFlag, Asked, New, Old, PresetFlag, SkipNewFlag, TodayFlag, found
from eventwright.cli.diff import NOT_ANSWERED
from eventwright.cli.streams import Streams
from eventwright.configuration import Settings
from eventwright.problems import SpecError
from eventwright.report.color import Color


def changelog(  # noqa: PLR0913, PLR0917  one parameter for each flag
    old: Old = None,
    new: New = None,
    against: AgainstFlag = None,
    skip_new: SkipNewFlag = False,
    preset: PresetFlag = None,
    today: TodayFlag = None,
    overlay: flags.OverlayFlag = None,
    ref_root: flags.RefRootFlag = None,
    allow_remote: flags.AllowRemoteFlag = None,
    limit: flags.LimitFlag = None,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Write what changed between two documents as a section of a changelog, with the bump it asks for."""
    from eventwright.report.changelog import changelog_text

    streams = Streams(color, output_file)
    settings = Settings(
        overlays=flags.overlays(overlay),
        ref_root=ref_root,
        allow_remote=allow_remote,
        limits=flags.limits(limit),
    )
    asked = Asked(old, new, against, skip_new, preset, today)
    try:
        answer = found(asked, settings)
    except SpecError as error:
        streams.note(error.problems)
        return NOT_ANSWERED
    streams.note(answer.problems)
    streams.answer(changelog_text(answer.compared, asked.today), answer.documents)
    return 0
