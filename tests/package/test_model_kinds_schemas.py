"""Payload schemas of every shape and the examples of whole documents, in the other kinds of models."""

import json
from typing import Any

import pytest
from tests.corpus.documents import COPIES, Corpus
from tests.corpus.probe import probe_files
from tests.corpus.test_examples import agrees, differences, examples
from tests.package.test_any_schema import TABLE, VALUES, alike, leaves_a_type_out
from tests.support import MODES, Packages
from tests.values import judge_of

from eventwright.options import PRESETS, Models, PackageOptions

KINDS = [kind for kind in Models if kind is not Models.DATACLASS]
ROOT = '"#/components/schemas/root"'
MORE: tuple[Any, ...] = (
    {"a": 2, "c": None},
    {"b": {"b": "x"}},
    ["b", "x"],
    2**70,
    {"a": {"a": {}}},
    [[["a"]]],
)


def schemas() -> dict[str, Any]:
    """The schemas of the table, each under a name of its own."""
    found: dict[str, Any] = {"second": {"$ref": "#/components/schemas/third"}, "third": {"type": "string"}}
    for number, schema in enumerate(TABLE.values()):
        name = f"s{number}"
        found[name] = json.loads(json.dumps(schema).replace(ROOT, f'"#/components/schemas/{name}"'))
    return found


def document() -> dict[str, Any]:
    """A document with a message for each of these schemas."""
    channels = {
        name: {"publish": {"message": {"messageId": f"of {name}", "payload": {"$ref": pointer_to(name)}}}}
        for name in schemas()
    }
    info = {"title": "t", "version": "1"}
    return {"asyncapi": "2.6.0", "info": info, "channels": channels, "components": {"schemas": schemas()}}


def pointer_to(name: str) -> str:
    return f"#/components/schemas/{name}"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_judge_accepts_comes_back(packages: Packages, kind: Models, mode: str) -> None:
    options = PackageOptions(models=kind, decode=PRESETS[mode])
    package = packages.of(json.dumps(document()).encode(), "spec.json", options)
    accepted = 0
    for name, schema in schemas().items():
        judge = judge_of(document(), pointer_to(name))
        message = getattr(package, f"Of{name.title()}")
        for value in (*VALUES, *MORE):
            valid = judge.is_valid(value)
            try:
                encoded = message.decode(value).encode()
            except package.DecodeError:
                assert not valid or (mode == "lenient" and leaves_a_type_out(schema)), (name, value)
            else:
                assert valid or mode == "lenient", (name, value)
                assert alike(encoded, value), (name, value)
                accepted += 1
    assert accepted > 350


SOURCE = Corpus(COPIES)
EXAMPLES = {name: found for name, found in examples(SOURCE).items() if len(found) > 3}
DOCUMENTS = {document.id: document for document in SOURCE.documents()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_judged_as_the_corpus_says(packages: Packages, name: str, kind: Models) -> None:
    places = list(dict.fromkeys(example.place for example in EXAMPLES[name]))
    made = {
        mode: packages.imported(
            probe_files(DOCUMENTS[name], places, PackageOptions(models=kind, decode=PRESETS[mode]))
        )
        for mode in MODES
    }
    for example in EXAMPLES[name]:
        known = (name, example.pointer) in differences()
        assert agrees(made, f"P{places.index(example.place)}", example) != known, example
