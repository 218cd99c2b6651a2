"""jsonschema as the judge of a document's schemas, which it reads on its own; nothing of ours is asked."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import yaml
from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.exceptions import SchemaError
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT7
from tests.corpus.documents import Document
from tests.corpus.probe import Place

Json = Any
_ROOT = "http://corpus.invalid/"
_JSON_SCHEMA_FORMATS = ("application/vnd.aai.asyncapi", "application/schema+")
_DATA_FILES = (".yaml", ".yml", ".json")


class _CoreLoader(yaml.CSafeLoader):
    """YAML 1.2 by its core schema, in which dates, `off` and `12:30` are texts."""


_CoreLoader.yaml_implicit_resolvers = {}

_CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF")
)
_CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""]
)
_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+\Z"), list("-+0123456789"))
_CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"),
    list("-+0123456789."),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A schema of a document with where it stands and what the references inside of it are relative to."""

    place: Place
    schema: Json
    resolver: Any


class Schemas:
    """The schemas of a document as JSON Schema has them."""

    def __init__(self, document: Document) -> None:
        self._entry = document.entry
        self._contents = dict(_contents(document))
        resources = [
            (_ROOT + quote(name), Resource.from_contents(contents, default_specification=DRAFT7))
            for name, contents in self._contents.items()
        ]
        self.registry: Registry[Any] = Registry().with_resources(resources)

    def found(self) -> Iterator[Found]:
        """Yield each payload, header and component schema that the judge can judge."""
        root = self._contents.get(self._entry)
        resolver = self.registry.resolver(_ROOT + quote(self._entry))
        for place, schema in _places(root):
            found = Found(place, schema, resolver)
            if _is_judged(found):
                yield found

    def validator(self, found: Found, kind: type[Any], formats: FormatChecker) -> Any:
        """The judge of a schema, by its place in the document."""
        reference = f"{_ROOT}{quote(self._entry)}#{quote(found.place.pointer.removeprefix('#'), safe='/~')}"
        return kind({"$ref": reference}, registry=self.registry, format_checker=formats)


def closure(found: Found) -> list[Json]:
    """The schema, and every one that it refers to."""
    seen: dict[int, Json] = {}
    waiting = [(found.schema, found.resolver)]
    while waiting:
        schema, resolver = waiting.pop()
        if id(schema) in seen:
            continue
        seen[id(schema)] = schema
        for reference in _references(schema):
            target = resolver.lookup(reference)
            waiting.append((target.contents, target.resolver))
    return list(seen.values())


def _is_judged(found: Found) -> bool:
    try:
        for schema in closure(found):
            Draft7Validator.check_schema(schema)
    except (SchemaError, Unresolvable, AttributeError, TypeError, RecursionError):
        return False
    return True


def _contents(document: Document) -> Iterator[tuple[str, Json]]:
    for path in sorted(document.folder.rglob("*")):
        if path.suffix in _DATA_FILES:
            try:
                yield str(path.relative_to(document.folder)), yaml.load(path.read_bytes(), _CoreLoader)
            except (yaml.YAMLError, ValueError):
                continue  # what cannot be read is not judged; the count of schemas tells


def _places(root: Json) -> Iterator[tuple[Place, Json]]:
    components = _mapping(root, "components")
    for name, schema in _mapping(components, "schemas").items():
        yield Place(_pointer("components", "schemas", name)), schema
    for name, message in _mapping(components, "messages").items():
        yield from _of_message(message, ("components", "messages", name))
    for address, channel in _mapping(root, "channels").items():
        for action in ("publish", "subscribe"):
            message = _mapping(_mapping(channel, action), "message")
            at = ("channels", address, action, "message")
            yield from _of_message(message, at)
            branches = message.get("oneOf")
            for index, branch in enumerate(branches if isinstance(branches, list) else ()):
                yield from _of_message(branch, (*at, "oneOf", str(index)))


def _of_message(message: Json, at: tuple[str, ...]) -> Iterator[tuple[Place, Json]]:
    if not isinstance(message, dict):
        return
    format_ = message.get("schemaFormat")
    if format_ is not None and not str(format_).startswith(_JSON_SCHEMA_FORMATS):
        return
    if "payload" in message:
        yield Place(_pointer(*at, "payload"), format_), message["payload"]
    if "headers" in message:
        yield Place(_pointer(*at, "headers")), message["headers"]


