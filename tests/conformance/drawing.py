"""Values drawn from a schema, most of them valid, and values that are changed at one place; both seeded."""

import random
import re
import re._parser as parser  # type: ignore[import-not-found]  # typeshed leaves it out
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.conformance.judge import Found

Json = Any
Parts = Sequence[tuple[Json, Any]]
_DEEP = 8
_TEXTS = ("", "a", "abc", "Zürich", "x y", "0", "true", "a/b", "\U0001f600", "line\n")
_FORMATS: Mapping[str, Sequence[str]] = {
    "date-time": ("2020-02-03T04:05:06Z", "1999-12-31T23:59:59.123456789+05:30", "2019-02-28t17:39:52.5z"),
    "date": ("2020-02-29", "0001-01-01"),
    "time": ("04:05:06Z", "23:59:59.5+01:00"),
    "email": ("a@example.com",),
    "uuid": ("123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"),
    "uri": ("https://example.com/a?b#c", "urn:a:b"),
    "ipv4": ("192.0.2.1",),
    "ipv6": ("2001:db8::1",),
    "hostname": ("example.com",),
    "duration": ("P3DT4H", "PT0.5S", "P1W"),
    "byte": ("aGFsbG8=", ""),
    "regex": ("^a$",),
}
_KEYWORDS: Mapping[str, Sequence[str]] = {
    "object": ("properties", "required", "additionalProperties", "patternProperties", "minProperties"),
    "array": ("items", "minItems", "maxItems", "contains", "uniqueItems"),
    "string": ("pattern", "minLength", "maxLength", "format"),
    "number": ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"),
}
_KINDS = ("null", "boolean", "integer", "number", "string", "array", "object")


