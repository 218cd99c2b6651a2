"""Drift of packages as text in each format; what drift is was decided by `check`."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventwright.check import Drift
from eventwright.manifest import LOCK_NAME
from eventwright.problems import Problem
from eventwright.report.color import PLAIN, Painter, Tint
from eventwright.report.formats import JSON_FORMAT, Format
from eventwright.report.problems import github_line, json_fields, problems_text
from eventwright.report.visible import visible, visible_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One compared package; `command` mends it, `patch` is the difference where it was asked for."""

    spec: str
    output: str
    drift: Drift
    command: str
    patch: str = ""


def drift_text(
    checked: Sequence[Checked], problems: Sequence[Problem], form: Format, painter: Painter = PLAIN
) -> str:
    """Return the report of packages and of all problems met on the way."""
    match form:
        case Format.FULL:
            return problems_text(problems, form, painter) + _full(checked, painter)
        case Format.CONCISE:
            lines = (
                f"{visible(_path(each, path))}: {group}" for each in checked for group, path in _rows(each)
            )
            return problems_text(problems, form) + "".join(f"{line}\n" for line in lines)
        case Format.JSON:
            packages = [_json(each) for each in checked]
            return (
                json.dumps({"format": JSON_FORMAT, "packages": packages, **json_fields(problems)}, indent=2)
                + "\n"
            )
        case Format.GITHUB:
            lines = (_github(each, group, path) for each in checked for group, path in _rows(each))
            return problems_text(problems, form) + "".join(f"{line}\n" for line in lines)


def patch_text(patch: str, painter: Painter) -> str:
    """Return a unified diff for a terminal, its own lines coloured."""
    return "".join(_patch_line(line, painter) for line in visible_lines(patch).splitlines(keepends=True))


def _full(checked: Sequence[Checked], painter: Painter) -> str:
    commands = dict.fromkeys(each.command for each in checked if not each.drift.clean)
    mend = "".join(f"mend it with: {visible(command)}\n" for command in commands)
    return "".join(_package(each, painter) for each in checked) + mend


def _package(each: Checked, painter: Painter) -> str:
    step = "in step" if each.drift.clean else painter.paint("not in step", Tint.ERROR)
    lines = [f"{visible(each.output)} is {step} with {visible(each.spec)}"]
    for group, path in _rows(each):
        note = ", not ours and left alone" if group == "foreign" else ""
        tint = Tint.NOTE if group == "foreign" else Tint.WARNING
        lines.append(f"  {painter.paint(f'{group:<8}', tint)}  {visible(path)}{note}")
    return "".join(f"{line}\n" for line in lines) + patch_text(each.patch, painter)


def _rows(each: Checked) -> Iterator[tuple[str, str]]:
    """Yield group and path of each file that is not as it would be written, and of foreign ones."""
    drift = each.drift
    for group in ("stale", "missing", "orphaned", "edited"):
        yield from ((group, path) for path in getattr(drift, group))
    if drift.lock_stale:
        yield "lock", LOCK_NAME
    yield from (("foreign", path) for path in drift.foreign)


def _json(each: Checked) -> dict[str, object]:
    drift = each.drift
    return {
        "spec": each.spec,
        "output": each.output,
        "in_step": drift.clean,
        "stale": drift.stale,
        "missing": drift.missing,
        "orphaned": drift.orphaned,
        "edited": drift.edited,
        "foreign": drift.foreign,
        "lock_stale": drift.lock_stale,
        "command": None if drift.clean else each.command,
        "diff": each.patch,
    }


def _github(each: Checked, group: str, path: str) -> str:
    foreign = group == "foreign"
    message = (
        f"{path} is not ours and left alone" if foreign else f"{_WORDS[group]}; mend it with: {each.command}"
    )
    properties = {"file": visible(_path(each, path)), "title": f"drift-{group}"}
    return github_line("notice" if foreign else "error", visible(message), properties)


_WORDS = {
    "stale": "would be written differently now",
    "missing": "is missing",
    "orphaned": "is no longer generated",
    "edited": "was changed by hand",
    "lock": "the lock is out of date",
}


def _path(each: Checked, path: str) -> str:
    return f"{each.output.rstrip('/')}/{path}"


def _patch_line(line: str, painter: Painter) -> str:
    text = line.rstrip("\n")
    if text.startswith("+") and not text.startswith("+++"):
        return painter.paint(text, Tint.ADDED) + line[len(text) :]
    if text.startswith("-") and not text.startswith("---"):
        return painter.paint(text, Tint.REMOVED) + line[len(text) :]
    return line
