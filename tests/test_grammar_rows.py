"""The rows of the grammar as a table: names that lead somewhere, versions and conditions that make sense."""

from collections.abc import Iterator

import pytest

from eventwright.grammar.bindings import BINDINGS
from eventwright.grammar.kinds import Either, Kind, Listed, Named, Part, Row, Text, Thing
from eventwright.grammar.rows import OBJECTS, fields_by_name

ROWS = sorted(OBJECTS.values(), key=lambda row: row.name)


def things(kind: Kind) -> Iterator[str]:
    match kind:
        case Thing(row=row):
            yield row
        case Listed(of=of) | Named(of=of):
            yield from things(of)
        case Either(kinds=kinds):
            for one in kinds:
                yield from things(one)
        case _:
            return


def test_no_two_rows_have_one_name() -> None:
    inner = [row for binding in BINDINGS.values() for row in (*binding.parts.values(), *binding.inner)]
    assert len({row.name for row in inner}) == len(inner)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_that_a_field_names_exists(row: Row) -> None:
    named = {name for field in row.fields for name in things(field.kind)}
    assert named <= OBJECTS.keys()
    assert row.instead is None or row.instead[1] in OBJECTS


def test_every_row_can_be_reached_from_the_document() -> None:
    waiting = ["document", *(row.name for binding in BINDINGS.values() for row in binding.parts.values())]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [thing for field in OBJECTS[name].fields for thing in things(field.kind)]
            waiting += (OBJECTS[name].instead or ())[1:]
    assert OBJECTS.keys() - reached == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_condition_looks_at_a_text_of_the_same_object(row: Row) -> None:
    for field in row.fields:
        for when in field.when:
            assert all(isinstance(other.kind, Text) for other in fields_by_name(row.name)[when.field])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_alternatives_of_a_field_can_all_be_chosen(row: Row) -> None:
    """The first that applies counts, so one without a condition hides what stands after it."""
    for fields in fields_by_name(row.name).values():
        assert all(field.when or field.since or field.until for field in fields[:-1])


@pytest.mark.parametrize("binding", BINDINGS.values(), ids=lambda binding: binding.protocol)
def test_the_versions_in_the_rows_of_bindings_are_published(binding: object) -> None:
    found = BINDINGS[getattr(binding, "protocol", "")]
    assert set(found.parts) == set(Part)
    for row in (*found.parts.values(), *found.inner):
        for version in [version for field in row.fields for version in (field.since, field.until) if version]:
            assert ".".join(map(str, version)) in found.versions
