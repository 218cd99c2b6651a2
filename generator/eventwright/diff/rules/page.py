"""The guide to changes, docs/changes.md, made from the table."""

from collections.abc import Iterator
from itertools import groupby

from eventwright.diff.rules import RULES
from eventwright.diff.rules.row import DiffRule

_INTRODUCTION = """\
`eventwright diff OLD NEW` tells what changed between two documents and whom it breaks. Each change has
the id of a rule, which never changes its meaning. The peer is thought to follow the new document, and the
code at hand to be made from the old one: a receiver breaks where some value that is valid now was not
valid before, or could not be told apart; a sender breaks where some value that was valid is not valid any
more. `dangerous` is what the documents alone cannot decide, and what changes in meaning while the same
values are valid. `code` is what generating the package anew does to Python code that uses it, in general.
`eventwright explain ID` tells one."""


def page() -> str:
    """Return docs/changes.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from ("# Changes", "", _INTRODUCTION)
    for subject, rules in groupby(RULES, lambda rule: rule.subject):
        yield from ("", f"## {subject}", "", "| rule | receiver | sender | code | what changed |")
        yield "| --- | --- | --- | --- | --- |"
        yield from map(_row, rules)


def _row(rule: DiffRule) -> str:
    purpose = rule.purpose.replace("|", "\\|")
    if rule.silent:
        return f"| `{rule.id}` | - | - | - | {purpose} Nothing is told: both documents mean the same. |"
    least = ", or as compared" if rule.compared else ""
    return f"| `{rule.id}` | {rule.receiver}{least} | {rule.sender}{least} | {rule.code} | {purpose} |"
