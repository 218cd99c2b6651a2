"""All rows by name, and what a field name means in an object of one version; nothing that looks at places."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Final

from eventwright.grammar import document, schemas, security
from eventwright.grammar.bindings import BINDINGS
from eventwright.grammar.kinds import Field, Row, Text, Version, When
from eventwright.json_value import Json

OBJECTS: Final[Mapping[str, Row]] = {
    row.name: row
    for row in (
        *document.ROWS,
        *schemas.ROWS,
        *security.ROWS,
        *(row for binding in BINDINGS.values() for row in (*binding.parts.values(), *binding.inner)),
    )
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Why a field that the row knows is out of place: another version has it, or the value beside it."""

    versions: tuple[Field, ...] = ()
    beside: When | None = None


@cache
def fields_by_name(row: str) -> Mapping[str, tuple[Field, ...]]:
    """Return the fields of a row; the alternatives of one name keep their order."""
    found: dict[str, tuple[Field, ...]] = {}
    for field in OBJECTS[row].fields:
        found[field.name] = (*found.get(field.name, ()), field)
    return found


@cache
def fields_of_version(row: str, version: Version | None) -> Mapping[str, tuple[Field, ...]]:
    """Return the fields that a row has in one version."""
    current = {
        name: tuple(field for field in fields if in_version(field, version))
        for name, fields in fields_by_name(row).items()
    }
    return {name: fields for name, fields in current.items() if fields}


def row_of(name: str, mapping: Mapping[str, Json]) -> Row:
    """Return the row that an object is one of, by what it holds."""
    row = OBJECTS[name]
    return OBJECTS[row.instead[1]] if row.instead and row.instead[0] in mapping else row


def field_of(
    row: str, name: str, mapping: Mapping[str, Json], version: Version | None
) -> Field | Mismatch | None:
    """Return the field that a name is in an object, None where no version of the row has the name."""
    current = fields_of_version(row, version).get(name)
    if current is None:
        fields = fields_by_name(row).get(name)
        return None if fields is None else Mismatch(versions=fields)
    for field in current:
        if not field.when or all(holds(when, mapping) for when in field.when):
            return field
    beside = next(
        (found for field in current if (found := _contradicted(row, field, mapping, version))), None
    )
    return current[0] if beside is None else Mismatch(beside=beside)


def required_fields(row: str, mapping: Mapping[str, Json], version: Version | None) -> tuple[str, ...]:
    """Return the names that an object of the row must have."""
    needed = _required_fields(row, version)
    return tuple(field.name for field in needed if all(holds(when, mapping) for when in field.when))


def in_version(field: Field, version: Version | None) -> bool:
    """Tell whether a version has the field; where none is told, any may be meant."""
    if version is None:
        return True
    return (field.since is None or version >= field.since) and (field.until is None or version <= field.until)


def holds(when: When, mapping: Mapping[str, Json]) -> bool:
    """Tell whether the text of the other field is one that the condition asks for."""
    if when.field not in mapping:
        return when.absent
    text = mapping[when.field]
    return isinstance(text, str) and any(
        fnmatchcase(text.strip().casefold(), value.casefold()) for value in when.values
    )


@cache
def _required_fields(row: str, version: Version | None) -> tuple[Field, ...]:
    """The fields that an object of the row must have where their conditions hold."""
    required = [field for field in OBJECTS[row].fields if field.required and in_version(field, version)]
    # Where no version is told, only what all of them ask for is required.
    return tuple(field for field in required if version or (field.since is None and field.until is None))


def _contradicted(
    row: str, field: Field, mapping: Mapping[str, Json], version: Version | None
) -> When | None:
    """Return the condition that fails, unless the text that it looks at is absent or wrong itself."""
    for when in field.when:
        if not holds(when, mapping):
            return when if _settled(row, when.field, mapping, version) else None
    return None


def _settled(row: str, name: str, mapping: Mapping[str, Json], version: Version | None) -> bool:
    text = mapping.get(name)
    field = field_of(row, name, mapping, version)
    if not isinstance(text, str) or not isinstance(field, Field) or not isinstance(field.kind, Text):
        return False
    return not field.kind.choices or text in field.kind.choices
