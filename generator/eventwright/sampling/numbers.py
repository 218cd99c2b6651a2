"""Numbers within bounds that are multiples of what they have to be, drawn by chance."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from eventwright.diff.shapes.shape import Bound, Numbers
from eventwright.json_value import Json
from eventwright.sampling.chance import Chance

_USUAL = 100
_DRAWN = 12


def numbers(rules: Numbers, chance: Chance, *, whole: bool) -> Iterator[Json]:
    """Yield numbers that keep to the rules, then those at the bounds."""
    step = least_step(rules, whole=whole)
    least, most = near(rules.minimum, step, up=True), near(rules.maximum, step, up=False)
    first = least if least is not None else min(step, step if most is None else most - _USUAL * step)
    count = _USUAL if most is None else min((most - first) // step, 10**6)
    if count >= 0:
        drawn = [first + chance.below(int(count) + 1) * step for _ in range(_DRAWN)]
        yield as_json(next((each for each in drawn if _divides_as_floats(each, rules)), drawn[0]))
    for bound in (least, most, Fraction(0)):
        if bound is not None:
            yield as_json(bound)
    if not whole and rules.minimum and rules.maximum:
        yield as_json((rules.minimum.value + rules.maximum.value) / 2)


def least_step(rules: Numbers, *, whole: bool) -> Fraction:
    """Return what all numbers are multiples of; cents where nothing is said."""
    found = [multiple for multiple, _ in rules.multiples]
    found += [Fraction(1)] if whole else []
    if not found:
        return Fraction(1, 4)
    # The least common multiple of fractions in lowest terms.
    denominators = lcm(*(each.denominator for each in found))
    return Fraction(lcm(*(int(each * denominators) for each in found)), denominators)


def near(bound: Bound | None, step: Fraction, *, up: bool) -> Fraction | None:
    """Return the multiple of the step next to a bound that keeps to it."""
    if bound is None:
        return None
    count = bound.value / step
    found = (-(-count.numerator // count.denominator) if up else count.numerator // count.denominator) * step
    if found == bound.value and bound.exclusive:
        found += step if up else -step
    return found


def as_json(number: Fraction) -> Json:
    return int(number) if number.denominator == 1 else float(number)


def _divides_as_floats(number: Fraction, rules: Numbers) -> bool:
    """Whether also those who divide floats, as many validators do, find a multiple."""
    return all((float(number) / float(multiple)).is_integer() for multiple, _ in rules.multiples)
