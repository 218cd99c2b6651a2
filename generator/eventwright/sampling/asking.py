"""The samples that are asked for, of one message or of all, beside the problems of those not made."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventwright.api import Api
from eventwright.package import Told
from eventwright.problems import Problem, SpecError, UnreadableError
from eventwright.sampling.finding import distinct, find, marks_of
from eventwright.sampling.making import Maker
from eventwright.sampling.samples import Sample, called, samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; `message` is None where every message is meant."""

    message: str | None
    every: bool = False
    seed: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class Named:
    """A sample, and the message that it is of."""

    message: str
    sample: Sample


def sampled(api: Api, told: Sequence[Told], asked: Asked) -> tuple[tuple[Named, ...], tuple[Problem, ...]]:
    """Return samples and what was not made; raises UnreadableError where no one message is meant."""
    if (asked.message is None) is not asked.every:
        raise UnreadableError([_nothing_asked()])
    messages = (
        [find(api, told, asked.message)]
        if asked.message is not None
        else [message for _, message in distinct(api, told)]
    )
    maker = Maker(api)
    found: list[Named] = []
    problems: list[Problem] = []
    for message in messages:
        marks = marks_of(told, message)
        try:
            made = samples(maker, message, seed=asked.seed, count=asked.count, marks=marks)
            found += [Named(called(message), each) for each in made]
        except SpecError as error:
            problems += error.problems
    return tuple(found), tuple(problems)


def _nothing_asked() -> Problem:
    text = "samples are made of one message or, with --all, of every one"
    return Problem("sample-message-missing", text, hint="name a message, or write --all, and not both")
