"""`eventwright rules` and `eventwright explain`: tell what problems there are; no document is read."""

from typing import Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.streams import Streams
from eventwright.report.color import Color
from eventwright.report.formats import RuleFormat

RuleFormatFlag = Annotated[
    RuleFormat,
    flags.choice(RuleFormat, "--output-format", "Text, or JSON for programs."),
]
Code = Annotated[
    str, typer.Argument(metavar="CODE", help="The code of a problem or of a change, such as required-added.")
]
ChangesFlag = Annotated[
    bool, typer.Option("--diff", help="List the changes that `diff` tells, not the problems of documents.")
]


def rules(
    changes: ChangesFlag = False,
    output_format: RuleFormatFlag = RuleFormat.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """List every problem that can be told: its code, level and purpose."""
    from eventwright.diff import rules as diff
    from eventwright.report.diff_rules import diff_rules_text
    from eventwright.report.rules import rules_text
    from eventwright.rules import RULES

    streams = Streams(color, output_file)
    if changes:
        streams.answer(diff_rules_text(diff.RULES, output_format, streams.painter))
        return 0
    streams.answer(rules_text(RULES, output_format, streams.painter))
    return 0


def explain(
    code: Code,
    output_format: RuleFormatFlag = RuleFormat.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Explain the code of a problem, or of a change that `diff` tells."""
    from eventwright.diff.rules import BY_ID
    from eventwright.report.diff_rules import diff_rule_text
    from eventwright.report.rules import rule_text
    from eventwright.rules.asked import rule_named

    streams = Streams(color, output_file)
    if code in BY_ID:
        streams.answer(diff_rule_text(BY_ID[code], output_format, streams.painter))
        return 0
    streams.answer(rule_text(rule_named(code, BY_ID), output_format, streams.painter))
    return 0
