"""Lines of source that long names made too long, broken as `ruff format` breaks them; other lines stay."""

import re
from collections.abc import Iterator, Sequence

from eventwright.code.compose import STRINGS
from eventwright.code.displays import LINE_LENGTH, fits
from eventwright.code.layout import (
    STEP,
    bracketed,
    clause,
    enclosed,
    exploded,
    groups,
    is_balanced,
    item,
    laid_out,
    split,
)

_QUOTES = '"""'
_TEXT = re.compile(rf"(?:{STRINGS})\Z", re.DOTALL)
_DEFINITION = re.compile(r"(?:async )?def \w+\(")
_CONDITION = re.compile(r"(?:if|elif|while) ")
# From the loosest on; a line ends before an operator.
_OPERATORS = (r" (?=or )", r" (?=and )", r"(?<! not) (?=(?:not in|is not|in|is|==) )")


def folded(text: str) -> str:
    """Return the source with its long lines broken; what is inside of a docstring is never touched."""
    lines = text.split("\n")
    # Only of characters that are not in ASCII do some take more than one column.
    long = {
        number
        for number, line in enumerate(lines)
        if (len(line) > LINE_LENGTH or not line.isascii()) and not fits(line, 0)
    }
    if not long:
        return text
    for number in long.difference(_in_docstrings(lines)):
        lines[number] = _line(lines[number])
    return "\n".join(lines)


def _in_docstrings(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines of docstrings, no other text of ours goes over several lines."""
    start: int | None = None
    for number, line in enumerate(lines):
        if _QUOTES not in line:
            continue
        body = line.lstrip(" ")
        if start is not None:
            yield from range(start, number + 1)
            start = None
        elif body.startswith(_QUOTES) and (body == _QUOTES or not body.endswith(_QUOTES)):
            start = number


def _line(line: str) -> str:
    body = line.lstrip(" ")
    indent = len(line) - len(body)
    if body.startswith(") -> "):
        return line[:indent] + _result(body, indent)
    if body.startswith("#") or _TEXT.match(body) or not is_balanced(body):
        return line
    return line[:indent] + _statement(body, indent)


def _statement(body: str, indent: int) -> str:
    if _DEFINITION.match(body):
        return _definition(body, indent)
    if body.startswith("class "):
        return _class(body, indent)
    if _CONDITION.match(body):
        return _condition(body, indent)
    if body.endswith(","):
        return item(body[:-1], indent, 1) + ","
    if body.startswith("for "):
        return clause(body.removeprefix("for "), indent)
    if body.startswith("return "):
        return "return " + enclosed(body.removeprefix("return "), indent, len("return "))
    target, *values = split(body, " = ")
    if len(values) == 1:
        return _assignment(target, values[0], indent)
    name, *annotations = split(body, ": ")
    if len(annotations) == 1:
        return f"{name}: " + enclosed(annotations[0], indent, len(name) + 2)
    return laid_out(body, indent, alone=True)


def _definition(body: str, indent: int) -> str:
    opening = next(groups(body))
    margin = "\n" + " " * (indent + STEP)
    listed = "".join(f"{margin}{parameter}," for parameter in split(opening.inside, ", "))
    return f"{opening.before}{listed}\n{' ' * indent}{_result(opening.behind, indent)}"


def _result(body: str, indent: int) -> str:
    # An overload has its body, `...`, on the same line.
    annotation, *behind = split(body.removeprefix(") -> "), ":")
    end = ":" + ":".join(behind)
    return f") -> {laid_out(annotation, indent, len(') -> ') + len(end))}{end}"


def _class(body: str, indent: int) -> str:
    bases = next(groups(body))
    margin = "\n" + " " * indent
    return f"{bases.before}{margin}{' ' * STEP}{bases.inside}{margin}{bases.behind}"


def _condition(body: str, indent: int) -> str:
    keyword, _, condition = body.removesuffix(":").partition(" ")
    operands = next((found for each in _OPERATORS if len(found := split(condition, each)) > 1), [])
    if not operands:
        return f"{keyword} {laid_out(condition, indent, len(keyword) + 2)}:"
    flat = fits(condition, indent + STEP)
    inner = condition if flat else ("\n" + " " * (indent + STEP)).join(operands)
    return f"{keyword} {bracketed(inner, indent)}:"


def _assignment(target: str, value: str, indent: int) -> str:
    """The value is broken rather than what it is given to, as long as the line can hold that."""
    start = f"{target} = "
    broken = laid_out(value, indent, len(start))
    if "\n" in broken and fits(start + broken.partition("\n")[0], indent):
        return start + broken
    inner = laid_out(value, indent + STEP, alone=True)
    whole = all(fits(line, 0) for line in (" " * (indent + STEP) + inner).split("\n"))
    # What is too long in brackets, too, gets them all the same, unless a plain name stands before it.
    undivided = (_TEXT.match(value) or value.endswith(")")) and not target.isidentifier()
    if fits(f"{start}(", indent) and (whole or undivided):
        return start + bracketed(inner, indent)
    return _broken_target(target, value, indent)


def _broken_target(target: str, value: str, indent: int) -> str:
    name, *annotations = split(target, ": ")
    if annotations:
        beside = len(f"{name}:  = {value}")
        return f"{name}: {laid_out(annotations[0], indent, beside)} = {laid_out(value, indent, len(') = '))}"
    subscripts = list(groups(target))
    if not subscripts or fits(f"{target} = (", indent):
        return f"{target} = {laid_out(value, indent, len(target) + 3)}"
    broken = exploded(subscripts[-1], indent)
    return f"{broken} = {laid_out(value, indent, len('] = '))}"
