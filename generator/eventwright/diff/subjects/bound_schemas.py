"""Schemas inside bindings: two of them as schemas, though the document is read without them."""

import json

from eventwright.diff.document import Document
from eventwright.diff.finding import Effect
from eventwright.diff.same import Unchanged
from eventwright.diff.schemas.comparer import SchemaComparer
from eventwright.documents import MemoryDocuments
from eventwright.json_value import Json
from eventwright.load import inspect_document
from eventwright.problems import Level

_NAME = "binding.json"
_POINTER = "#/components/schemas/bound"


def schema_effects(old: Json, new: Json) -> tuple[Effect, ...] | None:
    """Return what each change of a schema does, nothing for equal ones; None where that is open.

    References have to be taken in already; what leads back to itself is left open.
    """
    before, after = _alone(old), _alone(new)
    if before is None or after is None:
        return None
    comparer = SchemaComparer(before, after, Unchanged(before, after))
    found = comparer.findings((before.api.schemas[_POINTER],), (after.api.schemas[_POINTER],))
    return tuple(Effect(finding.receiver, finding.sender) for finding in found)


def _alone(schema: Json) -> Document | None:
    """A document with nothing but the schema; None where that is none, or refers to what is not in it."""
    if not isinstance(schema, dict | bool) or '"$ref"' in json.dumps(schema):
        return None
    text = {
        "asyncapi": "2.6.0",
        "info": {"title": "", "version": ""},
        "channels": {},
        "components": {"schemas": {"bound": schema}},
    }
    loaded = inspect_document(MemoryDocuments({_NAME: json.dumps(text).encode()}), _NAME)
    sound = all(problem.level is not Level.ERROR for problem in loaded.problems)
    return Document(loaded.api, loaded.resolved) if sound and _POINTER in loaded.api.schemas else None
