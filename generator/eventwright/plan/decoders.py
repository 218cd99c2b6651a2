"""Generated decoding: straight-line statements for the fields of a class, expressions for what is inside."""

from typing import assert_never

from eventwright.code import Code, Part, code, indented, join, lines, literal
from eventwright.plan.scope import Scope
from eventwright.plan.types import (
    AnyType,
    Branch,
    CheckedType,
    ClassType,
    ConstantType,
    EnumType,
    ListType,
    LiteralType,
    MapType,
    NeverType,
    Scalar,
    ScalarType,
    TupleType,
    Type,
    UnionType,
    WrappedType,
    but_null,
    json_kinds,
    told_apart_by_kind,
)

_RAISE = code("    raise Mismatch")

# The functions of the run-time that decode one scalar, by what they return.
_READERS = {
    Scalar.BOOLEAN: code("boolean"),
    Scalar.INTEGER: code("integer"),
    Scalar.NUMBER: code("number"),
    Scalar.TEXT: code("text"),
    Scalar.DATETIME: code("read_datetime"),
    Scalar.DATE: code("read_date"),
    Scalar.TIME: code("read_time"),
}


_KINDS = {
    "NoneType": code("NoneType"),
    "bool": code("bool"),
    "int": code("int"),
    "float": code("float"),
    "str": code("str"),
    "list": code("list"),
    "dict": code("dict"),
}


def optional_statements(field: Type, scope: Scope) -> Code:
    """Return the lines that decode `item`, or count it as missing where it is None; they raise Mismatch."""
    wanted = but_null(field)
    test = _text_test(wanted, scope)
    if test is not None:
        return lines(
            [
                code("if type(item) is str:"),
                indented(test),
                code("elif item is None:"),
                code("    missing += 1"),
                code("else:"),
                _RAISE,
            ]
        )
    plain = _plain_kind(wanted)
    if plain is not None:
        return lines(
            [
                code("if type(item) is not {kind}:", kind=plain),
                code("    if item is not None:"),
                indented(_RAISE),
                code("    missing += 1"),
            ]
        )
    decoded = _assigned(wanted, scope)
    if not decoded:
        return lines([code("if item is None:"), code("    missing += 1")])
    return lines([code("if item is None:"), code("    missing += 1"), code("else:"), indented(decoded)])


def required_statements(wanted: Type, scope: Scope) -> list[Code]:
    """Return the lines that decode `item`, which is None only where None is a value; they raise Mismatch."""
    present = but_null(wanted)
    if present is not wanted and not isinstance(wanted, CheckedType):
        return nullable_statements(wanted, scope)
    test = _text_test(wanted, scope)
    if test is not None:
        return [code("if type(item) is not str:"), _RAISE, test]
    plain = _plain_kind(wanted)
    if plain is not None:
        return [code("if type(item) is not {kind}:", kind=plain), _RAISE]
    decoded = _assigned(wanted, scope)
    return [decoded] if decoded else []


def nullable_statements(wanted: Type, scope: Scope) -> list[Code]:
    """Return the lines for a value that may also be None; one test alone is joined with that for None."""
    present = but_null(wanted)
    plain = _plain_kind(present)
    if plain is not None:
        return [code("if item is not None and type(item) is not {kind}:", kind=plain), _RAISE]
    match present:
        case ScalarType(Scalar.INTEGER | Scalar.NUMBER as scalar):
            read = code("    item = {reader}(item)", reader=_READERS[scalar])
            return [code("if item is not None and type(item) is not int:"), read]
        case _:
            decoded = required_statements(present, scope)
            return [code("if item is not None:"), *map(indented, decoded)] if decoded else []


def _text_test(wanted: Type, scope: Scope) -> Code | None:
    """How a text becomes the value, for the types that are written as text."""
    match wanted:
        case EnumType(plain=True):
            return None
        case EnumType(key, Scalar.TEXT, True):
            return code("item = {table}.get(item, item)", table=scope.table(key))
        case EnumType(key, Scalar.TEXT):
            return code("item = closed({table}, item)", table=scope.table(key))
        case ScalarType(Scalar.DATETIME | Scalar.DATE | Scalar.TIME as scalar):
            return code("item = {reader}(item)", reader=_READERS[scalar])
        case _:
            return None


def _plain_kind(wanted: Type) -> Code | None:
    """The Python type of a value that is kept as it was parsed."""
    match wanted:
        case ScalarType(Scalar.TEXT) | EnumType(scalar=Scalar.TEXT, plain=True):
            return code("str")
        case ScalarType(Scalar.BOOLEAN):
            return code("bool")
        case _:
            return None


def _assigned(wanted: Type, scope: Scope) -> Code:
    match wanted:
        case AnyType():
            return code("")
        case NeverType():
            return code("raise Mismatch")
        case ConstantType(value):
            return code("item = same(item, {value})", value=literal(value))
        case ScalarType(Scalar.INTEGER | Scalar.NUMBER as scalar):
            read = code("    item = {reader}(item)", reader=_READERS[scalar])
            return lines([code("if type(item) is not int:"), read])
        case CheckedType(inner, key):
            require = code("CHECKER.require({key}, item)", key=literal(key))
            return lines([require, *required_statements(inner, scope)])
        case ClassType(key):
            return code("item = {filled}", filled=scope.filled(key, code("item")))
        case _:
            return code("item = {value}", value=expression(wanted, code("item"), scope))


