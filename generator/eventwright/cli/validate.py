"""`eventwright validate`: tells everything that is wrong with a document."""

import os
import sys
from pathlib import Path

from eventwright.cli import flags
from eventwright.cli.progress import Progress
from eventwright.cli.streams import Streams, exit_code
from eventwright.configuration import Configuration, Settings, read_configuration
from eventwright.problems import Level, Problem, SpecError
from eventwright.report.color import Color
from eventwright.report.formats import Format


def validate(  # noqa: PLR0913, PLR0917  one parameter for each flag
    spec: flags.Spec,
    overlay: flags.OverlayFlag = None,
    ref_root: flags.RefRootFlag = None,
    allow_remote: flags.AllowRemoteFlag = None,
    limit: flags.LimitFlag = None,
    fail_severity: flags.FailSeverityFlag = None,
    output_format: flags.FormatFlag = Format.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Tell every problem of a document, each with its place and what to do."""
    from eventwright.report.problems import problems_text

    streams = Streams(color, output_file)
    limits = flags.limits(limit)
    asked = Settings(
        spec=spec,
        overlays=flags.overlays(overlay),
        ref_root=ref_root,
        allow_remote=allow_remote,
        limits=limits,
        fail_severity=fail_severity,
    )
    try:
        configuration = read_configuration(Path.cwd())
    except SpecError as error:
        # Of the document nothing can be said then, so the last line does not name it either.
        streams.answer(problems_text(error.problems, output_format, streams.painter, below=streams.below))
        return exit_code(error)
    with Progress.of(sys.stderr, os.environ).during(f"reading {spec}"):
        named, problems, code = _found(asked, configuration)
    text = problems_text(problems, output_format, streams.painter, spec, below=streams.below)
    streams.answer(text, [*named, *(problem.place.file for problem in problems if problem.place)])
    return code


def _found(
    asked: Settings, configuration: Configuration | None
) -> tuple[tuple[str, ...], tuple[Problem, ...], int]:
    """Return what was read, all that is wrong with it, and the exit code."""
    from eventwright.doubt import as_bad
    from eventwright.reading import read, reading_of, source_for
    from eventwright.target import all_problems, settings_for

    named: tuple[str, ...] = (asked.spec or "",)
    try:
        settings = settings_for(asked, configuration)
        source = source_for(settings)
        named = source.named
        problems = all_problems(read(source, reading_of(settings), advice=True), settings)
    except SpecError as error:
        return named, error.problems, exit_code(error)
    severity = settings.fail_severity or Level.ERROR
    return named, problems, int(any(as_bad(problem, severity) for problem in problems))
