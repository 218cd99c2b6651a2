"""`eventwright validate`: tells everything that is wrong with a document."""

from eventwright.cli import flags
from eventwright.cli.streams import Streams, exit_code
from eventwright.problems import Level, Problem, SpecError
from eventwright.report.color import Color
from eventwright.report.formats import Format


def validate(
    spec: flags.Spec,
    ref_root: flags.RefRootFlag = None,
    output_format: flags.FormatFlag = Format.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Tell every problem of a document, each with its place and what to do."""
    from eventwright.report.problems import problems_text, verdict
    from eventwright.report.visible import visible

    streams = Streams(color, output_file)
    problems, code = _found(spec, ref_root)
    text = problems_text(problems, output_format, streams.painter)
    if output_format is Format.FULL:
        text += f"{visible(spec)}: {verdict(problems)}\n"
    streams.answer(text)
    return code


def _found(spec: str, ref_root: str | None) -> tuple[tuple[Problem, ...], int]:
    from eventwright.target import all_problems, read, source_of

    try:
        problems = all_problems(read(source_of(spec, ref_root), advice=True))
    except SpecError as error:
        return error.problems, exit_code(error)
    return problems, int(any(problem.level is Level.ERROR for problem in problems))
