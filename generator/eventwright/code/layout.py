"""How an expression of any depth is broken into lines, as `ruff format` keeps it; knows no statement."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from eventwright.code.compose import STRINGS
from eventwright.code.displays import fits

STEP = 4
_BRACKET = rf"{STRINGS}|[\[({{]|[\])}}]"
_KEY = re.compile(rf"(?:{STRINGS}|\w+)(?:: |=)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Group:
    """A pair of brackets outside all others: the text up to it, inside and from its end on."""

    before: str
    inside: str
    behind: str


def laid_out(source: str, indent: int, beside: int = 0, *, behind: int = 0, alone: bool = False) -> str:
    """Return the expression on one line where that holds it, else broken at its last outermost brackets.

    The first line starts at column `indent`, without the indent, and `beside` columns of it are taken by
    what stands before it, `behind` columns of the last by what follows. `alone` says that nothing else
    stands between the brackets around it.
    """
    if fits(source, indent, beside + behind):
        return source
    operands = split(source, r" \| ")
    if len(operands) > 1:
        return _union(source, operands, indent, behind, alone=alone)
    filled = [group for group in groups(source) if group.inside]
    return exploded(_broken(filled, indent, beside), indent, behind) if filled else source


def _broken(found: Sequence[Group], indent: int, beside: int) -> Group:
    """The first brackets behind which the line does not hold even the opening of the next, else the last."""
    for group, following in pairwise(found):
        if not fits(following.before, indent, beside):
            return group
    return found[-1]


def enclosed(source: str, indent: int, beside: int) -> str:
    """Lay out, in brackets of its own where the first line is too long without and nothing is with them."""
    broken = laid_out(source, indent, beside)
    if fits(broken.partition("\n")[0], indent, beside):
        return broken
    inner = laid_out(source, indent + STEP, alone=True)
    whole = all(fits(line, 0) for line in (" " * (indent + STEP) + inner).split("\n"))
    return bracketed(inner, indent) if whole else broken


def bracketed(inner: str, indent: int) -> str:
    return f"(\n{' ' * (indent + STEP)}{inner}\n{' ' * indent})"


def exploded(group: Group, indent: int, behind: int = 0) -> str:
    """Return the expression with what stands in these brackets on lines of its own."""
    margin = "\n" + " " * (indent + STEP)
    body = margin.join(_items(group, indent + STEP))
    closing, rest = group.behind[0], laid_out(group.behind[1:], indent, 1, behind=behind)
    return f"{group.before}{margin}{body}\n{' ' * indent}{closing}{rest}"


def item(source: str, indent: int, behind: int = 0) -> str:
    """Lay out an item of a display or a call, with its key or the name of the argument."""
    key = _KEY.match(source)
    start = key[0] if key else ""
    if len(split(source[len(start) :], " = ")) > 1 and not fits(source, indent, behind):
        # A parameter of a function: its annotation stands in no brackets.
        return ("\n" + " " * indent + "| ").join(split(source, r" \| "))
    return start + laid_out(source[len(start) :], indent, len(start), behind=behind, alone=not start)


def clause(source: str, indent: int) -> str:
    """Lay out the part of a comprehension behind `for `."""
    targets, _, iterated = source.partition(" in ")
    start = f"for {targets} in "
    return start + laid_out(iterated, indent, len(start))


def split(source: str, separator: str) -> list[str]:
    """Return the parts between separators, a regular expression, outside of all brackets and texts."""
    splitting, separating = _splitting(separator)
    # Most have none, and to look for it alone is quick.
    if not separating.search(source):
        return [source]
    depth = start = 0
    parts: list[str] = []
    for match in splitting.finditer(source):
        depth += _deeper(match[0])
        if match["separator"] and depth == 0:
            parts.append(source[start : match.start()])
            start = match.end()
    return [*parts, source[start:]]


@cache
def _splitting(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"{_BRACKET}|(?P<separator>{separator})", re.DOTALL), re.compile(separator)


def groups(source: str) -> Iterator[Group]:
    """Yield the pairs of brackets that are in no other."""
    depth = start = 0
    for match in re.finditer(_BRACKET, source, re.DOTALL):
        depth += _deeper(match[0])
        if match[0] in "[({" and depth == 1:
            start = match.end()
        elif match[0] in "])}" and depth == 0:
            yield Group(source[:start], source[start : match.start()], source[match.start() :])


def is_balanced(source: str) -> bool:
    return sum(_deeper(match[0]) for match in re.finditer(_BRACKET, source, re.DOTALL)) == 0


def _deeper(sign: str) -> int:
    return (sign in "[({") - (sign in "])}")


def _union(source: str, operands: Sequence[str], indent: int, behind: int, *, alone: bool) -> str:
    if not alone:
        return bracketed(laid_out(source, indent + STEP, alone=True), indent)
    first, *between, last = operands
    broken = [laid_out(first, indent), *("| " + laid_out(each, indent, 2) for each in between)]
    return ("\n" + " " * indent).join([*broken, "| " + laid_out(last, indent, 2, behind=behind)])


def _items(group: Group, indent: int) -> Iterator[str]:
    clauses = split(group.inside, " for ")
    if len(clauses) > 1 and fits(group.inside, indent):
        yield group.inside
        return
    if len(clauses) > 1:
        yield item(clauses[0], indent)
        yield from (clause(each, indent) for each in clauses[1:])
        return
    items = split(group.inside.removesuffix(","), ", ")
    subscript = group.before[-1] == "[" and group.before != "["
    if len(items) == 1 and subscript:
        yield laid_out(items[0], indent, alone=True)
        return
    for each in items:
        yield item(each, indent, 1) + ","
