"""Samples of whole messages, each proven by the judge: the document's examples first, then made ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count as numbers_from
from itertools import islice

from eventwright.api import Constant, Message, Schema
from eventwright.json_value import Json
from eventwright.package import Mark
from eventwright.problems import Problem, SpecError, pointer_text
from eventwright.sampling.chance import Chance
from eventwright.sampling.making import Maker, NothingMadeError, is_marked


class Origin(StrEnum):
    """Where the payload of a sample is from."""

    EXAMPLE = "example"
    SCHEMA = "schema"


@dataclass(frozen=True, slots=True)
class Sample:
    """A valid message: its payload, and its headers where the document speaks of some."""

    payload: Json
    headers: Json
    origin: Origin


def samples(
    maker: Maker, message: Message, *, seed: int = 0, count: int = 1, marks: tuple[Mark, ...] = ()
) -> Iterator[Sample]:
    """Yield so many samples; equal seeds give equal ones, and a greater count gives the same ones first.

    Raises SpecError `sample-not-made` where no valid value is found.
    """
    if message.opaque:
        raise SpecError([_opaque(message)])
    yield from islice(_samples(maker, message, seed, marks), count)


def _samples(maker: Maker, message: Message, seed: int, marks: tuple[Mark, ...]) -> Iterator[Sample]:
    given = list(_given(maker, message, marks))
    inside = tuple(mark for mark in marks if mark.part == "payload")
    beside = tuple(mark for mark in marks if mark.part == "headers")
    for index in numbers_from():
        headers: Constant | None = None
        if index < len(given):
            payload, headers = given[index]
            origin = Origin.EXAMPLE
        else:
            payload = _made(maker, message, message.payload, ("payload", seed, index), inside)
            origin = Origin.SCHEMA
        if headers is None and message.headers is not None:
            headers = Constant(_made(maker, message, message.headers, ("headers", seed, index), beside))
        yield Sample(payload, None if headers is None else headers.value, origin)


def _given(maker: Maker, message: Message, marks: tuple[Mark, ...]) -> Iterator[tuple[Json, Constant | None]]:
    """Yield the examples of the message that are valid; headers that are not are made instead."""
    for example in message.examples:
        payload, headers = example.payload, example.headers
        if payload is not None and _fits(maker, message.payload, payload, marks, "payload"):
            fit = headers is not None and _fits(maker, message.headers, headers, marks, "headers")
            yield payload.value, headers if fit else None


def _fits(maker: Maker, schema: Schema | None, value: Constant, marks: tuple[Mark, ...], part: str) -> bool:
    marked = all(is_marked(value.value, mark) for mark in marks if mark.part == part)
    return marked and (schema is None or maker.judge.accepts((schema,), value.value))


def _made(
    maker: Maker,
    message: Message,
    schema: Schema | None,
    seed: tuple[str | int, ...],
    marks: tuple[Mark, ...],
) -> Json:
    if schema is None:
        return {}
    try:
        return maker.make((schema,), Chance(message.key, *seed), marks)
    except NothingMadeError as nothing:
        raise SpecError([_not_made(message, schema, str(seed[0]), nothing)]) from nothing


def _not_made(message: Message, schema: Schema, part: str, nothing: NothingMadeError) -> Problem:
    at = pointer_text(nothing.pointer)
    where = f" at {at!r}" if at else ""
    bound = " within the bound of work" if nothing.exhausted else ""
    text = f"no valid value was found{bound} for the {part} of {called(message)!r}{where}"
    hint = "add an example to the message, which is taken first where it is valid"
    return Problem("sample-not-made", text, schema.place, hint)


def _opaque(message: Message) -> Problem:
    written = message.schema_format or "another language"
    text = f"the payload of {called(message)!r} is described in {written}, of which no samples are made"
    return Problem("sample-not-made", text, message.place)


def called(message: Message) -> str:
    """Return the word for a message: its name, its id, or where it stands."""
    return message.name or message.message_id or message.key.rpartition("/")[2]
