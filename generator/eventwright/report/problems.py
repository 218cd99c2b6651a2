"""Problems as text in each format; which stream it goes to is the command's business."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from eventwright.problems import Level, Place, Problem
from eventwright.report.color import PLAIN, Painter, Tint
from eventwright.report.formats import JSON_FORMAT, Format
from eventwright.report.frames import frame
from eventwright.report.markdown import code, markdown_text
from eventwright.report.remarks import Help, Kind, Remark, Spot
from eventwright.report.tools import tools_text
from eventwright.report.visible import visible
from eventwright.rules import BY_CODE, about_whole_file, explained, hint

JsonRow = Mapping[str, str | int | None]


def problems_text(
    problems: Sequence[Problem],
    form: Format,
    painter: Painter = PLAIN,
    document: str | None = None,
    *,
    below: str = "",
) -> str:
    """Return the report of problems, with a line feed at its end where it is not empty.

    For people it ends with a verdict on the document, if that is named; `below` is as `tools_text` has it.
    """
    match form:
        case Format.FULL:
            lines = (line for problem in problems for line in _full(problem, painter))
            told = [] if document is None else [f"{visible(document)}: {verdict(problems)}"]
            return _lines((*lines, *_more(problems, painter), *told))
        case Format.CONCISE:
            return _lines(_headline(problem, PLAIN) for problem in problems)
        case Format.JSON:
            return json.dumps({"format": JSON_FORMAT, **json_fields(problems)}, indent=2) + "\n"
        case Format.MARKDOWN:
            named = "" if document is None else f"{code(document)}: "
            return markdown_text("validate", [f"{named}{verdict(problems)}"], remarks(problems, framed=True))
        case Format.GITHUB | Format.GITLAB | Format.JUNIT | Format.SARIF:
            return tools_text("validate", form, remarks(problems), help_of, below)


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


def remarks(problems: Iterable[Problem], *, framed: bool = False) -> tuple[Remark, ...]:
    """Return the problems as tools for reviews take them."""
    return tuple(_remark(problem, framed=framed) for problem in problems)


def help_of(rule: str) -> Help | None:
    """Return what is known of a problem by its code."""
    row = BY_CODE.get(rule)
    return None if row is None else Help(row.purpose, f"{row.purpose} {row.mend}")


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


def _remark(problem: Problem, *, framed: bool) -> Remark:
    advice = hint(problem)
    spot = _spot(problem)
    around = frame(problem.place) if framed and problem.place is not None and spot and spot.line else ()
    return Remark(
        rule=problem.code,
        kind=Kind(problem.level.value),
        message=problem.message,
        aside=f"hint: {advice}" if advice else "",
        spot=spot,
        frames=((spot.text, around),) if spot is not None and around else (),
    )


def _spot(problem: Problem) -> Spot | None:
    place = problem.place
    if place is None:
        return None
    whole = about_whole_file(problem)
    return Spot(file=place.file) if whole else Spot(file=place.file, line=place.line, column=place.column)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
