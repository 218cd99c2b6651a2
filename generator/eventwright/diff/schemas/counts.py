"""Changes of the least and the greatest number of things, whatever the things are."""

from collections.abc import Iterator

from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Pair
from eventwright.diff.shapes.shape import Count


def compare_least(pair: Pair, name: str, old: Count | None, new: Count | None) -> Iterator[Finding]:
    """Compare a number of which less is looser; `name` is the start of the rules' ids."""
    if _value(old, 0) != _value(new, 0):
        tighter = _value(new, 0) > _value(old, 0)
        yield _finding(pair, f"{name}-{'tightened' if tighter else 'loosened'}", old, new)


def compare_most(pair: Pair, name: str, old: Count | None, new: Count | None) -> Iterator[Finding]:
    """Compare a number of which more is looser."""
    before, after = _value(old, float("inf")), _value(new, float("inf"))
    if before != after:
        yield _finding(pair, f"{name}-{'tightened' if after < before else 'loosened'}", old, new)


def _value(count: Count | None, none: float) -> float:
    return none if count is None else count.value


def _finding(pair: Pair, rule: str, old: Count | None, new: Count | None) -> Finding:
    keyword = (old or new or Count(0, pair.owners[0])).spot.tokens[-1]
    texts = ["none" if each is None else str(each.value) for each in (old, new)]
    return pair.found(
        rule,
        f"{keyword} {texts[0]} became {texts[1]}",
        old=old,
        new=new,
    )
