"""`eventwright rules` and `eventwright explain`: tell what problems there are; no document is read."""

from typing import Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.streams import Streams
from eventwright.report.color import Color
from eventwright.report.formats import RuleFormat

RuleFormatFlag = Annotated[
    RuleFormat,
    typer.Option("--output-format", envvar="EVENTWRIGHT_OUTPUT_FORMAT", help="Text, or JSON for programs."),
]
Code = Annotated[
    str, typer.Argument(metavar="CODE", help="The code of a problem, such as unknown-reference.")
]


def rules(
    output_format: RuleFormatFlag = RuleFormat.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """List every problem that can be told: its code, level and purpose."""
    from eventwright.report.rules import rules_text
    from eventwright.rules import RULES

    streams = Streams(color, output_file)
    streams.answer(rules_text(RULES, output_format, streams.painter))
    return 0


def explain(
    code: Code,
    output_format: RuleFormatFlag = RuleFormat.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Explain the code of a problem: purpose, level, what to do, and an example."""
    from eventwright.report.rules import rule_text
    from eventwright.rules.asked import rule_named

    streams = Streams(color, output_file)
    streams.answer(rule_text(rule_named(code), output_format, streams.painter))
    return 0
