"""Whether a value is valid in one of the documents: the judge is the check of generated packages."""

from eventwright.api import Api, Reference, Schema, SchemaKey
from eventwright.diff.shapes import Joined
from eventwright.json_value import Json
from eventwright.lint.run_time import Checker, ValueProblem, strict_checker
from eventwright.plan.checks import schema_table

_ALL = "all of these"
"""A name that no schema has."""


class Judge:
    """Judges values by the schemas of one document, each of which is compiled once."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._checkers: dict[tuple[SchemaKey, ...], Checker] = {}

    def accepts(self, schemas: Joined, value: Json) -> bool:
        """Whether the value is valid under all of the schemas."""
        return self._checker(schemas).accepts(_ALL, value)

    def refusals(self, schemas: Joined, value: Json) -> tuple[str, ...]:
        """Return pointers to what is wrong with the value under all of the schemas."""
        return tuple(problem.pointer for problem in self.explained(schemas, value))

    def explained(self, schemas: Joined, value: Json) -> tuple[ValueProblem, ...]:
        """Return what is wrong with the value under all of the schemas."""
        return tuple(self._checker(schemas).explain(_ALL, value))

    def _checker(self, schemas: Joined) -> Checker:
        keys = tuple(_end(schema) for schema in schemas)
        found = self._checkers.get(keys)
        if found is None:
            roots = {_end(schema): self._api.schema(schema) for schema in schemas}
            table = schema_table(self._api, {}, roots, {}, frozenset())
            references: list[Json] = [{"$ref": key} for key in keys]
            table[_ALL] = {"allOf": references}
            found = self._checkers[keys] = strict_checker(table)
        return found


def _end(schema: Schema) -> SchemaKey:
    return schema.target if isinstance(schema, Reference) else schema.key
