"""Parts that hold for one value all together, so that their order says nothing."""

from collections.abc import Sequence

from eventwright.diff.schemas.pair import Pair
from eventwright.diff.shapes.shape import Part


def matched_parts(
    pair: Pair, old: Sequence[Part], new: Sequence[Part]
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return both with those that are equal in front, in one order; the rest as they stand."""
    if len(old) == len(new) == 1:
        return tuple(old), tuple(new)
    left, right = list(old), list(new)
    before: list[Part] = []
    after: list[Part] = []
    for one in old:
        other = next((each for each in right if pair.comparer.equal(one.schemas, each.schemas)), None)
        if other is not None:
            left.remove(one)
            right.remove(other)
            before.append(one)
            after.append(other)
    return (*before, *left), (*after, *right)
