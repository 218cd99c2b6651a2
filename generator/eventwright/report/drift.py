"""Drift of packages as text in each format; what drift is was decided by `check`."""

import json
from collections.abc import Iterator, Sequence

from eventwright.checking import Checked
from eventwright.manifest import LOCK_NAME
from eventwright.problems import Problem
from eventwright.report.color import PLAIN, Painter, Tint
from eventwright.report.formats import JSON_FORMAT, Format
from eventwright.report.markdown import code, fenced, markdown_text
from eventwright.report.mending import generate_command
from eventwright.report.problems import help_of, json_fields, problems_text, remarks, verdict
from eventwright.report.remarks import Kind, Remark, Spot
from eventwright.report.tools import tools_text
from eventwright.report.visible import visible, visible_lines
from eventwright.scaffold.edit import Scaffolded

_MISSING = "missing-handler"
_UNWRITTEN = "unwritten-handler"


def drift_text(
    checked: Sequence[Checked],
    problems: Sequence[Problem],
    form: Format,
    painter: Painter = PLAIN,
    *,
    below: str = "",
) -> str:
    """Return the report of packages and of all problems met on the way; `below` is as `tools_text` has it."""
    match form:
        case Format.FULL:
            return problems_text(problems, form, painter) + _full(checked, painter)
        case Format.CONCISE:
            lines = (line for each in checked for line in _concise(each))
            return problems_text(problems, form) + "".join(f"{line}\n" for line in lines)
        case Format.JSON:
            packages = [_json(each) for each in checked]
            return (
                json.dumps({"format": JSON_FORMAT, "packages": packages, **json_fields(problems)}, indent=2)
                + "\n"
            )
        case Format.MARKDOWN:
            return _markdown(checked, problems)
        case Format.GITHUB | Format.GITLAB | Format.JUNIT | Format.SARIF:
            return tools_text("check", form, (*remarks(problems), *_remarks(checked)), help_of, below)


def patch_text(patch: str, painter: Painter) -> str:
    """Return a unified diff for a terminal, its own lines coloured."""
    return "".join(_patch_line(line, painter) for line in visible_lines(patch).splitlines(keepends=True))


def _command(each: Checked) -> str | None:
    """Return what mends a package, where a command can: what stands in the way has to go first."""
    if each.in_step or each.blocked:
        return None
    return generate_command(each.target, force=each.needs_force)


def _commands(checked: Sequence[Checked]) -> list[str]:
    """Return all commands that mend packages, each once."""
    return list(dict.fromkeys(filter(None, map(_command, checked))))


def _full(checked: Sequence[Checked], painter: Painter) -> str:
    commands = _commands(checked)
    mend = "".join(f"mend it with: {visible(command)}\n" for command in commands)
    return "".join(_package(each, painter) for each in checked) + mend


def _package(each: Checked, painter: Painter) -> str:
    step = "in step" if each.in_step else painter.paint("not in step", Tint.ERROR)
    lines = [f"{visible(each.output)} is {step} with {visible(each.spec)}"]
    for group, path in _rows(each):
        note = ", not ours and left alone" if group == "foreign" else ""
        tint = Tint.NOTE if group == "foreign" else Tint.WARNING
        lines.append(f"  {painter.paint(f'{group:<8}', tint)}  {visible(path)}{note}")
    for group, text in _handler_rows(each):
        tint = Tint.WARNING if group == _MISSING else Tint.NOTE
        lines.append(f"  {painter.paint('handlers', tint)}  {visible(text)}")
    return "".join(f"{line}\n" for line in lines) + patch_text(each.patch, painter)


def _concise(each: Checked) -> Iterator[str]:
    for group, path in _rows(each):
        yield _concise_line(_path(each, path), group, _FOREIGN if group == "foreign" else _WORDS[group])
    if each.handlers is not None:
        for group, text in _handler_rows(each):
            yield _concise_line(each.handlers.shown, group, text)


def _concise_line(file: str, group: str, text: str) -> str:
    note = "note: " if group in _NOTES else ""
    return f"{visible(file)}: {note}{_CODES[group]} {visible(text)}"


def _markdown(checked: Sequence[Checked], problems: Sequence[Problem]) -> str:
    head = [
        f"{code(each.output)} is {'in step' if each.in_step else '**not in step**'} with {code(each.spec)}"
        for each in checked
    ]
    commands = _commands(checked)
    head += (f"mend it with: {code(command)}" for command in commands)
    head += [verdict(problems)] if problems else []
    patch = "".join(each.patch for each in checked)
    lines = fenced(patch.splitlines(), "diff")
    tail = f"\n<details><summary>difference</summary>\n\n{lines}\n</details>\n" if patch else ""
    return markdown_text("check", head, (*remarks(problems, framed=True), *_remarks(checked)), tail)


def _remarks(checked: Sequence[Checked]) -> Iterator[Remark]:
    """Yield what is to say of files; their groups are called after drift."""
    for each in checked:
        yield from (_remark(each, group, path) for group, path in _rows(each))
        for group, text in _handler_rows(each):
            missing = group == _MISSING
            yield Remark(
                rule=_CODES[group],
                kind=Kind.ERROR if missing else Kind.NOTICE,
                message=f"{text}{_mending(each) if missing else ''}",
                spot=Spot(file=each.handlers.shown if each.handlers else ""),
            )


def _handler_rows(each: Checked) -> Iterator[tuple[str, str]]:
    """Yield what is to say of the handlers file: messages without a method, then stubs left as they were."""
    found = each.handlers
    if found is None:
        return
    if found.changed and found.before is None:
        yield _MISSING, f"{found.shown} is not there"
    else:
        yield from ((_MISSING, f"{found.shown} has no {name}") for name in found.added)
    yield from ((_UNWRITTEN, f"{found.shown} leaves {name} unwritten") for name in found.unwritten)


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
        "in_step": each.in_step,
        "stale": drift.stale,
        "missing": drift.missing,
        "orphaned": drift.orphaned,
        "edited": drift.edited,
        "foreign": drift.foreign,
        "lock_stale": drift.lock_stale,
        "handlers": None if each.handlers is None else _handlers_json(each.handlers),
        "command": _command(each),
        "diff": each.patch,
    }


def _handlers_json(found: Scaffolded) -> dict[str, object]:
    return {"file": found.shown, "missing": found.added, "unwritten": found.unwritten}


def _remark(each: Checked, group: str, path: str) -> Remark:
    foreign = group == "foreign"
    return Remark(
        rule=_CODES[group],
        kind=Kind.NOTICE if foreign else Kind.ERROR,
        message=f"{path} {_FOREIGN}" if foreign else f"{_WORDS[group]}{_mending(each)}",
        spot=Spot(file=_path(each, path)),
    )


def _mending(each: Checked) -> str:
    command = _command(each)
    return f"; mend it with: {command}" if command else ""


_CODES = {
    "stale": "drift-stale",
    "missing": "drift-missing",
    "orphaned": "drift-orphaned",
    "edited": "drift-edited",
    "lock": "drift-lock",
    "foreign": "drift-foreign",
    _MISSING: "drift-missing-handler",
    _UNWRITTEN: "drift-unwritten-handler",
}
_NOTES = ("foreign", _UNWRITTEN)
_FOREIGN = "is not ours and left alone"
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
