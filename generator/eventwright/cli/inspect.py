"""`eventwright inspect`: shows channels, operations, messages and what they become in Python."""

from pathlib import Path
from typing import Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.streams import Streams, exit_code
from eventwright.configuration import Settings
from eventwright.problems import SpecError
from eventwright.report.color import Color
from eventwright.report.formats import TreeFormat

TreeFormatFlag = Annotated[
    TreeFormat,
    typer.Option("--output-format", envvar="EVENTWRIGHT_OUTPUT_FORMAT", help="A tree, or JSON for programs."),
]


def inspect(
    spec: flags.Spec,
    perspective: flags.PerspectiveFlag = None,
    ref_root: flags.RefRootFlag = None,
    strict: flags.StrictFlag = None,
    output_format: TreeFormatFlag = TreeFormat.FULL,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Show the channels, operations and messages of a document, their classes and what tells them apart."""
    from eventwright.configuration import read_configuration
    from eventwright.report.told import tree_json, tree_text
    from eventwright.target import planned, read, settings_for, source_of

    streams = Streams(color)
    try:
        asked = Settings(spec=spec, ref_root=ref_root, perspective=perspective, strict=strict)
        settings = settings_for(asked, read_configuration(Path.cwd()))
        loaded = read(source_of(spec, settings.ref_root), strict=bool(settings.strict))
        package, problems = planned(loaded, settings.options())
    except SpecError as error:
        streams.note(error.problems)
        return exit_code(error)
    streams.note(problems)
    text = tree_json if output_format is TreeFormat.JSON else tree_text
    streams.answer(text(loaded.api, package.told, loaded.source))
    return 0
