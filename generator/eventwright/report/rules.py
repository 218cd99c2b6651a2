"""The table of problem codes, and one row of it, as text in each format; nothing about a document."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from eventwright.problems import Level
from eventwright.report.color import PLAIN, Painter, Tint
from eventwright.report.formats import JSON_FORMAT, RuleFormat
from eventwright.rules import Rule, shown


def rules_text(rules: Sequence[Rule], form: RuleFormat, painter: Painter = PLAIN) -> str:
    """Return a line for each rule below its subject, or all that JSON has of them."""
    match form:
        case RuleFormat.FULL:
            return "\n".join(_table(rules, painter)) + "\n"
        case RuleFormat.JSON:
            value = {"format": JSON_FORMAT, "rules": [_json(rule) for rule in rules]}
            return json.dumps(value, indent=2) + "\n"


def rule_text(rule: Rule, form: RuleFormat, painter: Painter = PLAIN) -> str:
    """Return all that is said of one rule."""
    match form:
        case RuleFormat.FULL:
            return "\n".join(_explained(rule, painter)) + "\n"
        case RuleFormat.JSON:
            return json.dumps({"format": JSON_FORMAT, **_json(rule)}, indent=2) + "\n"


def _table(rules: Sequence[Rule], painter: Painter) -> Iterator[str]:
    width = max(len(rule.code) for rule in rules)
    for number, (subject, group) in enumerate(groupby(rules, lambda rule: rule.subject)):
        yield from (*([""] if number else []), f"{subject}:")
        for rule in group:
            code = painter.paint(rule.code, _tint(rule))
            yield f"  {code}{' ' * (width - len(rule.code))}  {rule.level:<7}  {rule.purpose}"


def _explained(rule: Rule, painter: Painter) -> Iterator[str]:
    yield f"{painter.paint(rule.code, _tint(rule))} ({rule.level}): {rule.subject}"
    yield from ("", rule.purpose, rule.mend, _consequence(rule))
    if rule.example:
        yield from ("", "Example:", "", *_indented(rule.example))
    if rule.mended:
        yield from ("", "Mended:", "", *_indented(rule.mended))


def _consequence(rule: Rule) -> str:
    if rule.is_drift and rule.level is Level.ERROR:
        return "`check` fails for it with exit code 1."
    if rule.is_drift:
        return "This is a note: `check` does not fail for it."
    if rule.level is Level.WARNING:
        return "This is a warning: it stops nothing."
    if rule.goes_on_in_notes:
        return (
            "This is an error: the command stops, and nothing is written. In `info`, tags, descriptions and "
            "examples `generate` goes on over it; with `--strict` it stops."
        )
    if rule.refuses:
        return "This is an error: the command stops, and nothing is written."
    return "This is an error that `generate` goes on over; with `--strict` it stops."


def _indented(example: str) -> Iterator[str]:
    return (f"    {line}".rstrip() for line in shown(example).splitlines())


def _json(rule: Rule) -> Mapping[str, str | bool | None]:
    return {
        "code": rule.code,
        "level": rule.level.value,
        "subject": rule.subject.value,
        "purpose": rule.purpose,
        "mend": rule.mend,
        "refuses": rule.refuses,
        "goes_on_in_notes": rule.goes_on_in_notes,
        "example": shown(rule.example) if rule.example else None,
        "mended": shown(rule.mended) if rule.mended else None,
    }


def _tint(rule: Rule) -> Tint:
    return Tint.ERROR if rule.level is Level.ERROR else Tint.WARNING
