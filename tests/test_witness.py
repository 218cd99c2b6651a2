"""datamodel-code-generator as a second witness: the same fields, optionality and enum values, or a reason."""

from pathlib import Path

import pytest
from tests.witness.compare import Comparison, all_compared, differences, quick, table, unlisted
from tests.witness.models import Models, Seen, ours, theirs

# The peer cannot read these of the case packages: they hold what it does not know.
UNREAD = {
    "avro": "Avro schemas",
    "bodies": "payloads of other languages",
    "polymorphism": "string discriminators",
}


@pytest.fixture(scope="module")
def found() -> list[Comparison]:
    return all_compared(quick())


def test_both_say_the_same_of_documents_that_both_can_read(found: list[Comparison]) -> None:
    assert unlisted(found) == []


def test_enough_is_compared(found: list[Comparison]) -> None:
    assert sum(not each.unread for each in found) >= 8
    assert sum(each.fields for each in found) >= 300
    assert sum(each.enums for each in found) >= 5


def test_no_document_of_ours_is_refused_by_us(found: list[Comparison]) -> None:
    assert not [each.name for each in found if each.unread in ("ours", "both")]


def test_documents_that_the_peer_cannot_read_are_known(found: list[Comparison]) -> None:
    unread = {each.name for each in found if each.unread == "theirs" and not each.name.isdigit()}
    assert unread == UNREAD.keys()


def test_each_listed_difference_has_a_reason() -> None:
    for name, reasons in table().items():
        assert reasons, name
        assert all(len(reason.split()) > 3 for reason in reasons.values())


DOCUMENT = """
asyncapi: 2.6.0
info: {title: a, version: '1'}
channels: {}
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string}
        from: {type: integer}
        status: {type: string, enum: [open, closed]}
    Color: {type: string, enum: [red, green]}
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("required: [id]", "required: [from]", ["order: 'from' is required for us alone"]),
        ("from:", "sender:", ["order: only the peer has 'from'", "order: only we have 'sender'"]),
        ("[open, closed]", "[open, shut]", ["order: 'status' has other values"]),
        ("[red, green]", "[red]", ["color: other values"]),
    ],
)
def test_a_difference_would_be_seen(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    (tmp_path / "theirs.yaml").write_text(DOCUMENT)
    (tmp_path / "ours.yaml").write_text(DOCUMENT.replace(old, new))
    peers, same, other = (
        theirs(tmp_path / "theirs.yaml"),
        ours(tmp_path / "theirs.yaml"),
        ours(tmp_path / "ours.yaml"),
    )
    assert peers is not None and same is not None and other is not None
    assert differences(same, peers) == frozenset()
    assert set(said) <= differences(other, peers)


def test_both_sides_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(DOCUMENT)
    status = frozenset(("'open'", "'closed'"))
    expected = Models(
        {"order": {"id": Seen(True, None), "from": Seen(False, None), "status": Seen(False, status)}},
        {"color": frozenset(("'red'", "'green'"))},
    )
    mine, peers = ours(path), theirs(path)
    assert mine == expected
    assert peers is not None and peers.objects == expected.objects
    assert peers.enums.items() >= expected.enums.items()
