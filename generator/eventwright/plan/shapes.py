"""From schemas to types: which classes and enums there are, what their fields hold, what must be checked."""

from eventwright.api import (
    Api,
    BooleanSchema,
    JsonType,
    KeywordSchema,
    Property,
    Reference,
    Schema,
    SchemaKey,
)
from eventwright.json_value import Json
from eventwright.options import Constraints, DecodeOptions, Enums, Models, Unknown
from eventwright.plan.circles import circular_schemas
from eventwright.plan.discriminators import Tags, tags_of
from eventwright.plan.kinds import FORMATS, SCALARS, distinct_types, implied_types, implying
from eventwright.plan.merge import merged
from eventwright.plan.shaped import EnumShape, FieldShape, ObjectShape, UnionShape
from eventwright.plan.straight import is_straight
from eventwright.plan.types import (
    AnyType,
    Branch,
    CheckedType,
    ClassType,
    EnumType,
    ListType,
    MapType,
    NeverType,
    Scalar,
    ScalarType,
    TupleType,
    Type,
    UnionType,
    WrappedType,
    extent,
)
from eventwright.plan.values import constant, enum_scalar, fitting, kinds_of_values
from eventwright.plan.wrappers import inside, loose_unions, only_wrapper, tag_in, tag_of

# How deep lists, maps and unions may be nested in one another: Python reads annotations of depth 90 or so.
_DEEPEST = 40
# How many types one may be written with that stands in another: each could name the next one twice.
_LARGEST = 500


