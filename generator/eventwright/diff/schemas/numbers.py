"""Changes of what a number must keep to."""

from collections.abc import Iterator
from fractions import Fraction

from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Below, Pair
from eventwright.diff.shapes import Spot
from eventwright.diff.shapes.settling import common_multiple
from eventwright.diff.shapes.shape import Bound

Multiples = tuple[tuple[Fraction, Spot], ...]


def compare_numbers(pair: Pair) -> Iterator[Finding | Below]:
    old, new = pair.old.numbers, pair.new.numbers
    yield from _bounds(pair, old.minimum, new.minimum, "minimum")
    yield from _bounds(pair, old.maximum, new.maximum, "maximum")
    yield from _multiples(pair, old.multiples, new.multiples)


def _bounds(pair: Pair, old: Bound | None, new: Bound | None, word: str) -> Iterator[Finding]:
    # An integer's bounds are told by the last number they allow, so that what is written decides first.
    if old == new or (old is not None and new is not None and old.written == new.written):
        return
    if old is None or new is None:
        rule = f"{word}-tightened" if old is None else f"{word}-loosened"
    elif old.written[0] == new.written[0]:
        rule = "bound-made-exclusive" if new.written[1] else "bound-made-inclusive"
    else:
        sign = 1 if word == "minimum" else -1
        tighter = (sign * new.value, new.exclusive) > (sign * old.value, old.exclusive)
        rule = f"{word}-tightened" if tighter else f"{word}-loosened"
    yield pair.found(
        rule,
        f"the {word} {_bound_text(old)} became {_bound_text(new)}",
        old=old,
        new=new,
    )


def _bound_text(bound: Bound | None) -> str:
    if bound is None:
        return "none"
    value, exclusive = bound.written
    return f"{number_text(value)}{' (excluded)' if exclusive else ''}"


def number_text(number: Fraction) -> str:
    """Return the number as documents write it."""
    return str(number.numerator) if number.denominator == 1 else repr(float(number))


def _multiples(pair: Pair, old: Multiples, new: Multiples) -> Iterator[Finding]:
    before, after = (common_multiple([multiple for multiple, _ in each]) for each in (old, new))
    if before == after:
        return
    if before is None or (after is not None and after % before == 0):
        rule = "multiple-of-tightened"
    elif after is None or before % after == 0:
        rule = "multiple-of-loosened"
    else:
        rule = "multiple-of-changed"
    texts = ["none" if each is None else number_text(each) for each in (before, after)]
    yield pair.found(
        rule,
        f"multipleOf {texts[0]} became {texts[1]}",
        old=old[0][1] if old else None,
        new=new[0][1] if new else None,
    )
