"""The table of changes, and one row of it, as text in each format; nothing about a document."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from eventwright.diff.rules import DiffRule
from eventwright.json_value import Json
from eventwright.report.color import PLAIN, Painter, Tint
from eventwright.report.formats import JSON_FORMAT, RuleFormat


def diff_rules_text(rules: Sequence[DiffRule], form: RuleFormat, painter: Painter = PLAIN) -> str:
    """Return a line for each rule below its subject, or all that JSON has of them."""
    match form:
        case RuleFormat.FULL:
            return "\n".join(_table(rules, painter)) + "\n"
        case RuleFormat.JSON:
            rows: list[Json] = [_json(rule) for rule in rules]
            return json.dumps({"format": JSON_FORMAT, "rules": rows}, indent=2) + "\n"


def diff_rule_text(rule: DiffRule, form: RuleFormat, painter: Painter = PLAIN) -> str:
    """Return all that is said of one rule."""
    match form:
        case RuleFormat.FULL:
            return "\n".join(_explained(rule, painter)) + "\n"
        case RuleFormat.JSON:
            return json.dumps({"format": JSON_FORMAT, **_json(rule)}, indent=2) + "\n"


def _table(rules: Sequence[DiffRule], painter: Painter) -> Iterator[str]:
    width = max(len(rule.id) for rule in rules)
    for number, (subject, group) in enumerate(groupby(rules, lambda rule: rule.subject)):
        yield from (*([""] if number else []), f"{subject}:")
        for rule in group:
            told = "silent" if rule.silent else f"{rule.receiver} / {rule.sender}"
            name = painter.paint(rule.id, Tint.NOTE)
            yield f"  {name}{' ' * (width - len(rule.id))}  {told:<21}  {rule.purpose}"


def _explained(rule: DiffRule, painter: Painter) -> Iterator[str]:
    yield f"{painter.paint(rule.id, Tint.NOTE)} (change): {rule.subject}"
    yield from ("", rule.purpose)
    if rule.silent:
        yield "Both documents mean the same, so nothing is told of it."
        return
    yield f"For receivers it is {rule.receiver}, for senders {rule.sender}."
    yield f"What regenerating does to Python code is {rule.code} in general."


def _json(rule: DiffRule) -> dict[str, Json]:
    return {
        "id": rule.id,
        "subject": rule.subject.value,
        "purpose": rule.purpose,
        "receiver": rule.receiver.value,
        "sender": rule.sender.value,
        "code": rule.code.value,
        "silent": rule.silent,
    }
