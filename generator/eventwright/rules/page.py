"""The guide to problems, docs/problems.md, made from the table."""

from collections.abc import Iterator
from itertools import groupby

from eventwright.problems import Level
from eventwright.rules import RULES
from eventwright.rules.row import Rule

_INTRODUCTION = """\
Each problem that eventwright tells has a code, which never changes its meaning. An error breaks the
specification, or stops the command; a warning is legal but suspicious. Over an error that leaves no doubt
about the package, `generate`, `check` and `inspect` go on and tell it; over any other they do not, nor with
`--strict` over any at all, and nothing is written. The hint beside a problem says what to do about that one;
what helps in general stands here, and `eventwright explain CODE` shows an example too."""


def page() -> str:
    """Return docs/problems.md."""
    return "\n".join(_lines()) + "\n"


def judgement(rule: Rule) -> str:
    """Return in a sentence how bad the problem is."""
    if rule.is_drift:
        return "`check` fails for it." if rule.level is Level.ERROR else "This is a note."
    if rule.level is Level.WARNING:
        return "This is a warning."
    if rule.goes_on_in_notes:
        return "`generate` goes on over it in `info`, tags, descriptions and examples."
    return "This is an error" + (
        ", and nothing is generated." if rule.refuses else " that `generate` goes on over."
    )


def _lines() -> Iterator[str]:
    yield from ("# Problems", "", _INTRODUCTION)
    for subject, rules in groupby(RULES, lambda rule: rule.subject):
        yield from ("", f"## {subject}")
        for rule in rules:
            told = "" if rule.refuses and not rule.goes_on_in_notes else f" {judgement(rule)}"
            yield from ("", f"### {rule.code}", "", f"{rule.purpose}{told} {rule.mend}")
