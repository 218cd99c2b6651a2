"""`eventwright check`: tells whether packages are in step with their documents."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from eventwright.cli import flags
from eventwright.cli.progress import Progress
from eventwright.cli.streams import Streams, exit_code
from eventwright.cli.targets import attempted
from eventwright.configuration import Settings, read_configuration
from eventwright.problems import Problem, SpecError
from eventwright.report.color import Color
from eventwright.report.formats import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eventwright.checking import Checked
    from eventwright.target import Target


def check(  # noqa: PLR0913, PLR0917  one parameter for each flag
    spec: flags.OptionalSpec = None,
    overlay: flags.OverlayFlag = None,
    output: flags.OutputFlag = None,
    perspective: flags.PerspectiveFlag = None,
    handler_style: flags.HandlerStyleFlag = None,
    decode: flags.DecodeFlag = None,
    json: flags.JsonFlag = None,
    models: flags.ModelsFlag = None,
    ref_root: flags.RefRootFlag = None,
    handlers_file: flags.HandlersFileFlag = None,
    package_import: flags.PackageImportFlag = None,
    strict: flags.StrictFlag = None,
    fail_severity: flags.FailSeverityFlag = None,
    limit: flags.LimitFlag = None,
    diff: flags.DiffFlag = False,
    output_format: flags.FormatFlag = Format.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Tell whether a package, or every configured one, is what `generate` would write now.

    A configured target is judged by its configuration and flags; any other package keeps the options of its
    lock that neither flags nor [tool.eventwright] name. Nothing is fetched: what references name by URL
    counts as what it was when the package was written.
    """
    from eventwright.checking import Checked
    from eventwright.report.drift import drift_text
    from eventwright.target import targets

    asked = Settings(
        spec=spec,
        overlays=flags.overlays(overlay),
        output=output,
        ref_root=ref_root,
        handlers_file=handlers_file,
        package_import=package_import,
        strict=strict,
        fail_severity=fail_severity,
        limits=flags.limits(limit),
        perspective=perspective,
        handler_style=handler_style,
        decode=decode,
        json=json,
        models=models,
    )
    streams = Streams(color, output_file)
    results: Sequence[Checked | SpecError]
    try:
        chosen = targets(asked, read_configuration(Path.cwd()))
    except SpecError as error:
        chosen, results = (), [error]
    else:
        results = _each(chosen, diff=diff)
    found = [each for each in results if isinstance(each, Checked)]
    spared = [*(name for each in found for name in each.target.source.named), *([spec] if spec else [])]
    problems = _problems(chosen, results)
    streams.answer(drift_text(found, problems, output_format, streams.painter, below=streams.below), spared)
    return max(exit_code(each) if isinstance(each, SpecError) else each.exit_code for each in results)


def _each(chosen: "Sequence[Target]", *, diff: bool) -> "list[Checked | SpecError]":
    """Compare targets, also past one that fails."""
    from eventwright.checking import checked

    progress = Progress.of(sys.stderr, os.environ)
    results: list[Checked | SpecError] = []
    for number, target in enumerate(chosen, 1):
        with progress.during(f"checking {target.output}", number, len(chosen)):
            results.append(attempted(partial(checked, target, diff=diff)))
    return results


def _problems(chosen: "Sequence[Target]", results: "Sequence[Checked | SpecError]") -> list[Problem]:
    """All that was met on the way; there is no target where the configuration is wrong."""
    from eventwright.report.several import named

    if not chosen:
        return [problem for each in results for problem in each.problems]
    several = len(chosen) > 1
    return [
        problem
        for target, each in zip(chosen, results, strict=True)
        for problem in named(each.problems, target.output, several=several)
    ]
