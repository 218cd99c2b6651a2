"""What a kind of models cannot do with a document although dataclasses can, a line each; tests measure it."""

from collections.abc import Iterator

from eventwright.options import Models, Unknown
from eventwright.plan.model_kinds.source import can_rename
from eventwright.plan.model_kinds.stand_ins import Given
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
    if not given.decode.exact and any(loose_unions(each.schema) for each in given.shapes.objects.values()):
        yield _warning(given, "take a value of an Avro union in its wrapper alone, also in lenient decoding")


def _warning(given: Given, what: str) -> Problem:
    message = f"{given.models.value} models {what}"
    return finding("models-keep-less", message, Place(given.api.document))
