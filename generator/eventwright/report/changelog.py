"""Changes as a section of a changelog in the format of Keep a Changelog; what they are was told by `diff`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from eventwright.against import Against
from eventwright.diff import Bump, Change, Severity
from eventwright.diff.rules import of_code
from eventwright.diff.versions import next_version
from eventwright.report.markdown import code

_ADDED, _CHANGED, _DEPRECATED, _REMOVED = _HEADINGS = ("Added", "Changed", "Deprecated", "Removed")
_THINGS = re.compile(
    r"(server|server-variable|server-variable-enum-value|channel|channel-parameter|operation|message"
    r"|operation-message|message-payload|correlation-id|header|property|pattern-property|enum-value"
    r"|(one|any)-of-branch|tuple-item|security-scheme(-flow|-scope)?)-(?P<word>added|removed)(-.*)?"
)
_VERSION = "info-version-changed"


def changelog_text(compared: Sequence[Against], today: date) -> str:
    """Return a section for each comparison, named after its document where there are several."""
    several = len(compared) > 1
    return "\n".join(_section(against, today, several=several) for against in compared)


def _section(against: Against, today: date, *, several: bool) -> str:
    lines = [_heading(against, today), ""]
    lines += [f"{code(against.new)}:", ""] if several else []
    lines += [_suggestion(against), ""]
    grouped = _grouped(against.comparison.changes)
    for heading in _HEADINGS:
        if entries := grouped[heading]:
            lines += [f"### {heading}", "", *entries, ""]
    return "".join(f"{line}\n" for line in lines[:-1])


def _heading(against: Against, today: date) -> str:
    versions = against.comparison.versions
    if versions is None or versions.old == versions.new or not versions.new:
        return "## [Unreleased]"
    # Only what names a release is safe to stand in a heading as it is.
    plain = re.fullmatch(r"[0-9A-Za-z.+-]+", versions.new)
    return f"## [{versions.new if plain else code(versions.new)}] - {today.isoformat()}"


def _suggestion(against: Against) -> str:
    comparison = against.comparison
    if comparison.bump is Bump.NONE:
        return "Suggested bump: none."
    before = comparison.versions.old if comparison.versions else ""
    after = next_version(before, comparison.bump)
    way = f", from {before} to {after}" if after else ""
    return f"Suggested bump: {comparison.bump}{way}."


def _grouped(changes: Iterable[Change]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {heading: [] for heading in _HEADINGS}
    small = 0
    # What Python code has to follow is no matter of the document's.
    for change in (each for each in changes if not of_code(each.rule)):
        heading = _heading_of(change.rule)
        if change.policy or change.rule == _VERSION:
            continue
        if heading == _CHANGED and change.severities | {change.code} == {Severity.SAFE}:
            small += 1
            continue
        found[heading].append(_entry(change))
    if small:
        number = "1 change" if small == 1 else f"{small} changes"
        found[_CHANGED].append(f"- {number} of texts and the like, which no code depends on")
    return found


def _heading_of(rule: str) -> str:
    if rule.endswith("-deprecated-added"):
        return _DEPRECATED
    found = _THINGS.fullmatch(rule)
    if found is None:
        return _CHANGED
    return _ADDED if found["word"] == "added" else _REMOVED


def _entry(change: Change) -> str:
    pointer = change.old.pointer if _heading_of(change.rule) == _REMOVED else change.new.pointer
    parts = [f"- {code(change.message)}", *([f"at {code(pointer)}"] if pointer else []), *_sides(change)]
    reached = [code(each.operation) for each in change.operations]
    return "; ".join((", ".join(parts), *([f"reaches {', '.join(reached)}"] if reached else [])))


def _sides(change: Change) -> Iterator[str]:
    for severity in (Severity.BREAKING, Severity.DANGEROUS):
        sides = [
            word
            for word, found in (("receivers", change.receiver), ("senders", change.sender))
            if found is severity
        ]
        if sides:
            yield f"**{severity}** for {' and '.join(sides)}"
