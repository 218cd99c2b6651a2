"""Documents made at random from the rows of the grammar; whether they are valid is not asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, assert_never

from eventwright.grammar import forms
from eventwright.grammar.forms import Form
from eventwright.grammar.kinds import (
    Anything,
    Bindings,
    Either,
    Field,
    Flag,
    Kind,
    Listed,
    Named,
    Null,
    Number,
    Row,
    Text,
    Thing,
    Tolerated,
    Version,
    When,
)
from eventwright.grammar.rows import OBJECTS, Mismatch, field_of, in_version, required_fields

SAMPLES: Mapping[Form, tuple[str, ...]] = {
    forms.URI: ("https://example.com/a?b=c#d", "urn:example:orders", "mailto:team@example.com"),
    forms.URI_REFERENCE: ("#orders", "orders.json", "https://example.com/orders"),
    forms.EMAIL: ("team@example.com", "first.last+tag@mail.example.com"),
    forms.URI_TEMPLATE: ("orders", "/orders/{orderId}", "a.b-c/{x}/{y_1}", "orders/created?"),
    forms.TOPIC: ("orders", "orders/{orderId}"),
    forms.CLIENT_NAME: ("client", "client 1"),
    forms.COMPONENT_KEY: ("Order", "order-1", "order.created", "order_created"),
    forms.SERVER_NAME: ("production", "test-1"),
    forms.PARAMETER_NAME: ("orderId", "x"),
    forms.RUNTIME_EXPRESSION: ("$message.header#/id", "$message.payload#/a/0/b~1c", "$message.header#"),
}
"""Texts of each form."""

FORMATS: Mapping[str, str] = {
    "application/vnd.oai.openapi*version=3.0*": "application/vnd.oai.openapi+json;version=3.0.0"
}
"""Texts that a pattern of the rows stands for."""

VALUES: tuple[Any, ...] = (None, True, 0, 1.5, "text", [], {}, [{"a": None}])


@dataclass(slots=True)
class Maker:
    """Makes values that the rows allow, and notes which fields it has made."""

    random: Random
    version: Version
    made: set[tuple[str, str]] = field(default_factory=set)

    def document(self) -> Any:
        document = self.value(Thing("document"), 0)
        document["asyncapi"] = f"{self.version[0]}.{self.version[1]}.0"
        return document

    def value(self, kind: Kind, depth: int) -> Any:
        match kind:
            case Text():
                return self._text(kind)
            case Number():
                return self._number(kind)
            case Listed():
                return self._list(kind, depth)
            case Named():
                return self._named(kind, depth)
            case Thing():
                return self._thing(kind, depth)
            case Either() | Tolerated():
                return self._choice(kind, depth)
            case Anything() | Flag() | Null() | Bindings():
                return self._leaf(kind)
        assert_never(kind)

    def _leaf(self, kind: Anything | Flag | Null | Bindings) -> Any:
        if isinstance(kind, Bindings | Null):
            return {} if isinstance(kind, Bindings) else None
        return self.random.choice(VALUES if isinstance(kind, Anything) else (True, False))

    def _choice(self, kind: Either | Tolerated, depth: int) -> Any:
        if isinstance(kind, Tolerated):
            return self.value(kind.of, depth)
        return self.value(
            self.random.choice([one for one in kind.kinds if not isinstance(one, Tolerated)]), depth
        )

    def _text(self, kind: Text) -> str:
        if kind.choices:
            return self.random.choice(kind.choices)
        return self.random.choice(("text", "", "été") if kind.form is None else SAMPLES[kind.form])

    def _number(self, kind: Number) -> int | float:
        least = kind.least if kind.least is not None else -3 if kind.above is None else kind.above + 1
        if kind.choices:
            return self.random.choice(kind.choices)
        number = self.random.randint(least, least + 9 if kind.most is None else min(kind.most, least + 9))
        return number + 0.5 if not kind.whole and self.random.random() < 0.3 else number

    def _list(self, kind: Listed, depth: int) -> list[Any]:
        values = [self.value(kind.of, depth + 1) for _ in range(max(kind.least, self._size(depth)))]
        return values[:1] if kind.unique else values

    def _named(self, kind: Named, depth: int) -> dict[str, Any]:
        names = ("name", "x-name", "été", "") if kind.keys is None else SAMPLES[kind.keys]
        return {self.random.choice(names): self.value(kind.of, depth + 1) for _ in range(self._size(depth))}

    def _thing(self, kind: Thing, depth: int) -> dict[str, Any]:
        row = OBJECTS[kind.row]
        if row.instead and depth < 8 and self.random.random() < 0.2:
            row = OBJECTS[row.instead[1]]
        wanted = [each for each in row.fields if self._wanted(each, row, depth)]
        mapping: dict[str, Any] = {}
        for each in self.random.sample(wanted, len(wanted)):
            mapping = {**self._conditions(each.when), **mapping}
        # What others depend on comes first, and then what that asks for.
        for names in (_looked_at(row), [each.name for each in wanted]):
            for name in names:
                self._add(row, name, mapping, depth)
        known = {name: isinstance(self._field(row, name, mapping), Field) for name in mapping}
        mapping = {name: value for name, value in mapping.items() if known[name]}
        for name in required_fields(row.name, mapping, self.version):
            self._add(row, name, mapping, depth)
        self.made |= {(row.name, name) for name in mapping}
        return {**mapping, **({"x-note": 1} if row.extensible and self.random.random() < 0.1 else {})}

    def _add(self, row: Row, name: str, mapping: dict[str, Any], depth: int) -> None:
        found = self._field(row, name, mapping)
        if name not in mapping and isinstance(found, Field):
            mapping[name] = self.value(found.kind, depth + 1)

    def _field(self, row: Row, name: str, mapping: dict[str, Any]) -> Field | Mismatch | None:
        return field_of(row.name, name, mapping, self.version)

    def _wanted(self, each: Field, row: Row, depth: int) -> bool:
        if not in_version(each, self.version) or each.name == "$ref":
            return False
        # Schemas alone hold themselves without end.
        often = 0.5 if depth < 3 or not row.name.endswith("schema") else 0.1 if depth < 12 else 0
        return each.name in row.one_of or self.random.random() < often

    def _conditions(self, conditions: tuple[When, ...]) -> dict[str, str]:
        return {
            when.field: FORMATS.get(when.values[0], when.values[0]) for when in conditions if not when.absent
        }

    def _size(self, depth: int) -> int:
        return self.random.randint(0, 2) if depth < 12 else 0


def _looked_at(row: Row) -> list[str]:
    return list(dict.fromkeys(when.field for each in row.fields for when in each.when))