def expression(wanted: Type, item: Part, scope: Scope) -> Code:  # noqa: C901, PLR0912  # one case a type
    """Return an expression that decodes the expression `item`; it raises Mismatch where that does not fit."""
    match wanted:
        case AnyType():
            return code("{item}", item=item)
        case NeverType():
            return code("never({item})", item=item)
        case ScalarType(Scalar.DATETIME | Scalar.DATE | Scalar.TIME as scalar):
            return code("{reader}(text({item}))", reader=_READERS[scalar], item=item)
        case ScalarType(Scalar.NULL):
            return code("exactly({item}, None)", item=item)
        case ScalarType(scalar):
            return code("{reader}({item})", reader=_READERS[scalar], item=item)
        case ConstantType(value):
            return code("exactly({item}, {value})", item=item, value=literal(value))
        case LiteralType(values):
            choices = [literal(value) for value in values]
            return code("one_of({item}, ({choices}))", item=item, choices=join(", ", choices))
        case WrappedType(tag, inner, loose):
            step = code("unwrapped_or_plain") if loose else code("unwrapped")
            value = code("{step}({item}, {tag})", step=step, item=item, tag=literal(tag))
            return expression(inner, value, scope)
        case EnumType(_, scalar, plain=True):
            return expression(ScalarType(scalar), item, scope)
        case EnumType(key, scalar, is_open):
            look_up = code("opened") if is_open else code("closed")
            value = expression(ScalarType(scalar), item, scope)
            return code("{look_up}({table}, {value})", look_up=look_up, table=scope.table(key), value=value)
        case ClassType(key):
            return scope.filled(key, item)
        case ListType(AnyType()):
            return code("array({item})", item=item)
        case ListType(inner):
            return code("[{element} for entry in array({item})]", element=_entry(inner, scope), item=item)
        case TupleType(items):
            return _tuple(items, item, scope)
        case MapType(inner):
            return _map(inner, item, scope)
        case UnionType(key):
            return code("{reader}({item})", reader=scope.reader(key), item=item)
        case CheckedType(inner, key):
            checked = code("CHECKER.require({key}, {item})", key=literal(key), item=item)
            return expression(inner, checked, scope)
        case _:
            assert_never(wanted)


def union_body(union: UnionType, scope: Scope) -> Code:
    """Return the body of the function that decodes `item` as one of several."""
    if told_apart_by_kind(union):
        return _by_kind(union, scope)
    keys = [literal(branch.key) for branch in union.branches]
    flag = code("True") if union.exclusive else code("False")
    tags = code(", tags={key}", key=literal(union.tags)) if union.tags else code("")
    choice = code(
        "CHECKER.choose(({keys}), item, exclusive={flag}{tags})", keys=join(", ", keys), flag=flag, tags=tags
    )
    cases = [
        lines(
            [
                code("if branch == {number}:", number=literal(number)),
                *(indented(line) for line in _returned(branch.type, scope)),
            ]
        )
        for number, branch in enumerate(union.branches)
    ]
    return lines([code("branch = {choice}", choice=choice), *cases, code("raise Mismatch")])


def _entry(inner: Type, scope: Scope) -> Code:
    return expression(inner, code("entry"), scope)


def _map(inner: Type, item: Part, scope: Scope) -> Code:
    if isinstance(inner, AnyType):
        return code("mapping({item})", item=item)
    value = _entry(inner, scope)
    return code("{{key: {value} for key, entry in mapping({item}).items()}}", value=value, item=item)


def _tuple(items: tuple[Type, ...], item: Part, scope: Scope) -> Code:
    entries = [
        expression(each, code("entry[{index}]", index=literal(index)), scope)
        for index, each in enumerate(items)
    ]
    comma = code(",") if len(entries) == 1 else code("")
    size = literal(len(entries))
    return code(
        "next(({entries}{comma}) for entry in fixed({item}, {size}))",
        entries=join(", ", entries),
        comma=comma,
        item=item,
        size=size,
    )


def _by_kind(union: UnionType, scope: Scope) -> Code:
    branches = [branch for branch in union.branches if json_kinds(branch.type)]
    if union.by_kind and isinstance(branches[-1].type, AnyType):
        cases = [_kind_branch(branch, scope) for branch in branches[:-1]]
        return lines([code("kind = kind_of(item)"), *cases, code("return item")])
    cases = [_kind_branch(branch, scope) for branch in branches]
    return lines([*([code("kind = kind_of(item)")] if cases else []), *cases, code("raise Mismatch")])


def _kind_branch(branch: Branch, scope: Scope) -> Code:
    tests = [code("kind is {kind}", kind=_KINDS[kind]) for kind in sorted(json_kinds(branch.type))]
    return lines(
        [
            code("if {test}:", test=join(" or ", tests)),
            *(indented(line) for line in _returned(branch.type, scope)),
        ]
    )


def _returned(wanted: Type, scope: Scope) -> list[Code]:
    """The lines that end a function with the decoded `item`, a step a line."""
    match wanted:
        case CheckedType(inner, key):
            require = code("CHECKER.require({key}, item)", key=literal(key))
            return [require, *_returned(inner, scope)]
        case WrappedType(tag, inner, loose):
            step = code("unwrapped_or_plain") if loose else code("unwrapped")
            taken = code("item = {step}(item, {tag})", step=step, tag=literal(tag))
            return [taken, *_returned(inner, scope)]
        case _:
            return [code("return {value}", value=expression(wanted, code("item"), scope))]
