"""Dataclasses and enums: declarations, and the bodies of their decoders and encoders."""

from collections.abc import Mapping, Sequence

from eventwright.api import KeywordSchema
from eventwright.code import (
    Code,
    Part,
    code,
    collection,
    display,
    docstring,
    indented,
    join,
    lines,
    literal,
    parenthesized,
    union,
)
from eventwright.names import (
    ANNOTATION_RESERVED,
    MEMBER_RESERVED,
    Identifier,
    distinct,
    field_name,
    identifier,
    member_name,
)
from eventwright.names.reserved import FIELD_RESERVED
from eventwright.options import DecodeOptions, Nulls, Unknown
from eventwright.package import EnumClass, EnumMember, Field, ModelClass
from eventwright.plan.decoders import expression, optional_statements, required_statements, union_body
from eventwright.plan.encoders import encoded, encoded_present, is_plain
from eventwright.plan.imports import used_names
from eventwright.plan.memory import (
    dump_memory,
    fill_memory,
    loose_tags,
    memory_constants,
    written_nulls,
)
from eventwright.plan.remarks import field_text, joined, remarks
from eventwright.plan.scope import Scope
from eventwright.plan.shaped import EnumShape, FieldShape, ObjectShape, UnionShape, forbids_others
from eventwright.plan.types import AnyType, NeverType, Scalar, accepts_null, may_refuse_null

_BODY = 4
_ENTRY = code("entry")
_EXTRAS = identifier("extras")
_VALUE = identifier("value")


def enum_class(shape: EnumShape, scope: Scope) -> EnumClass:
    """Plan the class of an enum; members are named by their values."""
    values = {str(value): value for value in shape.values}
    names = distinct(values, lambda wire: member_name(values[wire]), MEMBER_RESERVED)
    return EnumClass(
        name=scope.class_of(shape.key),
        base=code("StrEnum") if shape.scalar is Scalar.TEXT else code("IntEnum"),
        docstring=schema_docstring(shape.schema, "Values"),
        members=tuple(EnumMember(names[wire], literal(value)) for wire, value in values.items()),
        table=scope.table(shape.key),
        look_up=collection(
            "by_value(", [scope.class_of(shape.key)], ")", 0, len(scope.table(shape.key)) + len(": Final = ")
        ),
    )


def model_class(
    shape: ObjectShape, module_scope: Scope, decode: DecodeOptions, *, recursive: bool
) -> ModelClass:
    """Plan the dataclass of an object schema."""
    names = _field_names(shape)
    scope = module_scope.beside(names.values())
    fields = _fields(shape, names, scope)
    return ModelClass(
        name=scope.class_of(shape.key),
        docstring=schema_docstring(shape.schema, "An object"),
        fields=fields,
        extras=_extras(shape, scope),
        remembers_absent=bool(written_nulls(shape)),
        remembers_plain=bool(loose_tags(shape)),
        base=code("RecursiveObject") if recursive else code("WireObject"),
        schema=parenthesized(literal(shape.key), _BODY, len("_schema: ClassVar[str] = ")),
        constants=lines(memory_constants(shape, scope)),
        keys=_keys(shape, names),
        required=_required(shape),
        nullable=_nullable(shape) if decode.nulls is Nulls.STRICT else None,
        fill_body=_fill_body(shape, names, module_scope, decode),
        dump_body=_dump_body(shape, names, module_scope),
        aliases=_aliases(fields, scope),
    )


def model_outline(shape: ObjectShape, module_scope: Scope) -> ModelClass:
    """Return the dataclass without what its methods do, for those who look at names and types alone."""
    names = _field_names(shape)
    scope = module_scope.beside(names.values())
    nothing = code("")
    return ModelClass(
        name=scope.class_of(shape.key),
        docstring=nothing,
        fields=_fields(shape, names, scope),
        extras=_extras(shape, scope),
        remembers_absent=False,
        remembers_plain=False,
        base=nothing,
        schema=nothing,
        constants=nothing,
        keys=nothing,
        required=None,
        nullable=None,
        fill_body=nothing,
        dump_body=nothing,
        aliases=(),
    )


def _field_names(shape: ObjectShape) -> dict[str, Identifier]:
    wires = [field.wire for field in shape.fields]
    if shape.schema.object.wrapper:
        return dict.fromkeys(wires, _VALUE)
    return distinct(wires, field_name, FIELD_RESERVED)


