"""`eventwright diff`: tells what changed between two documents, and whom it breaks."""

from pathlib import Path
from typing import Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.streams import Streams
from eventwright.configuration import Settings, read_configuration
from eventwright.options import FailOn, Sides
from eventwright.problems import SpecError
from eventwright.report.color import Color
from eventwright.report.formats import Format

Old = Annotated[str, typer.Argument(metavar="OLD", help="The AsyncAPI document as it was.")]
New = Annotated[str, typer.Argument(metavar="NEW", help="The AsyncAPI document as it is now.")]
SidesFlag = Annotated[
    Sides,
    flags.choice(Sides, "--perspective", "Whose code decides what fails."),
]
FailOnFlag = Annotated[
    FailOn,
    flags.choice(FailOn, "--fail-on", "From which severity on the exit code is 1."),
]

NOT_ANSWERED = 2


def diff(  # noqa: PLR0913, PLR0917  one parameter for each flag
    old: Old,
    new: New,
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
    from eventwright.against import Named, compared_documents
    from eventwright.diff.direction import fails
    from eventwright.report.changes import changes_text
    from eventwright.target import reading_of, settings_for, source_of

    streams = Streams(color, output_file)
    asked = Settings(spec=new, ref_root=ref_root, allow_remote=allow_remote, limits=flags.limits(limit))
    try:
        settings = settings_for(asked, read_configuration(Path.cwd()))
        reading = reading_of(settings)
        # The document as it was may lie anywhere, so that only a flag says how far its references reach.
        before = Named(source_of(old, ref_root), reading)
        against = compared_documents(before, Named(source_of(new, settings.ref_root), reading))
    except SpecError as error:
        streams.note(error.problems)
        return NOT_ANSWERED
    streams.note(against.problems)
    streams.answer(changes_text([against], output_format, streams.painter, streams.width), [old, new])
    return int(fails(against.comparison, perspective, fail_on))