def _mapping(value: Json, key: str) -> Mapping[str, Json]:
    inner = value.get(key) if isinstance(value, dict) else None
    return {str(name): each for name, each in inner.items()} if isinstance(inner, dict) else {}


def _pointer(*tokens: str) -> str:
    return "#" + "".join("/" + token.replace("~", "~0").replace("/", "~1") for token in tokens)


def _references(schema: Json) -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from _references(each)
    elif isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
            return
        for key, each in schema.items():
            if key not in ("enum", "const", "default", "example", "examples"):
                yield from _references(each)


def _multiple_of(validator: Any, operand: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "number") and Decimal(str(instance)) % Decimal(str(operand)):
        yield ValidationError("not a multiple")


def _pattern(validator: Any, operand: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "string") and not _matches(operand, instance):
        yield ValidationError("no match")


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.search(re.sub(r"(?<!\\)\$", r"\\Z", pattern), text) is not None
    except re.error:
        return True


def _unique(validator: Any, operand: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if operand and validator.is_type(instance, "array"):
        texts = [_canonical(item) for item in instance]
        if len(set(texts)) < len(texts):
            yield ValidationError("not unique")


def _canonical(value: Json) -> str:
    """A text that is the same for values that are equal in JSON."""
    if isinstance(value, dict):
        return repr({key: _canonical(value[key]) for key in sorted(value)})
    if isinstance(value, list):
        return repr(list(map(_canonical, value)))
    whole = isinstance(value, float) and value.is_integer()
    return repr(int(value)) if whole else repr(value)


def _properties(validator: Any, operand: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if "type" not in schema and not validator.is_type(instance, "object"):
        yield ValidationError("no object")
    yield from Draft7Validator.VALIDATORS["properties"](validator, operand, instance, schema)


def _items(validator: Any, operand: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    alone = not {"type", "properties"} & schema.keys()
    if alone and not validator.is_type(instance, "array"):
        yield ValidationError("no array")
    yield from Draft7Validator.VALIDATORS["items"](validator, operand, instance, schema)


_UUID = re.compile("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_DURATION = re.compile(
    r"P(?!\Z)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)"
)


def _is_base64(value: str) -> bool:
    try:
        base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _texts(holds: Any) -> Any:
    return lambda value: not isinstance(value, str) or holds(value)


def _integers(bits: int) -> Any:
    def holds(value: object) -> bool:
        return isinstance(value, bool) or not isinstance(value, int) or -(2**bits) <= value < 2**bits

    return holds


def _beyond_the_first_plane(check: Any) -> Any:
    """RFC 3987 allows characters that the judge's grammar lacks; one that it knows stands for them."""
    return lambda value: check(
        re.sub(r"[\U00010000-\U0010fffd]", "ä", value) if isinstance(value, str) else value
    )


def _without_line_feed(check: Any) -> Any:
    return lambda value: not (isinstance(value, str) and value.endswith("\n")) and check(value)


PLAIN = Draft7Validator
PLAIN_FORMATS = Draft7Validator.FORMAT_CHECKER
# What docs/decisions/strictness.md lists as differences, written a second time.
LISTED: type[Any] = extend(  # type: ignore[no-untyped-call]  # the stubs leave its types out
    Draft7Validator, {"multipleOf": _multiple_of, "pattern": _pattern, "uniqueItems": _unique}
)
LISTED_FORMATS = FormatChecker(())
LISTED_FORMATS.checkers = {
    **{
        name: (_without_line_feed(check), errors)
        for name, (check, errors) in Draft7Validator.FORMAT_CHECKER.checkers.items()
    },
    "uuid": (_texts(lambda value: _UUID.fullmatch(value) is not None), ()),
    "duration": (_texts(lambda value: _DURATION.fullmatch(value) is not None), ()),
    "byte": (_texts(_is_base64), ()),
    **{
        name: (_beyond_the_first_plane(Draft7Validator.FORMAT_CHECKER.checkers[name][0]), (ValueError,))
        for name in ("iri", "iri-reference")
    },
    "int32": (_integers(31), ()),
    "int64": (_integers(63), ()),
}
# What lenient decoding reads into a schema that names no type.
IMPLIED: type[Any] = extend(  # type: ignore[no-untyped-call]  # the stubs leave its types out
    LISTED, {"properties": _properties, "items": _items}
)
