"""Changes of the values that `enum` and `const` list, and of the default."""

from collections.abc import Iterator, Mapping, Sequence

from eventwright.api import JsonType, KeywordSchema
from eventwright.diff.change import Severity
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Below, Pair
from eventwright.diff.schemas.types import apart
from eventwright.diff.shapes import Shape, Spot
from eventwright.diff.shapes.settling import allows
from eventwright.diff.shapes.shape import Value
from eventwright.diff.shapes.values import value_text
from eventwright.json_types import is_of
from eventwright.json_value import Json


def compare_values(pair: Pair) -> Iterator[Finding | Below]:
    """`const` is an enum of one value here."""
    if apart(pair):
        return
    old, new = _values(pair.old), _values(pair.new)
    if old is None or new is None or (pair.old.values is None and pair.new.values is None):
        yield from _listed(pair)
        return
    removed = [value for value in old if value not in new]
    added = [value for value in new if value not in old]
    if len(old) == len(new) == 1 and removed:
        yield _replaced(pair, "const-changed", removed[0], added[0])
    elif len(removed) == len(added) == 1:
        yield _replaced(pair, "enum-value-renamed", removed[0], added[0])
    else:
        yield from _changed(pair, removed, added)


def _values(shape: Shape) -> tuple[Value, ...] | None:
    """The values that are listed, or all there are of types with so few."""
    if shape.values is not None or not shape.types <= _FEW.keys():
        return shape.values
    spot = shape.typed or Spot(shape.schemas[0].key if shape.schemas else "")
    return tuple(
        Value(value, value_text(value), spot) for kind in sorted(shape.types) for value in _FEW[kind]
    )


_FEW: Mapping[JsonType, tuple[Json, ...]] = {JsonType.NULL: (None,), JsonType.BOOLEAN: (False, True)}


def one_listed(pair: Pair) -> bool:
    """Whether just one side lists all its values."""
    closed = [shape.values is not None and not shape.open for shape in (pair.old, pair.new)]
    return closed[0] != closed[1] and (pair.old.values is None or pair.new.values is None)


def compare_defaults(pair: Pair) -> Iterator[Finding | Below]:
    old, new = default_of(pair.old), default_of(pair.new)
    if old == new:
        return
    if old is None or new is None:
        rule = "default-added" if old is None else "default-removed"
    else:
        rule = "default-changed"
    texts = ["none" if each is None else each.text for each in (old, new)]
    yield pair.found(
        rule,
        f"the default {texts[0]} became {texts[1]}",
        old=old,
        new=new,
    )


def default_of(shape: Shape) -> Value | None:
    """Return what the outermost schema with a default says that an absent value means."""
    for schema in shape.schemas:
        if isinstance(schema, KeywordSchema) and schema.annotations.default is not None:
            value = schema.annotations.default.value
            return Value(value, value_text(value), Spot(schema.key, ("default",)))
    return None


def _listed(pair: Pair) -> Iterator[Finding]:
    old, new = pair.old, pair.new
    if new.values is not None:
        rule = "const-added" if _constant(new) else "enum-introduced"
        severity = Severity.DANGEROUS if new.open else None
        message = f"only {_texts(new.values)} may come"
        refused = Severity.BREAKING if _refused(old, new) else None
        yield pair.found(rule, message, new=new.listed, sender=severity, receiver=refused)
    elif old.values is not None:
        rule = "const-removed" if _constant(old) else "enum-dropped"
        severity = Severity.DANGEROUS if old.open else None
        message = f"other values than {_texts(old.values)} may come"
        refused = Severity.BREAKING if _refused(new, old) else None
        yield pair.found(rule, message, old=old.listed, receiver=severity, sender=refused)


def _refused(shape: Shape, listed: Shape) -> bool:
    """Whether the other side lists a value of a common type that the keywords for it do not let pass."""
    if listed.open or shape.values is not None:
        return False
    values = (value.value for value in listed.values or () if is_of(value.value, shape.types))
    return any(not allows(shape, value) for value in values)


def _constant(shape: Shape) -> bool:
    return shape.listed is not None and shape.listed.tokens[-1:] == ("const",)


def _replaced(pair: Pair, rule: str, old: Value, new: Value) -> Finding:
    # Of an open enum other values are valid all along.
    severity = Severity.DANGEROUS if pair.old.open and pair.new.open else None
    return pair.found(
        rule,
        f"the value {old.text} became {new.text}",
        old=old,
        new=new,
        detail=f"{old.text} {new.text}",
        receiver=severity,
        sender=severity,
    )


def _changed(pair: Pair, removed: Sequence[Value], added: Sequence[Value]) -> Iterator[Finding]:
    old, new = pair.old, pair.new
    for value in removed:
        null = value.value is None and len(removed) == 1 and not added
        yield pair.found(
            "nullable-removed" if null else "enum-value-removed",
            "null may no longer come" if null else f"the value {value.text} was removed",
            old=value.spot,
            new=None if null else new.listed,
            detail=value.text,
            sender=Severity.DANGEROUS if new.open else None,
        )
    for value in added:
        null = value.value is None and len(added) == 1 and not removed
        yield pair.found(
            "nullable-added" if null else "enum-value-added",
            "null may come" if null else f"the value {value.text} was added",
            old=None if null else old.listed,
            new=value.spot,
            detail=value.text,
            receiver=Severity.DANGEROUS if old.open else None,
        )


def _texts(values: Sequence[Value]) -> str:
    return ", ".join(value.text for value in values) or "nothing"
