"""Random AsyncAPI 2.x documents for tests, most of them valid; asserts nothing about them."""

from typing import Any

from hypothesis import strategies as st
from tests.values import ANYTHING, FRACTIONS

Json = Any
Documents = st.SearchStrategy[Json]

PLAIN = st.sampled_from(["id", "name", "type", "status", "createdAt", "items", "kind", "price", "tags"])
ODD = st.sampled_from(
    [
        *(
            "a.b",
            "a b",
            "a-b",
            "a_b",
            "aB",
            "1st",
            "",
            "$ref",
            "@type",
            "from",
            "class",
            "None",
            "self",
            "e",
            "E",
        ),
        *("extras", "from_dict", "to_dict", "_wire", "__init__", "ﬁle", "file", "date", "datetime", "object"),
        *(
            "x/y",
            "x~y",
            "a%41",
            "\r\n",
            '"""',
            "\\",
            "{{ x }}",
            "\U0001f600",
            "ünïcödé",
            "Any",
            "Literal",
            "print",
        ),
    ]
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = PLAIN | PLAIN | ODD | ANY_TEXT
TEXTS = st.sampled_from(["", "Some text.", "Two\n\nparagraphs.", 'a """ b', "end \\"]) | ANY_TEXT
KEYS = st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True) | st.sampled_from(
    ["Order", "order", "object", "Type", "None", "Any", "Literal", "date", "Handlers", "Order-1", "Order.1"]
)
FORMATS = st.sampled_from(
    ["date-time", "date", "time", "uuid", "email", "uri", "ipv4", "regex", "int32", "byte", "duration", "odd"]
)
PATTERNS = st.sampled_from(["^a", "[0-9]+$", "^(a|b)*c$", "", "\\d{2}", "(?=a)", "\\p{L}", "(", "[", "^x-"])
TYPES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])
COUNTS = st.integers(0, 3)
SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | FRACTIONS | NAMES


def some(optional: dict[str, st.SearchStrategy[Json]], most: int = 4) -> Documents:
    """A mapping with a few of these keys."""
    chosen = st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=most)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: optional[name] for name in names}))


def joined(*parts: Documents) -> Documents:
    return st.tuples(*parts).map(lambda found: {key: item for part in found for key, item in part.items()})


def reference(*tokens: str) -> Json:
    written = "/".join(token.replace("~", "~0").replace("/", "~1") for token in tokens)
    return {"$ref": f"#/{written}"}


ANNOTATIONS = some(
    {
        "title": TEXTS,
        "description": TEXTS,
        "default": ANYTHING,
        "examples": st.lists(ANYTHING, max_size=2),
        "deprecated": st.booleans(),
        "readOnly": st.booleans(),
        "x-note": ANYTHING,
    },
    2,
)
LEAVES = st.one_of(
    st.booleans(),
    st.just({}),
    joined(st.fixed_dictionaries({"type": TYPES}), ANNOTATIONS),
    st.fixed_dictionaries({"type": st.lists(TYPES, min_size=1, max_size=3, unique=True)}),
    st.fixed_dictionaries({"const": ANYTHING}),
    st.fixed_dictionaries({"enum": st.lists(SCALARS, min_size=1, max_size=5)}),
    joined(
        st.fixed_dictionaries({"type": st.just("string"), "enum": st.lists(NAMES, min_size=1, max_size=6)}),
        some({"x-extensible-enum": st.just(True), "default": NAMES}),
    ),
    st.fixed_dictionaries(
        {"type": st.just("integer"), "enum": st.lists(st.integers(), min_size=1, max_size=4)}
    ),
    joined(
        st.fixed_dictionaries({"type": st.just("string")}),
        some({"format": FORMATS, "pattern": PATTERNS, "minLength": COUNTS, "maxLength": COUNTS}),
    ),
    joined(
        st.fixed_dictionaries({"type": st.sampled_from(["integer", "number"])}),
        some(
            {
                "minimum": st.integers(-5, 5) | FRACTIONS,
                "maximum": st.integers(-5, 5),
                "exclusiveMinimum": st.integers(-5, 5),
                "exclusiveMaximum": st.integers(-5, 5),
                "multipleOf": st.sampled_from([1, 2, 0.5, 0.01]),
            }
        ),
    ),
)


def schemas(named: list[str]) -> Documents:
    """Schemas of the whole language, which may refer to the named ones, and so to themselves."""
    references = st.sampled_from(named).map(lambda name: reference("components", "schemas", name))
    return st.recursive(LEAVES | references, _around, max_leaves=6)