def _fields(shape: ObjectShape, names: Mapping[str, Identifier], scope: Scope) -> tuple[Field, ...]:
    return tuple(_field(field, names[field.wire], scope) for field in shape.fields)


def _aliases(fields: Sequence[Field], scope: Scope) -> tuple[str, ...]:
    """The types of Python's that the class annotates with, although one of its fields has their name."""
    annotations = lines(field.annotation for field in fields)
    named = (name for name in scope.shadowed & ANNOTATION_RESERVED if f"_{name}" in annotations)
    hidden = {identifier(f"_{name}"): name for name in named}
    if not hidden:
        return ()
    return tuple(sorted(hidden[identifier(name)] for name in used_names(annotations, frozenset(hidden))))


def union_reader(shape: UnionShape, scope: Scope) -> Code:
    """Return the function that decodes a union."""
    name, annotation = scope.reader(shape.type.key), scope.annotation(shape.type)
    opening = code("def {name}(item: Any) -> {annotation}:", name=name, annotation=annotation)
    return lines([opening, indented(union_body(shape.type, scope))])


def schema_docstring(schema: KeywordSchema, what: str) -> Code:
    """The title and description of a schema, and where it stands."""
    notes = schema.annotations
    origin = f"From {schema.key}."
    parts = [notes.title, notes.description] if notes.title != notes.description else [notes.title]
    told = [part.strip() for part in parts if part.strip()] or [f"{what} without a description."]
    return docstring(joined([joined(told, list(remarks(schema))), origin], []), _BODY)


def _field(shape: FieldShape, name: Identifier, scope: Scope) -> Field:
    plain = scope.annotation(shape.type)
    if isinstance(shape.type, NeverType) and not shape.required:
        annotation = code("None")
    else:
        annotation = plain if shape.required or plain == code("object") else union([plain, code("None")])
    default = code("") if shape.required else code(" = None")
    declaration = code("{name}: {annotation}{default}", name=name, annotation=annotation, default=default)
    return Field(
        name=name,
        wire=shape.wire,
        annotation=annotation,
        declaration=declaration,
        docstring=_field_docstring(shape),
    )


def _field_docstring(shape: FieldShape) -> Code | None:
    text = field_text(shape.schema, shape.told_of)
    return docstring(text, _BODY) if text.strip() else None


def _extras(shape: ObjectShape, scope: Scope) -> Field:
    value = code("object") if shape.extras is None else scope.annotation(shape.extras)
    annotation = code("dict[str, {value}]", value=value)
    # A class may stand further down in the module, so only a type that is sure to be there is called.
    factory = annotation if value == code("object") else code("lambda: {{}}")
    declaration = code(
        "extras: {annotation} = field(default_factory={factory})", annotation=annotation, factory=factory
    )
    return Field(name=_EXTRAS, wire="", annotation=annotation, declaration=declaration, docstring=None)


def _keys(shape: ObjectShape, names: Mapping[str, Identifier]) -> Code:
    before = len("_keys: ClassVar[Mapping[str, str]] = ")
    return display({field.wire: str(names[field.wire]) for field in shape.fields}, _BODY, before)


def _nullable(shape: ObjectShape) -> Code:
    return _set([field.wire for field in shape.fields if accepts_null(field.type)], "_nullable")


def _required(shape: ObjectShape) -> Code | None:
    required = [field.wire for field in shape.fields if field.required]
    return _set(required, "_required") if required else None


def _set(wires: Sequence[str], name: str) -> Code:
    if not wires:
        return code("frozenset()")
    before = len(name) + len(": ClassVar[frozenset[str]] = ")
    return collection("frozenset(", [display(wires, 8, 1)], ")", _BODY, before)


def _fill_body(shape: ObjectShape, names: dict[str, Identifier], scope: Scope, decode: DecodeOptions) -> Code:
    guard = code("CHECKER.require({key}, value)", key=literal(shape.key))
    blocks = [
        *([guard] if shape.guarded else []),
        code("if type(value) is not dict:"),
        code("    raise Mismatch"),
        # What is left of the copy once the declared keys are taken out is the extras.
        code("extras = value.copy()"),
        *([code("pop = extras.pop")] if shape.fields else []),
        code("missing: int = 0"),
        *([code("item: Any")] if shape.fields else []),
        *(_fill_field(field, names[field.wire], scope, decode) for field in shape.fields),
        *_take_extras(shape, scope, decode),
        _fill_nulls(shape, decode),
        *fill_memory(shape, scope),
        code("return self"),
    ]
    return indented(lines(blocks), 2)


