"""In how many ways an expression can match, whatever the text; a question of its structure alone."""

from typing import assert_never

from eventwright.patterns.syntax import Again, Chain, Choice, End, Looked, Node, One, Repeat, Start

ENDLESS = 10**9
"""Stands for all numbers from here on."""


def ways(node: Node) -> int:
    """Return the number of ways through an expression, ENDLESS where one of its loops has no end."""
    match node:
        case One() | Start() | End():
            return 1
        case Again():
            # What it repeats is known, but not how long that is.
            return ENDLESS
        case Looked(body):
            return 1 if body is None else ways(body)
        case Chain(parts):
            return _product(parts)
        case Choice(branches):
            return min(sum(map(ways, branches)), ENDLESS)
        case Repeat(part, least, most):
            return ENDLESS if most is None else _repeated(ways(part), least, most)
        case _:
            assert_never(node)


def _product(parts: tuple[Node, ...]) -> int:
    product = 1
    for part in parts:
        product = min(product * ways(part), ENDLESS)
    return product


def _repeated(each: int, least: int, most: int) -> int:
    if each == 1:
        return min(most - least + 1, ENDLESS)
    total, product = 0, 1
    # Two to the thirtieth is ENDLESS already.
    for count in range(min(most, 30) + 1):
        total += product if count >= min(least, 30) else 0
        product = min(product * each, ENDLESS)
    return min(total, ENDLESS)
