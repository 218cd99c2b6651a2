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
    from eventwright.report.drift import Checked
    from eventwright.target import Compared, Target


def check(  # noqa: PLR0913, PLR0917  one parameter for each flag
    spec: flags.OptionalSpec = None,
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
    from eventwright.report.drift import drift_text

    asked = Settings(
        spec=spec,
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
    checked: list[Checked] = []
    problems: list[Problem] = []
    code = _all(asked, diff, checked, problems)
    spared = [*(each.spec for each in checked), *([spec] if spec else [])]
    streams.answer(drift_text(checked, problems, output_format, streams.painter), spared)
    return code


def _all(asked: Settings, diff: bool, checked: "list[Checked]", problems: list[Problem]) -> int:
    """Gather what is found of all targets, also past one that fails, and return the worst exit code."""
    from eventwright.report.several import named
    from eventwright.target import targets

    try:
        chosen = targets(asked, read_configuration(Path.cwd()))
    except SpecError as error:
        problems += error.problems
        return exit_code(error)
    progress = Progress.of(sys.stderr, os.environ)
    codes: list[int] = []
    for number, target in enumerate(chosen, 1):
        found: list[Problem] = []
        with progress.during(f"checking {target.output}", number, len(chosen)):
            code = attempted(partial(_one, target, diff, checked, found))
        if isinstance(code, SpecError):
            found += code.problems
            code = exit_code(code)
        problems += named(found, target.output, several=len(chosen) > 1)
        codes.append(code)
    return max(codes)


def _one(target: "Target", diff: bool, checked: "list[Checked]", problems: list[Problem]) -> int:
    """Gather what is found of a target; raises SpecError where it cannot be compared."""
    from eventwright.report.drift import Checked
    from eventwright.report.mending import generate_command
    from eventwright.scaffold.place import scaffold_of
    from eventwright.target import as_locked, compared, compared_by_lock, fetching, prepare

    target = as_locked(target)
    by_lock = compared_by_lock(target)
    if by_lock is not None:
        checked.append(_by_lock(fetching(target, True), by_lock))
        return 0 if checked[-1].in_step else 1
    prepared = prepare(fetching(target, False))
    found = compared(prepared)
    handlers = scaffold_of(prepared)
    problems += (*prepared.problems, *found.blocked, *(handlers.problems if handlers else ()))
    patch = prepared.patch(found.paths) + (handlers.patch() if handlers else "") if diff else ""
    result = Checked(
        spec=target.source.shown(target.source.name),
        output=target.output,
        drift=found.drift,
        handlers=handlers,
        # What stands in the way has to go first; its problem says so.
        command=None if found.blocked else generate_command(target, force=found.needs_force),
        patch=patch,
    )
    checked.append(result)
    severity = target.settings.refuses_from
    return max(0 if result.in_step else 1, handlers.code_at(severity) if handlers else 0)


def _by_lock(target: "Target", found: "Compared") -> "Checked":
    from eventwright.report.drift import Checked
    from eventwright.report.mending import generate_command

    return Checked(
        spec=target.source.shown(target.source.name),
        output=target.output,
        drift=found.drift,
        handlers=None,
        command=generate_command(target, force=found.needs_force),
        patch="",
    )
