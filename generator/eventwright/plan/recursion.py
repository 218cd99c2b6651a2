"""Which classes can be nested without end, so that their decoders must mind the depth of a value."""

from collections.abc import Mapping

from eventwright.api import SchemaKey
from eventwright.plan.endless import endless
from eventwright.plan.shaped import ObjectShape, types_of
from eventwright.plan.types import ClassType, within


def recursive_classes(objects: Mapping[SchemaKey, ObjectShape]) -> frozenset[SchemaKey]:
    """Return the classes that contain themselves, and those that contain such a class."""
    return endless({key: tuple(_mentioned_in(shape)) for key, shape in objects.items()})


def _mentioned_in(shape: ObjectShape) -> list[SchemaKey]:
    found = (each for wanted in types_of(shape) for each in within(wanted))
    return [each.key for each in found if isinstance(each, ClassType)]
