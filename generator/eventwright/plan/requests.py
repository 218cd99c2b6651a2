"""Which channels of a receiver take queries and forms, and how these are read, as source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventwright.api import Api, Message, Operation
from eventwright.code import Code, Part, code, collection, literal
from eventwright.names import Identifier
from eventwright.options import PackageOptions
from eventwright.plan.bodies import BodyKind, body_kind, content_type, media_type
from eventwright.plan.forms import FormTables, Wanted
from eventwright.plan.messages import payload_type
from eventwright.plan.routes import Use
from eventwright.plan.shapes import Shapes
from eventwright.plan.types import AnyType, json_kinds

FORM = "application/x-www-form-urlencoded"
BODILESS = ("GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "CONNECT")


@dataclass(frozen=True, slots=True)
class Readers:
    """The reader of each channel that needs one, by address, and the tables that these name."""

    by_address: Mapping[str, Code]
    tables: Code | None


def is_form(api: Api, message: Message, shapes: Shapes) -> bool:
    """Whether the bodies of a message are forms that a receiver reads."""
    kind = body_kind(api, message, shapes)
    return kind is BodyKind.OTHER and media_type(content_type(api, message)) == FORM


def has_readers(api: Api, options: PackageOptions, shapes: Shapes, uses: Sequence[Use]) -> bool:
    """Whether a package reads queries or forms."""
    return options.receiver is not None and any(_needs_reader(api, use, shapes) for use in uses)


def readers(
    api: Api,
    options: PackageOptions,
    shapes: Shapes,
    uses: Sequence[Use],
    messages: Mapping[str, Identifier],
) -> Readers:
    """Plan how queries and forms are read."""
    plan = _Plan(api, options, shapes, messages, FormTables(api, shapes.objects))
    found = {use.channel.address: plan.reader(use) for use in uses if _needs_reader(api, use, shapes)}
    tables = [
        code("{name}: {fields}", name=literal(name), fields=fields)
        for name, fields in plan.tables.tables.items()
    ]
    beside = len("_FORMS: Final[Mapping[str, Fields]] = ")
    return Readers(found, collection("{", tables, "}", 0, beside) if found else None)


@dataclass(frozen=True, slots=True)
class _Plan:
    api: Api
    options: PackageOptions
    shapes: Shapes
    messages: Mapping[str, Identifier]
    tables: FormTables

    def reader(self, use: Use) -> Code:
        parts: list[Part] = [code("tables=_FORMS")]
        bodiless = _is_bodiless(self.api, use, self.shapes)
        keys = [
            key
            for key in use.operation.messages
            if bodiless or is_form(self.api, self.api.messages[key], self.shapes)
        ]
        if keys:
            types = tuple(payload_type(self.api.messages[key], self.shapes) for key in keys)
            parts.append(code("any={form}", form=self.tables.form(Wanted(types), 16, len("any=,"))))
        if len(keys) > 1:
            own = [
                code("messages.{cls}: {form}", cls=self.messages[key], form=self._own(key)) for key in keys
            ]
            parts.append(code("messages={own}", own=collection("{", own, "}", 16, len("messages=,"))))
        if bodiless:
            parts.append(code("bodiless=True"))
        if use.operation.query is not None:
            parts.append(self._query(use.operation))
        return collection("Forms(", parts, ")", 12, len("reader=,"))

    def _own(self, key: str) -> Code:
        beside = len("messages.: ,") + len(self.messages[key])
        wanted = Wanted((payload_type(self.api.messages[key], self.shapes),))
        return self.tables.form(wanted, 20, beside)

    def _query(self, operation: Operation) -> Code:
        assert operation.query is not None
        # Nobody is given its classes, so that the package has none.
        own = Shapes(self.api, self.options.decode, self.options.models)
        wanted = Wanted((own.type_of(operation.query),))
        own.finish()
        self.tables.objects.update({**own.objects, **self.shapes.objects})
        parts: list[Part] = [
            code("form={form}", form=self.tables.form(wanted, 20, len("form=,"))),
            code("schema={key}", key=literal(self.shapes.check(operation.query))),
            code("checker=CHECKER"),
        ]
        return code("query={query}", query=collection("Query(", parts, ")", 16, len("query=,")))


def _needs_reader(api: Api, use: Use, shapes: Shapes) -> bool:
    return (
        use.operation.query is not None
        or _is_bodiless(api, use, shapes)
        or any(is_form(api, api.messages[key], shapes) for key in use.operation.messages)
    )


def _is_bodiless(api: Api, use: Use, shapes: Shapes) -> bool:
    """Whether the query is the payload: nothing else can carry an object without a body."""
    if _method(use.operation) not in BODILESS:
        return False
    found = [api.messages[key] for key in use.operation.messages]
    return all(
        body_kind(api, each, shapes) is not BodyKind.BYTES
        and (
            isinstance(payload_type(each, shapes), AnyType)
            or "dict" in json_kinds(payload_type(each, shapes))
        )
        for each in found
    )


def _method(operation: Operation) -> str:
    for name in ("http", "https"):
        binding = operation.bindings.get(name)
        method = binding.get("method") if isinstance(binding, dict) else None
        if isinstance(method, str) and method:
            return method.upper()
    return "POST"