def _fill_field(field: FieldShape, name: Identifier, scope: Scope, decode: DecodeOptions) -> Code:
    key = literal(field.wire)
    store = code("self.{name} = item", name=name)
    take = code("item = pop({key}, None)", key=key)
    if not field.required and decode.nulls is Nulls.STRICT and may_refuse_null(field.type):
        return lines([_judged_null(field, key, scope), store])
    if not field.required:
        return lines([take, optional_statements(field.type, scope), store])
    if accepts_null(field.type):
        # None is a value here, so an absent key needs a test of its own.
        take = lines(
            [
                code("if {key} not in extras:", key=key),
                code("    raise Mismatch"),
                code("item = pop({key})", key=key),
            ]
        )
    return lines([take, *required_statements(field.type, scope), store])


def _judged_null(field: FieldShape, key: Part, scope: Scope) -> Code:
    """An optional field whose null the checker must see: it is told from an absent key by looking."""
    decoded = required_statements(field.type, scope)
    return lines(
        [
            code("item = None"),
            code("if {key} in extras:", key=key),
            indented(lines([code("item = pop({key})", key=key), *decoded])),
            code("if item is None:"),
            code("    missing += 1"),
        ]
    )


def _fill_nulls(shape: ObjectShape, decode: DecodeOptions) -> Code:
    # An explicit null was taken out and is missing all the same.
    all_there = code("len(value) - len(extras) + missing == {count}", count=literal(len(shape.fields)))
    if decode.nulls is not Nulls.STRICT:
        return code("self._wire = None if {all_there} else nulls(value, self._keys)", all_there=all_there)
    return lines(
        [
            code("if {all_there}:", all_there=all_there),
            code("    self._wire = None"),
            code("else:"),
            code("    self._wire = allowed_nulls(value, self._keys, self._nullable)"),
        ]
    )


def _take_extras(shape: ObjectShape, scope: Scope, decode: DecodeOptions) -> list[Code]:
    if forbids_others(shape, decode):
        return [code("if extras:"), code("    raise Mismatch"), code("self.extras = extras")]
    if shape.extras is None or isinstance(shape.extras, AnyType):
        if decode.unknown is Unknown.IGNORE:
            return [code("self.extras = {{}}")]
        # An emptied copy would hold on to the memory of what was in it.
        return [code("self.extras = extras if extras else {{}}")]
    value = expression(shape.extras, _ENTRY, scope)
    return [code("self.extras = {{key: {value} for key, entry in extras.items()}}", value=value)]


def _dump_body(shape: ObjectShape, names: dict[str, Identifier], scope: Scope) -> Code:
    required = [field for field in shape.fields if field.required]
    entries = [
        code(
            "{key}: {value}",
            key=literal(field.wire),
            value=encoded(field.type, _attribute(names[field.wire])),
        )
        for field in required
    ]
    # Whatever could be None is asked for; the checker says the rest.
    blocks = [
        code("value: dict[str, object] = {{{start}}}", start=join(", ", entries)),
        *(_dump_field(field, names[field.wire]) for field in shape.fields if not field.required),
        *dump_memory(shape, scope),
        _finish(shape),
    ]
    return indented(lines(blocks), 2)


def _attribute(name: Identifier) -> Code:
    return code("self.{name}", name=name)


def _dump_field(field: FieldShape, name: Identifier) -> Code:
    return lines(
        [
            code("if self.{name} is not None:", name=name),
            code(
                "    value[{key}] = {value}",
                key=literal(field.wire),
                value=encoded_present(field.type, _attribute(name)),
            ),
        ]
    )


def _finish(shape: ObjectShape) -> Code:
    extras = code("self.extras")
    if shape.extras is not None and not is_plain(shape.extras):
        value = encoded(shape.extras, _ENTRY)
        extras = code("{{key: {value} for key, entry in self.extras.items()}}", value=value)
    return code("return finished(value, {extras}, self._wire, self._keys)", extras=extras)