def _around(inner: Documents) -> Documents:
    properties = st.dictionaries(NAMES, inner, max_size=4)
    branches = st.lists(inner, min_size=1, max_size=3)
    objects = some(
        {
            "properties": properties,
            "required": st.lists(NAMES, max_size=2, unique=True),
            "additionalProperties": inner,
            "patternProperties": st.dictionaries(PATTERNS, inner, max_size=2),
            "propertyNames": inner,
            "minProperties": COUNTS,
            "maxProperties": COUNTS,
            "dependencies": st.dictionaries(
                NAMES, inner | st.lists(NAMES, max_size=2, unique=True), max_size=2
            ),
            "discriminator": NAMES,
        }
    )
    arrays = some(
        {
            "items": inner | st.lists(inner, min_size=1, max_size=3),
            "additionalItems": inner,
            "contains": inner,
            "uniqueItems": st.booleans(),
            "minItems": COUNTS,
            "maxItems": COUNTS,
        }
    )
    combined = some(
        {
            "allOf": branches,
            "anyOf": branches,
            "oneOf": branches,
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "definitions": st.dictionaries(NAMES, inner, max_size=1),
        },
        2,
    )
    plain = st.fixed_dictionaries({"type": st.just("object"), "properties": properties})
    return st.one_of(
        joined(plain, ANNOTATIONS),
        joined(st.just({"type": "object"}), objects, ANNOTATIONS),
        objects,
        joined(st.just({"type": "array"}), arrays, ANNOTATIONS),
        arrays,
        combined,
        joined(plain, combined),
    )


def messages(schema: Documents) -> Documents:
    headers = st.fixed_dictionaries(
        {"type": st.just("object"), "properties": st.dictionaries(NAMES, LEAVES, max_size=3)}
    )
    parts = {
        "name": NAMES,
        "title": TEXTS,
        "summary": TEXTS,
        "description": TEXTS,
        "messageId": KEYS,
        "contentType": st.sampled_from(["application/json", "text/plain", "application/x-odd", "image/png"]),
        "headers": headers,
        "correlationId": st.just({"location": "$message.payload#/id"}),
        "tags": st.lists(st.fixed_dictionaries({"name": TEXTS}), max_size=1),
        "bindings": st.dictionaries(st.sampled_from(["kafka", "http", "amqp"]), st.just({}), max_size=1),
        "examples": st.lists(st.fixed_dictionaries({"payload": ANYTHING}), max_size=1),
    }
    traits = st.lists(some({name: parts[name] for name in parts if name != "examples"}), max_size=2)
    return joined(
        some({"payload": schema}, 1), some({"payload": schema}, 1), some({**parts, "traits": traits})
    )


@st.composite
def documents(draw: st.DrawFn) -> Json:
    """A document of a few channels; what its references name is there."""
    named = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    schema = schemas(named)
    components = {name: draw(schema) for name in named}
    shared = draw(st.dictionaries(KEYS, messages(schema), max_size=3))
    written = messages(schema)
    if shared:
        written |= st.sampled_from(sorted(shared)).map(lambda key: reference("components", "messages", key))
    addresses = draw(st.lists(draw(st.just(_addresses())), max_size=3, unique=True))
    return {
        "asyncapi": draw(st.sampled_from(["2.0.0", "2.3.0", "2.6.0"])),
        "info": {"title": draw(TEXTS), "version": draw(TEXTS), "description": draw(TEXTS)},
        "channels": {address: draw(_channel(address, written, schema)) for address in addresses},
        "components": {"schemas": components, "messages": shared},
    }


def _addresses() -> st.SearchStrategy[str]:
    part = st.sampled_from(["users", "{id}", "orders", "{from}", "a.b", "{e}", "{E}", "class", "{user-id}"])
    return st.lists(part, min_size=1, max_size=3, unique=True).map("/".join) | NAMES.filter(bool)


def _channel(address: str, message: Documents, schema: Documents) -> Documents:
    names = [part[1:-1] for part in address.split("/") if part.startswith("{") and part.endswith("}")]
    parameter = some({"description": TEXTS, "schema": st.just({"type": "string"}) | schema})
    parameters = st.fixed_dictionaries({name: parameter for name in names})
    several = st.fixed_dictionaries({"oneOf": st.lists(message, min_size=1, max_size=3)})
    operation = some(
        {
            "operationId": KEYS,
            "message": message | several,
            "summary": TEXTS,
            "description": TEXTS,
            "traits": st.lists(some({"summary": TEXTS, "description": TEXTS}), max_size=1),
            "bindings": st.dictionaries(st.sampled_from(["kafka", "http"]), st.just({}), max_size=1),
        }
    )
    held = joined(operation, st.fixed_dictionaries({"message": message | several}))
    return joined(
        some({"publish": held | operation, "subscribe": held | operation, "description": TEXTS}),
        parameters.map(lambda found: {"parameters": found} if found else {}),
    )