class Drawing:
    """Draws from one source of chance."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def valid(self, found: Found) -> Json:
        """A value that is likely to be valid."""
        return self._value([(found.schema, found.resolver)], 0)

    def changed(self, value: Json) -> Json:
        """The value with something replaced, left out or added at one place."""
        if isinstance(value, dict | list) and value and self._chance(0.75):
            return self._changed_inside(value)
        return self._replaced(value)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _changed_inside(self, value: dict[str, Json] | list[Json]) -> Json:
        if isinstance(value, list):
            at = self._random.randrange(len(value))
            inner = [] if self._chance(0.2) else [self.changed(value[at])]
            return [*value[:at], *inner, *value[at + 1 :]]
        key = self._random.choice(sorted(value))
        rest = {name: each for name, each in value.items() if name != key}
        return rest if self._chance(0.3) else {**rest, key: self.changed(value[key])}

    def _replaced(self, value: Json) -> Json:
        if self._chance(0.3):
            return self._any(0)
        match value:
            case bool():
                return self._random.choice([not value, int(value), str(value)])
            case int():
                return self._random.choice(
                    [
                        value + 1,
                        value - 1,
                        value * 1000 + 7,
                        -value,
                        value + 0.5,
                        float(value),
                        str(value),
                        2**70,
                    ]
                    if abs(value) < 2**53
                    else [value + 1, 0, str(value)]
                )
            case float():
                return self._random.choice(
                    [value + 1, value - 1, value / 3, value * 1e9, round(value), str(value)]
                )
            case str():
                return self._random.choice(
                    [
                        value + "x",
                        value[:-1],
                        value.upper(),
                        value.swapcase(),
                        value * 50,
                        value + "\n",
                        "",
                        " " + value,
                    ]
                )
            case list():
                return self._random.choice([[*value, self._any(1)], [*value, *value], [], {}])
            case dict():
                return self._random.choice(
                    [{**value, self._key(): self._any(1)}, {**value, "": None}, {}, []]
                )
            case _:
                return self._any(0)

    def _key(self) -> str:
        return self._random.choice(["extra", "x", "extras", "from", "self", "@id", "$ref", "X", "äöü", "a b"])

    def _any(self, depth: int) -> Json:
        scalars: list[Json] = [None, True, False, 0, 1, -1, 2.5, 1.0, "", *_TEXTS, "2020-02-03T04:05:06Z"]
        if depth > 2 or self._chance(0.7):
            return self._random.choice(scalars)
        count = self._random.randrange(3)
        if self._chance(0.5):
            return [self._any(depth + 1) for _ in range(count)]
        return {self._key(): self._any(depth + 1) for _ in range(count)}

    def _value(self, given: Parts, depth: int) -> Json:
        parts = [part for schema, resolver in given for part in self._parts(schema, resolver, 0)]
        for schema, _ in reversed(parts):
            if "const" in schema or schema.get("enum"):
                return self._random.choice([schema["const"]] if "const" in schema else schema["enum"])
        return self._of_kind(parts, depth)

    def _of_kind(self, parts: Parts, depth: int) -> Json:
        match self._kind(parts, depth):
            case "object":
                return self._object(parts, depth)
            case "array":
                return self._array(parts, depth)
            case "string":
                return self._text(parts)
            case "integer":
                return self._number(parts, whole=True)
            case "number":
                return self._number(parts, whole=self._chance(0.5))
            case "boolean":
                return self._chance(0.5)
            case "null":
                return None
            case _:
                return self._any(1)

    def _parts(self, schema: Json, resolver: Any, depth: int) -> Iterator[tuple[dict[str, Json], Any]]:
        """The schema and what must hold beside it: of a union one branch, of a condition one side."""
        if not isinstance(schema, dict) or depth > _DEEP:
            return
        if "$ref" in schema:
            target = resolver.lookup(schema["$ref"])
            yield from self._parts(target.contents, target.resolver, depth + 1)
            return
        yield schema, resolver
        inner = list(schema.get("allOf", ()))
        inner += [self._random.choice(schema[union]) for union in ("oneOf", "anyOf") if schema.get(union)]
        if "if" in schema:
            inner += (
                [schema["if"], schema.get("then", True)] if self._chance(0.6) else [schema.get("else", True)]
            )
        for each in inner:
            yield from self._parts(each, resolver, depth + 1)

    def _kind(self, parts: Parts, depth: int) -> str | None:
        kinds = set(_KINDS)
        for schema, _ in parts:
            if "type" in schema:
                named = schema["type"]
                kinds &= set([named] if isinstance(named, str) else named)
        if len(kinds) < len(_KINDS):
            simple = sorted(kinds - {"object", "array"}) if depth > _DEEP else []
            return self._random.choice(simple or sorted(kinds)) if kinds else None
        for kind, keywords in _KEYWORDS.items():
            if any(keyword in schema for schema, _ in parts for keyword in keywords):
                return kind
        return None

    def _object(self, parts: Parts, depth: int) -> dict[str, Json]:
        declared: dict[str, list[tuple[Json, Any]]] = {}
        for schema, resolver in parts:
            for name, inner in schema.get("properties", {}).items():
                declared.setdefault(name, []).append((inner, resolver))
        needed = {name for schema, _ in parts for name in schema.get("required", ())}
        share = 0.6 if depth < 3 else 0.15
        chosen = [
            name
            for name in {**declared, **dict.fromkeys(sorted(needed))}
            if name in needed or self._chance(share)
        ]
        chosen += self._depending(parts, chosen)
        found = {
            name: self._value(declared.get(name) or self._additional(parts), depth + 1) for name in chosen
        }
        return found | self._extras(parts, found, depth)

    def _depending(self, parts: Parts, chosen: Sequence[str]) -> list[str]:
        rules = [rule for schema, _ in parts for rule in schema.get("dependencies", {}).items()]
        return [name for key, names in rules if key in chosen and isinstance(names, list) for name in names]

    def _additional(self, parts: Parts) -> Parts:
        return [
            (schema["additionalProperties"], resolver)
            for schema, resolver in parts
            if isinstance(schema.get("additionalProperties"), dict)
        ]

    def _extras(self, parts: Parts, found: Mapping[str, Json], depth: int) -> dict[str, Json]:
        extras: dict[str, Json] = {}
        closed = any(schema.get("additionalProperties") is False for schema, _ in parts)
        for schema, resolver in parts:
            for pattern, inner in schema.get("patternProperties", {}).items():
                if self._chance(0.6):
                    extras[self._matching(pattern)] = self._value([(inner, resolver)], depth + 1)
        fewest = max([schema.get("minProperties", 0) for schema, _ in parts], default=0)
        wanted = max(fewest - len(found) - len(extras), 1 if self._chance(0.25) else 0)
        if not closed and depth < _DEEP:
            for number in range(min(wanted, 20)):
                extras[f"{self._key()}{number}"] = self._value(self._additional(parts), depth + 1)
        return {name: value for name, value in extras.items() if name not in found}

    def _array(self, parts: Parts, depth: int) -> list[Json]:
        fewest = max([schema.get("minItems", 0) for schema, _ in parts], default=0)
        most = min([schema["maxItems"] for schema, _ in parts if "maxItems" in schema], default=fewest + 3)
        count = fewest if depth > _DEEP else self._random.randint(fewest, max(fewest, min(most, fewest + 3)))
        found = [self._value(self._item(parts, index), depth + 1) for index in range(min(int(count), 200))]
        contained = [(schema["contains"], resolver) for schema, resolver in parts if "contains" in schema]
        return [*found, self._value(contained, depth + 1)] if contained else found

    def _item(self, parts: Parts, index: int) -> Parts:
        found: list[tuple[Json, Any]] = []
        for schema, resolver in parts:
            items = schema.get("items", True)
            if isinstance(items, list):
                items = items[index] if index < len(items) else schema.get("additionalItems", True)
            found.append((items, resolver))
        return found

    def _text(self, parts: Parts) -> str:
        for schema, _ in parts:
            if "pattern" in schema:
                return self._matching(schema["pattern"])
        for schema, _ in parts:
            if schema.get("format") in _FORMATS:
                return self._random.choice(_FORMATS[schema["format"]])
        fewest = max([schema.get("minLength", 0) for schema, _ in parts], default=0)
        most = min([schema["maxLength"] for schema, _ in parts if "maxLength" in schema], default=None)
        text = self._random.choice(_TEXTS)
        return (text + "m" * max(0, int(fewest) - len(text)))[: None if most is None else int(most)]

    def _number(self, parts: Parts, *, whole: bool) -> int | float:
        low = max(
            [
                float(schema[key])
                for schema, _ in parts
                for key in ("minimum", "exclusiveMinimum")
                if key in schema
            ],
            default=None,
        )
        high = min(
            [
                float(schema[key])
                for schema, _ in parts
                for key in ("maximum", "exclusiveMaximum")
                if key in schema
            ],
            default=None,
        )
        start = low if low is not None else (high if high is not None and high < 0 else 0.0)
        end = high if high is not None else start + 1000
        step = next((schema["multipleOf"] for schema, _ in parts if schema.get("multipleOf")), None)
        drawn = self._random.choice([start, end, self._random.uniform(start, max(start, end)), start + 1])
        if step is not None:
            multiple: int | float = round(drawn / step) * step
            return multiple
        return round(drawn) if whole else round(drawn, 3)

    def _matching(self, pattern: str) -> str:
        """A text that a pattern finds; only what its syntax tree says plainly is followed."""
        try:
            return self._tokens(parser.parse(pattern))
        except (re.error, ValueError, RecursionError, OverflowError):
            return "a"

    def _tokens(self, tokens: Any) -> str:
        return "".join(self._token(str(name), operand) for name, operand in tokens)

    def _token(self, name: str, operand: Any) -> str:
        match name:
            case "LITERAL":
                return chr(operand)
            case "NOT_LITERAL" | "ANY":
                return "b"
            case "IN":
                return self._member(operand)
            case "MAX_REPEAT" | "MIN_REPEAT":
                low, high, inner = operand
                times = self._random.randint(low, min(int(high), low + 2))
                return "".join(self._tokens(inner) for _ in range(times))
            case "SUBPATTERN":
                return self._tokens(operand[-1])
            case "BRANCH":
                return self._tokens(self._random.choice(operand[1]))
            case _:
                return ""

    def _member(self, members: Any) -> str:
        name, operand = self._random.choice(members)
        match str(name):
            case "LITERAL":
                return chr(operand)
            case "RANGE":
                return chr(self._random.randint(*operand))
            case "CATEGORY":
                return {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " "}.get(str(operand), "w")
            case _:
                return "~"
