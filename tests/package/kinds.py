"""What the four kinds of models keep, measured: one row of the table in docs/models.md for each question."""

import ast
import json
from collections.abc import Callable, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pickle import dumps, loads
from typing import Any

import msgspec
from tests.support import Packages, same
from tests.values import judge_of

from eventwright.options import PRESETS, DecodeOptions, Models, PackageOptions, Unknown

_CAT, _DOG = ({"$ref": f"#/components/schemas/{name}"} for name in ("Cat", "Dog"))
_PET = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
DOCUMENT: dict[str, Any] = {
    "asyncapi": "2.6.0",
    "info": {"title": "Kinds", "version": "1"},
    "channels": {
        "orders": {"publish": {"message": {"$ref": "#/components/messages/OrderPlaced"}}},
        "pets": {"publish": {"message": {"$ref": "#/components/messages/PetSeen"}}},
        "records": {"publish": {"message": {"$ref": "#/components/messages/RecordWritten"}}},
    },
    "components": {
        "messages": {
            "OrderPlaced": {"payload": {"$ref": "#/components/schemas/Order"}},
            "PetSeen": {"payload": {"$ref": "#/components/schemas/Seen"}},
            "RecordWritten": {
                "schemaFormat": "application/vnd.apache.avro;version=1.9.0",
                "payload": {
                    "type": "record",
                    "name": "Record",
                    "fields": [
                        {"name": "note", "type": ["null", "string"], "default": None},
                        {"name": "number", "type": "int"},
                    ],
                },
            },
        },
        "schemas": {
            "Order": {
                "type": "object",
                "required": ["from", "amount"],
                "properties": {
                    "from": {"type": "string", "minLength": 1},
                    "amount": {"type": "integer", "minimum": 1},
                    "orderId": {"type": ["string", "null"], "pattern": "^[a-z]+$"},
                    "status": {"type": "string", "enum": ["open", "closed"]},
                    "placedAt": {"type": "string", "format": "date-time"},
                    "day": {"type": "string", "format": "date"},
                    "times": {"type": "array", "items": {"type": "string", "format": "date-time"}},
                    "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}, "maxItems": 2},
                },
            },
            "Seen": {
                "type": "object",
                "properties": {"pet": {"oneOf": [_CAT, _DOG], "discriminator": "kind"}},
            },
            "Cat": _PET,
            "Dog": _PET,
            "Line": {"type": "object", "properties": {"productCode": {"type": "string"}}},
        },
    },
}
LENIENT = PRESETS["lenient"]
LEAST = {"from": "a", "amount": 1}
MOMENT = "2020-07-01T10:20:26.066339206z"
VALUES: tuple[Any, ...] = (
    LEAST,
    {**LEAST, "from": ""},
    {**LEAST, "amount": 0},
    {**LEAST, "amount": True},
    {**LEAST, "amount": 1.5},
    {**LEAST, "amount": "1"},
    {**LEAST, "orderId": None},
    {**LEAST, "orderId": "A"},
    {**LEAST, "status": "lost"},
    {**LEAST, "status": None},
    {**LEAST, "placedAt": "yesterday"},
    {**LEAST, "placedAt": 1},
    {**LEAST, "day": "2020-02-30"},
    {**LEAST, "lines": [{}, {"productCode": "a"}]},
    {**LEAST, "lines": [{}, {}, {}]},
    {**LEAST, "lines": [{"productCode": 1}]},
    {**LEAST, "other": [1]},
    {"from": "a"},
    [],
    None,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of models, and its packages of the document above."""

    models: Models
    packages: Packages
    document: bytes

    def package(self, decode: DecodeOptions = LENIENT) -> Any:
        options = PackageOptions(models=self.models, decode=decode)
        return self.packages.of(self.document, "kinds.json", options)

    def decoded(self, value: dict[str, Any], decode: DecodeOptions = LENIENT) -> Any:
        return self.package(decode).OrderPlaced.decode({**LEAST, **value})

    def comes_back(self, value: dict[str, Any]) -> bool:
        return same(self.decoded(value).encode(), {**LEAST, **value})

    def attribute(self, value: dict[str, Any], key: str, name: str) -> Any:
        payload = self.decoded(value).payload
        return payload[key] if self.models is Models.TYPEDDICT else getattr(payload, name)


def yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _needs(kind: Kind) -> str:
    models = kind.packages.part(kind.package(), "models")
    tree = ast.parse(models.__loader__.get_source(models.__name__))
    imports = [node for node in tree.body if isinstance(node, ast.Import)]
    return ", ".join(each.name for node in imports for each in node.names) or "nothing"


def _type_name(value: object) -> str:
    match value:
        case Enum():
            return "a member"
        case datetime():
            return "a `datetime`"
        case date():
            return "a `date`"
        case _:
            return "text"


def _fields(kind: Kind) -> str:
    package = kind.package()
    names = package.Order.__annotations__
    return ", ".join(f"`{name}`" for name in names if name.startswith(("from", "order")))


def _absent(kind: Kind) -> str:
    payload = kind.decoded({}).payload
    if kind.models is Models.TYPEDDICT:
        return "no key" if "status" not in payload else "a key"
    return f"`{payload.status!r}`"


def _strict(kind: Kind) -> str:
    judge = judge_of(DOCUMENT, "#/components/schemas/Order")
    package = kind.package(PRESETS["strict"])
    for value in VALUES:
        try:
            accepted = same(package.OrderPlaced.decode(value).encode(), value)
        except package.DecodeError:
            accepted = False
        if accepted is not judge.is_valid(value):
            return "no"
    return "yes"


def _checked_when_made(kind: Kind) -> str:
    wrong = {"amount": 0, "from" if kind.models is Models.TYPEDDICT else "from_": "a"}
    try:
        kind.package().Order(**wrong)
    except ValueError:
        return "bounds, lengths and types"
    return "nothing"


def _copies(kind: Kind) -> str:
    value = {**LEAST, "placedAt": MOMENT, "times": [MOMENT], "orderId": None, "other": 1}
    message = kind.decoded(value)
    makers: tuple[Callable[[Any], Any], ...] = (copy, deepcopy, lambda made: loads(dumps(made)))
    return yes(all(type(message)(make(message.payload)).encode() == value for make in makers))


def _ignores(kind: Kind) -> str:
    decode = DecodeOptions(unknown=Unknown.IGNORE)
    return yes(kind.decoded({"other": 1}, decode).encode() == LEAST)


def _without_wrapper(kind: Kind) -> str:
    package = kind.package()
    try:
        value = {"note": "a", "number": 1}
        return yes(same(package.RecordWritten.decode(value).encode(), value))
    except package.DecodeError:
        return "no"


def _unset(kind: Kind) -> str:
    package = kind.package()
    made = package.RecordWritten(package.Record(number=1))
    return "as null" if "note" in made.encode() else "not at all"


def _equality(kind: Kind) -> str:
    return yes(kind.decoded({"orderId": None}).payload != kind.decoded({}).payload)


PET = {"pet": {"kind": "Dog"}}


def _tagged(kind: Kind) -> str:
    if kind.models is Models.TYPEDDICT:
        return "-"
    package = kind.package()
    return yes(type(package.PetSeen.decode(PET).payload.pet) is package.Dog)


def _natively_tagged(kind: Kind) -> str:
    package = kind.package()
    body = json.dumps(PET)
    match kind.models:
        case Models.PYDANTIC:
            return yes(type(package.Seen.model_validate_json(body).pet) is package.Dog)
        case Models.MSGSPEC:
            try:
                return yes(type(msgspec.json.decode(body, type=package.Seen).pet) is package.Dog)
            except TypeError:
                return "not read"
        case _:
            return "-"


def _natively(kind: Kind, body: bytes) -> Any:
    """The payload as the library reads and writes JSON by itself; None where there is no library."""
    order = kind.package().Order
    match kind.models:
        case Models.PYDANTIC:
            made = order.model_validate_json(body)
            return json.loads(made.model_dump_json(by_alias=True, exclude_unset=True))
        case Models.MSGSPEC:
            return json.loads(msgspec.json.encode(msgspec.json.decode(body, type=order)))
        case _:
            return None


def _native(value: dict[str, Any]) -> Callable[[Kind], str]:
    def measured(kind: Kind) -> str:
        found = _natively(kind, json.dumps({**LEAST, **value}).encode())
        return "-" if found is None else yes(same(found, {**LEAST, **value}))

    return measured


ROWS: Mapping[str, Callable[[Kind], str]] = {
    "the package needs": _needs,
    "fields of `from` and `orderId`": _fields,
    "keys keep their names on the wire": lambda kind: yes(
        kind.comes_back({"orderId": "a", "lines": [{"productCode": "b"}]})
    ),
    "keys that are not declared come back": lambda kind: yes(
        kind.comes_back({"other": {"a": [None, 1.0]}, "lines": [{"from": 1}]})
    ),
    '... and are left out with `unknown = "ignore"`': _ignores,
    "null and absent come back as they were": lambda kind: yes(
        kind.comes_back({"orderId": None, "status": None}) and kind.comes_back({})
    ),
    "`==` tells null from absent": _equality,
    "what is absent reads as": _absent,
    "a value that an enum lists is": lambda kind: _type_name(
        kind.attribute({"status": "open"}, "status", "status")
    ),
    "a value that it does not list comes back": lambda kind: yes(kind.comes_back({"status": "lost"})),
    "a date-time is": lambda kind: _type_name(kind.attribute({"placedAt": MOMENT}, "placedAt", "placed_at")),
    "a date is": lambda kind: _type_name(kind.attribute({"day": "2020-02-03"}, "day", "day")),
    "a date-time comes back as it was written": lambda kind: yes(
        kind.comes_back({"placedAt": MOMENT, "times": [MOMENT, "2020-07-01T10:20:26Z"]})
    ),
    "copies, by `copy` or `pickle`, keep all of this": _copies,
    "a `discriminator` tells which object of a union it is": _tagged,
    "an integer of any size comes back": lambda kind: yes(kind.comes_back({"amount": 2**70})),
    "strict decoding accepts what Draft-07 accepts": _strict,
    "a value of an Avro union is read without its wrapper": _without_wrapper,
    "a field of an Avro record that is not set is written": _unset,
    "an object that you make is checked for": _checked_when_made,
    "the library's own JSON: keys keep their names": _native({"orderId": "a", "status": "open"}),
    "... keys that are not declared come back": _native({"other": 1}),
    "... null and absent come back as they were": _native({"orderId": None}),
    "... a value that an enum does not list comes back": _native({"status": "lost"}),
    "... a `discriminator` tells which object of a union it is": _natively_tagged,
    "... a date-time comes back as it was written": _native({"placedAt": MOMENT}),
}


def table(kinds: list[Kind]) -> str:
    """The rows as the guide has them."""
    head = ["", *(f"`{kind.models.value}`" for kind in kinds)]
    rows = [[text, *(measure(kind) for kind in kinds)] for text, measure in ROWS.items()]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, ["---"] * len(head), *rows))
