"""Makes values that the schemas of one document accept, the least first, each proven by the judge."""

import json
from collections.abc import Iterator

from eventwright.api import JsonType, SchemaKey
from eventwright.diff.document import Document
from eventwright.diff.judging import Judge
from eventwright.diff.shapes import Joined, Shape
from eventwright.diff.shapes.normal import Shapes
from eventwright.diff.shapes.samples import Samples
from eventwright.diff.shapes.shape import Part
from eventwright.json_value import Json

FREE: tuple[Json, ...] = (0, "", [], {}, None, 0.5, True, False, 1, "a", ["a"], {"a": 1})
"""Values of every type, for what may be anything, the shortest first."""


class Sampler:
    """Makes values of one document's schemas. The same schemas have the same values, in every run."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.shapes = Shapes(document.api)
        self.judge = Judge(document.api)
        self._samples = Samples(self.shapes)
        self._valid: dict[frozenset[SchemaKey], tuple[Json, ...]] = {}

    def shape(self, schemas: Joined) -> Shape:
        return self.shapes.of(schemas)

    def valid(self, schemas: Joined) -> tuple[Json, ...]:
        """Return some values that schemas accept together, the shortest first."""
        key = self.shapes.key(schemas)
        if key not in self._valid:
            found = [each for each in self.likely(schemas) if self.judge.accepts(schemas, each)]
            self._valid[key] = tuple(sorted(found, key=length))
        return self._valid[key]

    def likely(self, schemas: Joined) -> Iterator[Json]:
        """Yield values that may be valid, those of every type that is allowed."""
        yield from self._samples.of(schemas)
        shape = self.shape(schemas)
        for kind in JsonType if shape.values is None else ():
            if kind in shape.types:
                yield from self._samples.of_type(shape, kind)

    def objects(self, schemas: Joined) -> Iterator[dict[str, Json]]:
        """Yield objects that may be valid: what is required by the schema alone, then all that are valid."""
        shape = self.shape(schemas)
        for each in (*self._samples.of_type(shape, JsonType.OBJECT), *self.valid(schemas)):
            if isinstance(each, dict):
                yield each

    def arrays(self, schemas: Joined) -> Iterator[list[Json]]:
        """Yield arrays that may be valid."""
        shape = self.shape(schemas)
        for each in (*self._samples.of_type(shape, JsonType.ARRAY), *self.valid(schemas)):
            if isinstance(each, list):
                yield each

    def part(self, part: Part | None) -> tuple[Json, ...]:
        """Return values of a part, of one that is free those of every type."""
        return FREE if part is None else self.valid(part.schemas)


def length(value: Json) -> tuple[int, str]:
    """Return what puts values in order: the length of their text, then the text."""
    text = json.dumps(value)
    return len(text), text
