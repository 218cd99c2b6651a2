"""The classes of objects as source: what another generator decided, in the planned names, with docstrings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventwright.code import (
    Code,
    Part,
    code,
    collection,
    docstring,
    indented,
    join,
    lines,
    literal,
    parenthesized,
    union,
)
from eventwright.names import HARD_KEYWORDS, Identifier, identifier
from eventwright.options import Models, Unknown
from eventwright.plan.model_kinds.annotations import Names, members
from eventwright.plan.model_kinds.reading import UnexpectedError, WrittenClass, WrittenField, names_in
from eventwright.plan.model_kinds.stand_ins import Given, field_stand_in, is_open
from eventwright.plan.models import schema_docstring
from eventwright.plan.remarks import field_text
from eventwright.plan.scope import Scope
from eventwright.plan.shaped import FieldShape, ObjectShape, forbids_others

_BODY = 4
_REFUSED_BY_MSGSPEC = re.compile(r'[\\"\x00-\x1f]')
_UNSET = code("msgspec.UNSET")
_UNSET_TYPE = code("msgspec.UnsetType")


@dataclass(frozen=True, slots=True)
class Planned:
    """An object and the names of its fields, by their keys."""

    shape: ObjectShape
    names: Mapping[str, Identifier]


def class_source(planned: Planned, written: WrittenClass, names: Names, given: Given) -> Code:
    """Return the class of one object; raises UnexpectedError where another generator left something out."""
    # Type checkers look for the types in a TypedDict outside of it.
    in_class = given.models is not Models.TYPEDDICT
    scope = given.scope.beside(planned.names.values()) if in_class else given.scope
    fields = [(shape, _written_field(written, number)) for number, shape in enumerate(planned.shape.fields)]
    if len(written.fields) != len(fields):
        raise UnexpectedError(None, "other fields than those that were asked for")
    match given.models:
        case Models.PYDANTIC:
            return _pydantic(
                planned, written, [_Field(*each, names, scope, planned) for each in fields], given
            )
        case Models.MSGSPEC:
            return _msgspec(planned, [_Field(*each, names, scope, planned) for each in fields], given)
        case Models.TYPEDDICT:
            return _typed_dict(planned, [_Field(*each, names, scope, planned) for each in fields], given)
        case Models.DATACLASS:
            raise AssertionError("dataclasses are written by plan.models")


def _written_field(written: WrittenClass, number: int) -> WrittenField:
    found = written.fields.get(field_stand_in(number))
    if found is None:
        raise UnexpectedError(None, f"no field {number}")
    return found


@dataclass(frozen=True, slots=True)
class _Field:
    """One field: as planned, and as another generator wrote it."""

    shape: FieldShape
    written: WrittenField
    names: Names
    scope: Scope
    owner: Planned

    @property
    def name(self) -> Identifier:
        return self.owner.names[self.shape.wire]

    @property
    def renamed(self) -> bool:
        return self.name != self.shape.wire

    def members(self) -> list[Code]:
        return members(self.written.annotation, self.names, self.scope)

    def docstring(self) -> Iterator[Code]:
        text = field_text(self.shape.schema, self.shape.told_of)
        if text.strip():
            yield docstring(text, _BODY)

    def bounds(self) -> list[Code]:
        return [_argument(name, bound) for name, bound in self.written.bounds]


def _argument(name: str, value: str | int | float) -> Code:
    return code("{name}={value}", name=identifier(name), value=literal(value))


def _pydantic(planned: Planned, written: WrittenClass, fields: Sequence[_Field], given: Given) -> Code:
    name = given.scope.class_of(planned.shape.key)
    extra = "forbid" if written.forbids else "ignore" if given.decode.unknown is Unknown.IGNORE else ""
    settings = (
        [code("model_config = pydantic.ConfigDict({extra})", extra=_argument("extra", extra)), code("")]
        if extra
        else []
    )
    body = [line for each in fields for line in (_pydantic_field(each), *each.docstring())]
    return lines(
        [
            code("class {name}(WireObject):", name=name),
            indented(
                lines([schema_docstring(planned.shape.schema, "An object"), code(""), *settings, *body])
            ),
        ]
    )


def _pydantic_field(each: _Field) -> Code:
    annotation = union([*each.members(), *([] if each.shape.required else [code("None")])])
    told = [
        *([_argument("validation_alias", each.shape.wire)] if each.renamed else []),
        *([_argument("serialization_alias", each.shape.wire)] if each.renamed else []),
        *([_argument("union_mode", "left_to_right")] if is_open(each.shape.type) else []),
        *each.bounds(),
    ]
    default = [] if each.shape.required else [code("default=None")]
    value: Code | None = None if each.shape.required else code("None")
    if told:
        value = _call(code("pydantic.Field("), [*default, *told])
    return _declaration(each.name, annotation, value)


def _msgspec(planned: Planned, fields: Sequence[_Field], given: Given) -> Code:
    name = given.scope.class_of(planned.shape.key)
    forbids = forbids_others(planned.shape, given.decode)
    options = code(", forbid_unknown_fields=True") if forbids else code("")
    body = [line for each in fields for line in (_msgspec_field(each), *each.docstring())]
    return lines(
        [
            code("class {name}(WireObject, kw_only=True{options}):", name=name, options=options),
            indented(lines([schema_docstring(planned.shape.schema, "An object"), code(""), *body])),
        ]
    )


def _msgspec_field(each: _Field) -> Code:
    found = each.members()
    if each.written.bounds:
        meta = _call(code("msgspec.Meta("), each.bounds())
        found[0] = code("Annotated[{bounded}, {meta}]", bounded=found[0], meta=meta)
    default = [] if each.shape.required else [code("default={unset}", unset=_UNSET)]
    value: Code | None = None if each.shape.required else _UNSET
    if each.renamed and can_rename(each.shape.wire):
        value = _call(code("msgspec.field("), [_argument("name", each.shape.wire), *default])
    annotation = union([*found, *([] if each.shape.required else [_UNSET_TYPE])])
    return _declaration(each.name, annotation, value)


def can_rename(wire: str) -> bool:
    """Whether msgspec lets a field have this name on the wire."""
    return _REFUSED_BY_MSGSPEC.search(wire) is None


def _declaration(name: Identifier, annotation: Code, value: Code | None) -> Code:
    if value is None:
        laid_out = parenthesized(annotation, _BODY, len(name) + len(": "))
        return code("{name}: {annotation}", name=name, annotation=laid_out)
    return code("{name}: {annotation} = {value}", name=name, annotation=annotation, value=value)


def _call(opening: Code, arguments: Sequence[Part]) -> Code:
    return code("{opening}{arguments})", opening=opening, arguments=join(", ", arguments))


def _typed_dict(planned: Planned, fields: Sequence[_Field], given: Given) -> Code:
    name = given.scope.class_of(planned.shape.key)
    text = schema_docstring(planned.shape.schema, "An object")
    if all(_is_attribute(each.shape.wire) for each in fields):
        body = [line for each in fields for line in (_typed_key(each), *each.docstring())]
        opening = code("class {name}(TypedDict):", name=name)
        return lines([opening, indented(lines([text, code(""), *body]))])
    entries = [
        code("{key}: {annotation}", key=literal(each.shape.wire), annotation=_typed(each, quoted=True))
        for each in fields
    ]
    table = collection("{", entries, "}", _BODY)
    call = collection("TypedDict(", [literal(name), table], ")", 0, len(name) + len(" = "))
    return lines([code("{name} = {call}", name=name, call=call), text])


def _is_attribute(wire: str) -> bool:
    """Whether a key can be written as an attribute: no keyword, and no name that a class body mangles."""
    return wire.isidentifier() and wire.isascii() and wire not in HARD_KEYWORDS and not wire.startswith("_")


def _typed_key(each: _Field) -> Code:
    return code("{name}: {annotation}", name=identifier(each.shape.wire), annotation=_typed(each))


def _typed(each: _Field, *, quoted: bool = False) -> Code:
    annotation = union(each.members())
    if quoted and names_in(each.written.annotation) & each.names.later:
        annotation = code("{text}", text=literal(annotation))
    return annotation if each.shape.required else code("NotRequired[{inner}]", inner=annotation)
