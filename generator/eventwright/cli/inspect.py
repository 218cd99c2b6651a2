"""`eventwright inspect`: shows channels, operations, messages and what they become in Python."""

import os
import sys
from pathlib import Path
from typing import Annotated

from eventwright.cli import flags
from eventwright.cli.progress import Progress
from eventwright.cli.streams import Streams, exit_code
from eventwright.configuration import Settings, read_configuration
from eventwright.problems import SpecError
from eventwright.report.color import Color
from eventwright.report.formats import TreeFormat

TreeFormatFlag = Annotated[
    TreeFormat,
    flags.choice(
        TreeFormat, "--output-format", "A tree, JSON for programs, or the document with its overlays."
    ),
]


def inspect(  # noqa: PLR0913, PLR0917  one parameter for each flag
    spec: flags.Spec,
    overlay: flags.OverlayFlag = None,
    perspective: flags.PerspectiveFlag = None,
    ref_root: flags.RefRootFlag = None,
    allow_remote: flags.AllowRemoteFlag = None,
    limit: flags.LimitFlag = None,
    strict: flags.StrictFlag = None,
    fail_severity: flags.FailSeverityFlag = None,
    output_format: TreeFormatFlag = TreeFormat.FULL,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Show the channels, operations and messages of a document, their classes and what tells them apart."""
    from eventwright.reading import read, reading_of, source_for
    from eventwright.report.told import document_json, tree_json, tree_text
    from eventwright.target import planned, settings_for

    streams = Streams(color)
    asked = Settings(
        spec=spec,
        overlays=flags.overlays(overlay),
        ref_root=ref_root,
        perspective=perspective,
        strict=strict,
        fail_severity=fail_severity,
        allow_remote=allow_remote,
        limits=flags.limits(limit),
    )
    try:
        settings = settings_for(asked, read_configuration(Path.cwd()))
        source = source_for(settings)
        with Progress.of(sys.stderr, os.environ).during(f"reading {spec}"):
            loaded = read(source, reading_of(settings), settings.refuses_from)
            package, problems = planned(loaded, settings)
    except SpecError as error:
        streams.note(error.problems)
        return exit_code(error)
    streams.note(problems)
    match output_format:
        case TreeFormat.FULL:
            text = tree_text(loaded.api, package.told, loaded.source)
        case TreeFormat.JSON:
            text = tree_json(loaded.api, package.told, loaded.source)
        case TreeFormat.DOCUMENT:
            text = document_json(loaded.document)
    streams.answer(text)
    return 0
