"""A trial of one small document, and proof that a trial notices what is wrong."""

from pathlib import Path
from typing import Any

import pytest
from tests.conformance.cases import cases_of
from tests.conformance.drawing import Drawing
from tests.conformance.judge import Schemas
from tests.conformance.trial import Tally, Trial, tried
from tests.corpus.documents import Document

SPEC = """
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels: {}
components:
  schemas:
    Order:
      type: object
      required: [id, total]
      properties:
        id: {type: string, format: uuid}
        total: {type: number, minimum: 0, multipleOf: 0.01}
        at: {type: string, format: date-time}
        lines: {type: array, maxItems: 3, items: {$ref: '#/components/schemas/Line'}}
      additionalProperties: false
    Line:
      oneOf:
        - {type: string, pattern: '^[a-c]{2,4}$'}
        - type: object
          required: [sku]
          properties: {sku: {enum: [a, b]}, within: {$ref: '#/components/schemas/Line'}}
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "a.yaml").write_text(SPEC)
    return Document(id="0000", kind="real", folder=tmp_path, entry="a.yaml", verdict=None)


def test_decoders_and_judge_agree(document: Document) -> None:
    (case,) = cases_of([document], 300)
    total = tried(case)
    assert total.disagreements == () and total.unmade == ()
    assert total.values >= 300 and min(total.accepted, total.refused) > 50
    # 19.99 is a multiple of 0.01 for us, and the judge says no.
    assert total.listed > 0


def test_the_same_seed_draws_the_same_values(document: Document) -> None:
    found = next(iter(Schemas(document).found()))
    first, second = (Drawing("a") for _ in range(2))
    assert [first.valid(found) for _ in range(20)] == [second.valid(found) for _ in range(20)]


class RefusedError(Exception):
    problems = ("a problem",)


class Accepting:
    """Takes every value and forgets it."""

    DecodeError = RefusedError

    @classmethod
    def decode(cls, value: Any) -> "Accepting":
        return cls()

    def encode(self) -> object:
        return "forgotten"


class Refusing(Accepting):
    """Takes no value."""

    @classmethod
    def decode(cls, value: Any) -> "Accepting":
        raise RefusedError


@pytest.mark.parametrize(
    ("strict", "lenient", "told"),
    [
        (Accepting, Accepting, "strict accepts, the judge does not"),
        (Accepting, Accepting, "strict gives back 'forgotten'"),
        (Refusing, Accepting, "strict refuses, the judge does not"),
        (Accepting, Refusing, "lenient refuses what strict accepts"),
    ],
)
def test_a_decoder_that_is_wrong_is_found(
    document: Document, strict: type[Accepting], lenient: type[Accepting], told: str
) -> None:
    schemas = Schemas(document)
    (case,) = cases_of([document], 40)
    found = next(iter(schemas.found()))
    modes = {"strict": strict, "lenient": lenient}
    total: Tally = Trial(case, schemas, found, modes, modes).all()
    assert told in "".join(total.disagreements)
