"""Problems as text in each format; which stream it goes to is the command's business."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from eventwright.problems import Level, Place, Problem
from eventwright.report.color import PLAIN, Painter, Tint
from eventwright.report.formats import JSON_FORMAT, Format
from eventwright.report.frames import frame
from eventwright.report.visible import visible
from eventwright.rules import about_whole_file, explained, hint

JsonRow = Mapping[str, str | int | None]
_GITHUB_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_GITHUB_PROPERTY = {**_GITHUB_DATA, ":": "%3A", ",": "%2C"}


def problems_text(problems: Sequence[Problem], form: Format, painter: Painter = PLAIN) -> str:
    """Return the report of problems, with a line feed at its end where it is not empty."""
    match form:
        case Format.FULL:
            lines = (line for problem in problems for line in _full(problem, painter))
            return _lines((*lines, *_more(problems, painter)))
        case Format.CONCISE:
            return _lines(_headline(problem, PLAIN) for problem in problems)
        case Format.JSON:
            return json.dumps({"format": JSON_FORMAT, **json_fields(problems)}, indent=2) + "\n"
        case Format.GITHUB:
            return _lines(_github(problem) for problem in problems)


def json_fields(problems: Sequence[Problem]) -> dict[str, object]:
    """Return the part of a JSON report that tells of problems: themselves, `errors` and `warnings`."""
    return {
        "problems": [json_row(problem) for problem in problems],
        "errors": count(problems, Level.ERROR),
        "warnings": count(problems, Level.WARNING),
    }


def json_row(problem: Problem) -> JsonRow:
    """Return the problem as JSON has it; `line` and `column` are null where a whole file is meant."""
    place = problem.place
    whole = about_whole_file(problem)
    return {
        "code": problem.code,
        "level": problem.level.value,
        "message": problem.message,
        "file": None if place is None else place.file,
        "line": None if place is None or whole else place.line,
        "column": None if place is None or whole else place.column,
        "pointer": None if place is None or whole else place.pointer,
        "hint": hint(problem),
    }


def verdict(problems: Sequence[Problem]) -> str:
    """Return how many there are of each level, in words."""
    errors, warnings = count(problems, Level.ERROR), count(problems, Level.WARNING)
    parts = [_counted(errors, "error")] if errors else []
    parts += [_counted(warnings, "warning")] if warnings else []
    return ", ".join(parts) or "no problems"


def count(problems: Sequence[Problem], level: Level) -> int:
    """Return how many of the problems have this level."""
    return sum(problem.level is level for problem in problems)


def github_line(kind: str, message: str, properties: Mapping[str, str | int]) -> str:
    """Return a workflow command of GitHub Actions; `kind` is error, warning or notice."""
    told = ",".join(f"{key}={_escaped(str(value), _GITHUB_PROPERTY)}" for key, value in properties.items())
    return f"::{kind} {told}::{_escaped(message, _GITHUB_DATA)}"


def _full(problem: Problem, painter: Painter) -> Iterator[str]:
    yield _headline(problem, painter)
    if problem.place is not None and not about_whole_file(problem):
        yield from frame(problem.place)
    if advice := hint(problem):
        yield f"  {painter.paint('hint', Tint.NOTE)}: {visible(advice)}"


def _more(problems: Sequence[Problem], painter: Painter) -> Iterator[str]:
    """Point to the offline explanation, once for all problems that have an example there."""
    codes = {problem.code: None for problem in problems if explained(problem)}
    if codes:
        code = next(iter(codes)) if len(codes) == 1 else "CODE"
        yield f"{painter.paint('more', Tint.NOTE)}: eventwright explain {code}"


def _headline(problem: Problem, painter: Painter) -> str:
    place = "" if problem.place is None else f"{_where(problem, problem.place)}: "
    error = problem.level is Level.ERROR
    code = painter.paint(problem.code, Tint.ERROR if error else Tint.WARNING)
    return f"{place}{'' if error else 'warning: '}{code} {visible(problem.message)}"


def _where(problem: Problem, place: Place) -> str:
    file = visible(place.file)
    return file if about_whole_file(problem) else f"{file}:{place.line}:{place.column}"


def _github(problem: Problem) -> str:
    place = problem.place
    properties: dict[str, str | int] = {} if place is None else {"file": visible(place.file)}
    if place is not None and not about_whole_file(problem):
        properties |= {"line": place.line, "col": place.column}
    advice = f" (hint: {hint(problem)})" if hint(problem) else ""
    message = visible(f"{problem.message}{advice}")
    return github_line(problem.level.value, message, {**properties, "title": problem.code})


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
