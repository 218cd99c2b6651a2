"""The thorough check: judges values by Draft-07 schemas, names every problem with them; decodes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ._formats import TOO_DEEP, DecodeProblem, Mismatch, nested_too_deep
from ._keywords import KEYWORDS, STRUCTURE, every, passes, refuses
from ._walk import LENIENT, NO_NAMES, STRICT, Leniency, Report, Schema, Scope, Test, Walk

__all__ = ["LENIENT", "STRICT", "Checker", "Leniency", "Schema"]


class _Library:
    """The schemas by name, each compiled when first met and once for each scope it is met in."""

    __slots__ = ("_schemas", "_tests")

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas
        self._tests: dict[tuple[str, Scope], Test] = {}

    def compile(self, schema: Schema, scope: Scope) -> Test:
        if isinstance(schema, bool):
            return passes if schema else refuses
        if "$ref" in schema:
            return self.reference(schema["$ref"], scope)
        if scope.leniency.null_optionals:
            scope = replace(scope, required=scope.required | self._required(schema, NO_NAMES))
        tests = [
            build(schema[keyword], schema, scope)
            for keyword, build in KEYWORDS.items()
            if keyword in schema and (scope.leniency.constraints or keyword in STRUCTURE)
        ]
        return every([test for test in tests if test is not None])

    def reference(self, name: str, scope: Scope) -> Test:
        if name in scope.referred:
            return passes  # a circle of references that never goes into the value says nothing more
        inner = replace(scope, referred=scope.referred | {name})
        compiled: list[Test] = []

        def test(value: Any, walk: Walk) -> None:
            if not compiled:
                compiled.append(self._named(name, inner))
            compiled[0](value, walk)

        return test

    def _named(self, name: str, scope: Scope) -> Test:
        key = name, scope
        if key not in self._tests:
            self._tests[key] = self.compile(self._schemas[name], scope)
        return self._tests[key]

    def _required(self, schema: Schema, seen: frozenset[str]) -> frozenset[str]:
        """The names that an object must have by this schema, what it refers to and its allOf."""
        if isinstance(schema, bool):
            return NO_NAMES
        name = schema.get("$ref")
        if name is not None:
            return NO_NAMES if name in seen else self._required(self._schemas[name], seen | {name})
        parts = [self._required(part, seen) for part in schema.get("allOf", ())]
        return frozenset(schema.get("required", ())).union(*parts)


class Checker:
    """The schemas of a package and how leniently they are taken."""

    __slots__ = ("_leniency", "_lenient", "_library", "_strict")

    def __init__(self, schemas: Mapping[str, Schema], leniency: Leniency) -> None:
        self._library = _Library(schemas)
        self._leniency = leniency
        self._strict: dict[str, Test] = {}
        self._lenient: dict[tuple[str, frozenset[str]], Test] = {}

    def explain(self, name: str, value: Any) -> tuple[DecodeProblem, ...]:
        """Every problem of the value under the configured leniency, without duplicates."""
        if nested_too_deep(value):
            return (TOO_DEEP,)
        report = Report(Walk(), {})
        try:
            self._tolerant(name, NO_NAMES)(value, report)
        except RecursionError:
            return (TOO_DEEP,)
        return tuple(dict.fromkeys(finding.problem() for finding in report.findings))

    def accepts(self, name: str, value: Any) -> bool:
        """Whether the value is valid by Draft-07, formats included, whatever the leniency."""
        return _fits(self._strictly(name), value)

    def tolerates(self, name: str, value: Any, required: frozenset[str] = NO_NAMES) -> bool:
        """Like `explain` without problems; `required` are the names that an enclosing schema requires."""
        return _fits(self._tolerant(name, required), value)

    def require(self, name: str, value: Any) -> Any:
        """The value itself; raises Mismatch where it is not tolerated."""
        self._tolerant(name, NO_NAMES)(value, Walk())
        return value

    def choose(
        self, names: Sequence[str], value: Any, exclusive: bool, required: frozenset[str] = NO_NAMES
    ) -> int:
        """The index of the branch to decode by: the first valid one, else the first tolerated one.

        `exclusive` is for oneOf, where by strict rules only one may be valid. Raises Mismatch where there is
        none. The depth of the value is not measured again.
        """
        walk = Walk()
        valid = [index for index, name in enumerate(names) if walk.fits(self._strictly(name), value)]
        if self._leniency == STRICT:
            if not valid or (exclusive and len(valid) > 1):
                raise Mismatch
            return valid[0]
        for index, name in enumerate(names):
            if index in valid[:1] or (not valid and walk.fits(self._tolerant(name, required), value)):
                return index
        raise Mismatch

    def _strictly(self, name: str) -> Test:
        if name not in self._strict:
            self._strict[name] = self._library.reference(name, Scope(self._library.compile, STRICT))
        return self._strict[name]

    def _tolerant(self, name: str, required: frozenset[str]) -> Test:
        key = name, required
        if key not in self._lenient:
            self._lenient[key] = self._library.reference(
                name, Scope(self._library.compile, self._leniency, required=required)
            )
        return self._lenient[key]


def _fits(test: Test, value: Any) -> bool:
    try:
        return not nested_too_deep(value) and Walk().fits(test, value)
    except RecursionError:
        return False
