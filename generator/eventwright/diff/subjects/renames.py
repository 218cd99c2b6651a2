"""What was renamed: equal but for its name, and nothing else is equal to either."""

from collections.abc import Callable, Mapping
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


def one_to_one(old: Mapping[str, T], new: Mapping[str, U], same: Callable[[T, U], bool]) -> Mapping[str, str]:
    """Return the new name of each old one that is the same as exactly one, which is the same as no other."""
    pairs = [(one, other) for one in old for other in new if same(old[one], new[other])]
    before, after = [one for one, _ in pairs], [other for _, other in pairs]
    return {one: other for one, other in pairs if before.count(one) == after.count(other) == 1}
