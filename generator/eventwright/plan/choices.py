"""How the messages of a channel are read and chosen, as source of the router."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventwright.api import Api
from eventwright.code import Code, Part, code, collection, literal
from eventwright.names import Identifier
from eventwright.plan.bodies import BodyKind
from eventwright.plan.parts import BodyPart
from eventwright.plan.shapes import Shapes
from eventwright.plan.tellings import (
    ContentTypeTells,
    HeaderTells,
    OnlyOne,
    PropertyTells,
    RequiredTells,
    SchemaTells,
    Telling,
    Values,
)

_STRICTLY = code("CHECKER.accepts")
_KINDLY = code("CHECKER.tolerates")


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """How the messages of a channel are read and chosen, as source that begins at a column."""

    api: Api
    messages: Mapping[str, Identifier]
    shapes: Shapes

    def body(self, part: BodyPart, column: int, beside: int) -> Code:
        """What the run-time does not assume by itself."""
        parts: list[Part] = [self._choice(part.telling, column + 4)]
        if part.content_type != "application/json":
            parts.append(literal(part.content_type))
        if part.kind is not BodyKind.JSON:
            parts.append(code("kind={kind}", kind=literal(part.kind.value)))
        if part.rest is not None:
            parts.append(code("rest={cls}", cls=self.messages[part.rest]))
        return collection("routing.Body(", parts, ")", column, beside)

    def _choice(self, found: Telling, column: int) -> Code:
        match found:
            case OnlyOne(key):
                return code("routing.Only({cls})", cls=self.messages[key])
            case PropertyTells((name,), values, lacking):
                return self._by_value(code("routing.ByProperty("), literal(name), values, column, lacking)
            case PropertyTells(path, values, lacking):
                named = _texts(path, column + 4)
                return self._by_value(code("routing.ByPath("), named, values, column, lacking)
            case HeaderTells(name, values):
                return self._by_value(code("routing.ByHeader("), literal(name.lower()), values, column)
            case RequiredTells(required):
                return self._by_required(required, column)
            case SchemaTells(keys):
                return self._first_valid(keys, column)
            case ContentTypeTells(tellings, otherwise):
                return self._by_content_type(tellings, otherwise, column)

    def _by_content_type(self, tellings: Mapping[str, Telling], otherwise: SchemaTells, column: int) -> Code:
        choices = [
            code("{media}: {choice}", media=literal(media), choice=self._choice(each, column + 8))
            for media, each in tellings.items()
        ]
        table = collection("{", choices, "}", column + 4, 1)
        rest = self._first_valid(otherwise.messages, column + 4)
        return collection("routing.ByContentType(", [table, rest], ")", column, 1)

    def _by_value(
        self, opening: Code, name: Part, values: Values, column: int, lacking: Sequence[str] = ()
    ) -> Code:
        entries = [
            code("{value}: {cls}", value=literal(value), cls=self.messages[key])
            for value, key in values.items()
        ]
        parts = [name, collection("{", entries, "}", column + 4, 1)]
        if lacking:
            parts.append(self._only_valid(lacking, column + 4))
        return collection(opening, parts, ")", column, 1)

    def _only_valid(self, keys: Sequence[str], column: int) -> Code:
        tiers = [
            collection("(", self._tests(judge, keys, column + 8), ")", column + 4, 1)
            for judge in (_STRICTLY, _KINDLY)
        ]
        return collection("routing.OnlyValid(", tiers, ")", column, 1)

    def _by_required(self, required: Mapping[str, tuple[str, ...]], column: int) -> Code:
        pairs = [
            collection(
                "(",
                [code("frozenset({names})", names=_texts(names, column + 12)), self.messages[key]],
                ")",
                column + 8,
                1,
            )
            for key, names in required.items()
        ]
        rest = self._first_valid(tuple(required), column + 4)
        table = collection("(", pairs, ")", column + 4, 1)
        return collection("routing.ByRequired(", [table, rest], ")", column, 1)

    def _first_valid(self, keys: Sequence[str], column: int) -> Code:
        tests = [test for judge in (_STRICTLY, _KINDLY) for test in self._tests(judge, keys, column + 8)]
        # What says nothing of its payload would take it from those that do.
        untyped = [self.messages[key] for key in keys if self.api.messages[key].payload is None]
        tests += [code("(routing.anything, {cls})", cls=cls) for cls in untyped]
        return collection("routing.FirstValid(", [collection("(", tests, ")", column + 4, 1)], ")", column, 1)

    def _tests(self, judge: Code, keys: Sequence[str], column: int) -> list[Code]:
        tests: list[Code] = []
        for key in keys:
            payload = self.api.messages[key].payload
            if payload is not None:
                check = literal(self.shapes.check(payload))
                test = collection("partial(", [judge, check], ")", column + 4, 1)
                tests.append(collection("(", [test, self.messages[key]], ")", column, 1))
        return tests


def _texts(names: Sequence[str], column: int) -> Code:
    return collection("(", [literal(name) for name in names], ")", column)
