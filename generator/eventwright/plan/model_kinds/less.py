"""What a kind of models cannot do with a document although dataclasses can, a line each; tests measure it."""

from collections.abc import Iterator

from eventwright.options import Models, Unknown
from eventwright.plan.model_kinds.source import can_rename
from eventwright.plan.model_kinds.stand_ins import Given
from eventwright.plan.shaped import types_of
from eventwright.plan.types import UnionType, told_apart_by_kind, within
from eventwright.plan.wrappers import loose_unions
from eventwright.problems import Place, Problem
from eventwright.rules import finding


def kept_less(given: Given) -> Iterator[Problem]:
    """Yield a warning for each promise that does not hold."""
    if given.models is Models.DATACLASS:
        return
    if given.models is Models.TYPEDDICT and given.decode.unknown is Unknown.IGNORE:
        yield _warning(
            given, "keep the keys that the document does not declare, also with unknown = 'ignore'"
        )
    wires = (field.wire for each in given.shapes.objects.values() for field in each.fields)
    if given.models is Models.MSGSPEC and not all(map(can_rename, wires)):
        yield _warning(
            given, "have no keys with quotes, backslashes or control characters in msgspec's own JSON"
        )
    unread = _not_read_by_msgspec(given)
    if given.models is Models.MSGSPEC and unread:
        more = f" and {len(unread) - 1} more" if len(unread) > 1 else ""
        yield _warning(
            given, f"with a union of several objects, {unread[0]}{more}, are read by from_json alone"
        )
    if not given.decode.exact and any(loose_unions(each.schema) for each in given.shapes.objects.values()):
        yield _warning(
            given, "take a value of an Avro union in its wrapper alone, and write no null for a field not set"
        )


def _not_read_by_msgspec(given: Given) -> list[str]:
    """The classes with a field that msgspec's own decoders refuse: of a union they tell one of each kind."""
    return [
        str(given.scope.class_of(key))
        for key, shape in given.shapes.objects.items()
        if any(
            isinstance(each, UnionType) and not told_apart_by_kind(each)
            for wanted in types_of(shape)
            for each in within(wanted)
        )
    ]


def _warning(given: Given, what: str) -> Problem:
    message = f"{given.models.value} models {what}"
    return finding("models-keep-less", message, Place(given.api.document))
