"""Texts of documents in handlers files: they stay text, in whatever encoding the user's file is."""

import ast

import pytest
import yaml
from tests.hostile import comments, skeleton
from tests.test_handlers_file import SPEC, asked, is_kept
from tests.test_hostile import TEXTS

from eventwright.scaffold.edit import Asked, scaffolded

ODD = 'Grüße, \u540d\u524d \u30bd\u2028 +AG8- ~} \\ \x1b$B \U0001f600 """ # coding: latin-1'
ENCODINGS = ("ascii", "latin-1", "cp1252", "koi8-r", "shift_jis", "gb18030", "euc-jp", "utf-8")
SHIFTING = ("utf-7", "hz", "iso2022_jp")
"""Encodings in which the bytes before decide what a byte means."""


def described(text: str) -> Asked:
    """What is asked for by a document that describes a message so."""
    document = yaml.safe_load(SPEC.read_text(encoding="utf-8"))
    document["channels"]["orders"]["publish"]["message"]["oneOf"][0]["description"] = text
    return asked(yaml.safe_dump(document).encode())


def mine(encoding: str) -> str:
    return f"# coding: {encoding}\nfrom orders import Handlers\n\n\nclass Shop(Handlers):\n    x = 1\n"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_file_in_any_encoding_keeps_its_bytes_and_means_what_is_written(encoding: str) -> None:
    before = mine(encoding).encode(encoding)
    after = scaffolded(before, described(ODD)).after
    assert after is not None
    assert is_kept(before, after)
    plain = scaffolded(mine("utf-8").encode(), described(ODD)).after
    assert plain is not None
    assert ast.dump(ast.parse(after)) == ast.dump(ast.parse(plain))
    assert "Grüße" in ast.dump(ast.parse(after))


@pytest.mark.parametrize("encoding", SHIFTING)
def test_a_file_whose_encoding_shifts_is_added_to_or_left_alone(encoding: str) -> None:
    before = mine(encoding).encode(encoding)
    found = scaffolded(before, described(ODD))
    assert found.after is not None
    assert is_kept(before, found.after)
    assert found.changed is (found.exit_code == 0)
    if found.changed:
        assert "Grüße" in ast.dump(ast.parse(found.after))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "shift_jis"])
def test_no_text_of_a_document_is_more_than_text(text: str, encoding: str) -> None:
    def made(words: str) -> str:
        after = scaffolded(mine(encoding).encode(encoding), described(words)).after
        assert after is not None
        assert b"order_placed" in after
        return after.decode(encoding)

    after, harmless = made(text), made("harmless")
    assert skeleton(after) == skeleton(harmless)
    assert comments(after) == comments(harmless)