class Shapes:
    """Finds the type of each schema it is asked for; what they need beside is in the three tables."""

    def __init__(self, api: Api, decode: DecodeOptions, models: Models = Models.DATACLASS) -> None:
        self._api = api
        self._decode = decode
        self.models = models
        self._named: dict[SchemaKey, Type] = {}
        self._inline: dict[tuple[SchemaKey, bool], Type] = {}
        self._circular = circular_schemas(api)
        self._circles = 0
        self._depth = 0
        self._guarded: set[SchemaKey] = set()
        self._waiting: dict[SchemaKey, KeywordSchema] = {}
        self.objects: dict[SchemaKey, ObjectShape] = {}
        self.enums: dict[SchemaKey, EnumShape] = {}
        self.sources: dict[SchemaKey, KeywordSchema] = {}
        self.implied: dict[SchemaKey, tuple[JsonType, ...]] = {}
        self.unions: dict[SchemaKey, UnionShape] = {}
        self.checked: dict[SchemaKey, KeywordSchema | BooleanSchema] = {}
        self.loose: set[SchemaKey] = set()

    def type_of(self, schema: Schema) -> Type:
        """Return the type of a schema; the classes it mentions are shaped by `finish`."""
        key = schema.target if isinstance(schema, Reference) else schema.key
        # What is referred to is one type, also where it stands itself: a union has one reader.
        return self._target(key) if key in self._api.schemas else self._shaped(schema)

    def _shaped(self, schema: Schema) -> Type:
        if self._depth == _DEEPEST:
            return CheckedType(AnyType(), self.check(schema))
        self._depth += 1
        found = self._written(schema)
        self._depth -= 1
        if self._depth and extent(found) > _LARGEST:
            return CheckedType(AnyType(), self.check(schema))
        return found

    def _written(self, schema: Schema) -> Type:
        match schema:
            case BooleanSchema(allows):
                return AnyType() if allows else NeverType()
            case Reference(target):
                return self._target(target)
            case KeywordSchema():
                # By allOf a branch of a union can be reached in as many ways as there are paths to its owner.
                key = schema.key, bool(self._circles)
                if key not in self._inline:
                    self._inline[key] = self._keywords(schema)
                return self._inline[key]

    def finish(self) -> None:
        """Shape all classes that were mentioned, and those that they mention."""
        while self._waiting:
            key = next(iter(self._waiting))
            self.objects[key] = self._object(self._waiting.pop(key))

    def check(self, schema: Schema) -> SchemaKey:
        """Have the checker know a schema, and return the key it is known by."""
        key = schema.target if isinstance(schema, Reference) else schema.key
        self.checked[key] = self._api.schema(schema)
        return key

    def _target(self, key: SchemaKey) -> Type:
        if key in self._circular and self._circles:
            # From inside a circle all that leads into one is any value, so that no order matters.
            return CheckedType(AnyType(), self.check(self._api.schemas[key]))
        if key not in self._named:
            self._circles += key in self._circular
            self._named[key] = self._shaped(self._api.schemas[key])
            self._circles -= key in self._circular
        return self._named[key]

    def _keywords(self, schema: KeywordSchema) -> Type:
        self.sources[schema.key] = schema
        flat = merged(self._api, schema)
        inner = self._structure(flat)
        if isinstance(inner, NeverType) or is_straight(schema, inner):
            return inner
        key = self.check(schema)
        self._guarded.add(key)
        # A class has its check in its own decoder, so that it holds wherever the class is decoded from.
        return inner if isinstance(inner, ClassType) and inner.key == key else CheckedType(inner, key)

    def _structure(self, flat: KeywordSchema) -> Type:
        if flat.constant is not None and flat.enum != ():
            return constant(flat.constant.value)
        if flat.enum is not None:
            return self._enum(flat, flat.enum)
        branches = flat.combination.one_of or flat.combination.any_of
        tags = tags_of(self._api, flat)
        if branches and (not flat.object.properties or (tags is not None and tags.circular)):
            return self._union(flat, branches, tags)
        return self._by_type(flat)

    def _by_type(self, flat: KeywordSchema) -> Type:
        if flat.types:
            return self._by_kind(flat, distinct_types(flat.types))
        implied = implied_types(flat)
        if not implied:
            return AnyType()
        if self._decode.exact:
            # By Draft-07 a schema that only speaks of objects lets every other value pass. An integer is told
            # from other numbers by its value alone.
            kinds = tuple(kind for kind in implied if kind is not JsonType.INTEGER)
            return self._by_kind(flat, kinds, Branch(AnyType(), flat.key))
        keys = (flat.key, *implying(self._api, self.sources[flat.key]))
        self.implied |= dict.fromkeys(keys, implied)
        return self._by_kind(flat, implied)

    def _by_kind(self, flat: KeywordSchema, types: tuple[JsonType, ...], *rest: Branch) -> Type:
        branches = (*(Branch(self._single(flat, kind), flat.key) for kind in types), *rest)
        if len(branches) == 1:
            return branches[0].type
        return self._one_of_several(UnionType(flat.key, branches, by_kind=True), flat)

    def _single(self, flat: KeywordSchema, kind: JsonType) -> Type:
        match kind:
            case JsonType.OBJECT:
                return self._object_type(flat)
            case JsonType.ARRAY:
                return self._array_type(flat)
            case JsonType.STRING:
                scalar = self._text(flat.text.format or "")
                return self._known(flat, scalar) or ScalarType(scalar)
            case _:
                return self._known(flat, SCALARS[kind]) or ScalarType(SCALARS[kind])

    def _text(self, written: str) -> Scalar:
        """What text of this format becomes; in a dict that is as it came, text."""
        return Scalar.TEXT if self.models is Models.TYPEDDICT else FORMATS.get(written, Scalar.TEXT)

    def _known(self, flat: KeywordSchema, scalar: Scalar) -> Type | None:
        """The always open enum of the values that a schema knows, where they are of this kind."""
        values = tuple(value for value in flat.known if value is not None)
        if enum_scalar(values) is not scalar:
            return None
        return self._enum_class(flat, scalar, values, is_open=True)

    def _enum_class(
        self, flat: KeywordSchema, scalar: Scalar, values: tuple[Json, ...], *, is_open: bool
    ) -> EnumType:
        shape = EnumShape(flat.key, flat, scalar, values)  # type: ignore[arg-type]  # all of the scalar's type
        self.enums.setdefault(flat.key, shape)
        # msgspec decodes no union of an enum class and text; a dict that is as it came holds no members.
        plain = self.models is Models.TYPEDDICT or (self.models is Models.MSGSPEC and is_open)
        return EnumType(flat.key, scalar, is_open, flat.extensible or flat.enum is None, plain)

    def _object_type(self, flat: KeywordSchema) -> Type:
        rules = flat.object
        if not rules.properties:
            return MapType(self._undeclared(flat))
        if flat.key not in self.objects:
            self._waiting.setdefault(flat.key, flat)
        return ClassType(flat.key)

    def _undeclared(self, flat: KeywordSchema) -> Type:
        """The one type of all values under undeclared keys; NeverType where there may be none."""
        rules = flat.object
        if rules.additional is None:
            return AnyType()
        found = dict.fromkeys(self.type_of(item.schema) for item in rules.patterns)
        beside = self.type_of(rules.additional)
        forbidding = self._decode.unknown is Unknown.FORBID or rules.wrapper
        if isinstance(beside, NeverType) and not forbidding:
            beside = AnyType()
        if not found or not isinstance(beside, NeverType):
            found[beside] = None
        return next(iter(found)) if len(found) == 1 else AnyType()

    def _array_type(self, flat: KeywordSchema) -> Type:
        rules = flat.array
        if rules.items is not None:
            return ListType(self.type_of(rules.items))
        if rules.prefix is None:
            return ListType(AnyType())
        size = len(rules.prefix)
        closed = rules.max_items == size or (isinstance(rules.rest, BooleanSchema) and not rules.rest.allows)
        counted = self._decode.constraints is Constraints.ON
        as_it_came = self.models is Models.TYPEDDICT
        if size and counted and closed and not as_it_came and (rules.min_items or 0) >= size:
            return TupleType(tuple(self.type_of(item) for item in rules.prefix))
        return ListType(AnyType())

    def _enum(self, flat: KeywordSchema, written: tuple[Json, ...]) -> Type:
        values = fitting(written, flat.types)
        wanted = tuple(value for value in values if value is not None)
        is_open = flat.extensible or self._decode.enums is Enums.OPEN
        scalar = enum_scalar(wanted)
        if scalar is None:
            members = kinds_of_values(values, is_open=is_open)
        else:
            member = self._enum_class(flat, scalar, wanted, is_open=is_open)
            members = (member,) if len(wanted) == len(values) else (member, ScalarType(Scalar.NULL))
        if len(members) == 1:
            return members[0]
        if not members:
            return NeverType()
        branches = tuple(Branch(member, flat.key) for member in members)
        return self._one_of_several(UnionType(flat.key, branches, by_kind=True), flat)

    def _union(self, flat: KeywordSchema, branches: tuple[Schema, ...], tags: Tags | None) -> Type:
        # Only dataclasses know how to write the wrapper again.
        wrapper = only_wrapper(branches) if self.models is Models.DATACLASS else None
        parts = tuple(Branch(self._branch(branch, wrapper, flat), self.check(branch)) for branch in branches)
        if len(parts) == 1:
            return parts[0].type
        exclusive = bool(flat.combination.one_of)
        if tags is not None:
            self.checked[flat.key] = self.sources[flat.key]
        named = "" if tags is None else flat.key
        return self._one_of_several(UnionType(flat.key, parts, exclusive=exclusive, tags=named), flat)

    def _branch(self, schema: Schema, wrapper: KeywordSchema | None, union: KeywordSchema) -> Type:
        if wrapper is None or schema is not wrapper:
            return self.type_of(schema)
        return WrappedType(tag_of(wrapper), self.type_of(inside(wrapper)), union.key in self.loose)

    def _one_of_several(self, union: UnionType, flat: KeywordSchema) -> UnionType:
        self.unions[flat.key] = UnionShape(flat, union)
        return union

    def _object(self, flat: KeywordSchema) -> ObjectShape:
        if not self._decode.exact and self.models is Models.DATACLASS:
            self.loose |= loose_unions(flat)
        fields = tuple(self._field(flat, declared) for declared in flat.object.properties)
        extras = self._undeclared(flat)
        taken = None if isinstance(extras, NeverType) else extras
        return ObjectShape(flat.key, flat, fields, taken, guarded=flat.key in self._guarded)

    def _field(self, owner: KeywordSchema, declared: Property) -> FieldShape:
        schema = declared.schema
        wanted = self.type_of(schema)
        return FieldShape(
            declared.name,
            wanted,
            declared.name in owner.object.required,
            schema,
            tag_in(schema) if schema.key in self.loose else "",
            self._told_of(schema, wanted),
        )

    def _told_of(self, schema: Schema, wanted: Type) -> KeywordSchema | None:
        target = self._api.schema(schema)
        inner = wanted.type if isinstance(wanted, CheckedType) else wanted
        if isinstance(target, BooleanSchema) or (
            isinstance(schema, Reference) and isinstance(inner, ClassType | EnumType)
        ):
            return None
        return target
