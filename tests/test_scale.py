"""Work grows in proportion to a document: calls, parsed statements and names are counted, never seconds."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support import LENIENT, STRICT, Packages, calls, files_of, script

from eventwright.documents import MemoryDocuments
from eventwright.load import load
from eventwright.options import PackageOptions, Perspective
from eventwright.plan.build import plan
from eventwright.render import render

FEW, MANY = 8, 16
# What every run costs, however small its document, makes the growth smaller; nothing may make it larger.
TWICE = 2.02
CLIENT = PackageOptions(perspective=Perspective.CLIENT)


@pytest.fixture(scope="module")
def scale() -> Any:
    return script("scale")


def written(document: Any) -> bytes:
    return json.dumps(document).encode()


def told_by_required(messages: int, channels: int, scale: Any) -> Any:
    """A document whose messages are told apart by what only one of them requires."""
    document = scale.document(messages, channels)
    for name, schema in document["components"]["schemas"].items():
        if "required" in schema and "type" in schema["properties"]:
            del schema["properties"]["type"]
            schema["required"] = [name]
            schema["properties"][name] = {"type": "boolean"}
    return document


def nested(messages: int, _: int, scale: Any) -> Any:
    """A document with schemas nested in one another, always as deep; a place's name grows with its depth."""
    document = scale.document(1)
    for number in range(messages):
        schema: Any = {"type": "object", "properties": {"name": {"type": "string"}}}
        for _ in range(8):
            schema = {"type": "object", "properties": {"inner": schema, "list": {"items": schema}}}
            schema["properties"].pop("list" if number % 2 else "inner")
        document["components"]["schemas"][f"Nested{number}"] = schema
    return document


def wide(messages: int, _: int, scale: Any) -> Any:
    """A document with one message of very many properties and a long enum."""
    document = scale.document(1)
    names = [f"name{number}" for number in range(10 * messages)]
    properties: Any = {name: {"type": "string"} for name in names}
    properties["kind"] = {"type": "string", "enum": names}
    document["components"]["schemas"]["OrderEvent0Body"]["properties"] |= properties
    return document


def spread(messages: int, channels: int, scale: Any) -> Any:
    return scale.document(messages, channels)


def clashing(messages: int, _: int, scale: Any) -> Any:
    """A document where every two schemas want one name."""
    document = scale.document(1)
    for number in range(messages):
        for name in (f"thing_{number // 2 * 2}", f"Thing{number // 2 * 2}"):
            document["components"]["schemas"][name] = {"type": "object", "properties": {"a": {}, "A": {}}}
    return document


SHAPES = {
    "a channel each": (spread, None),
    "few channels": (spread, 3),
    "one channel": (spread, 1),
    "told apart by required properties": (told_by_required, 1),
    "nested schemas": (nested, 1),
    "many properties": (wide, 1),
    "clashing names": (clashing, 1),
}
CASES = [*((shape, LENIENT) for shape in SHAPES), ("a channel each", STRICT), ("few channels", CLIENT)]


@pytest.mark.parametrize(("shape", "options"), CASES)
def test_twice_the_document_takes_at_most_twice_the_calls(
    scale: Any, shape: str, options: PackageOptions
) -> None:
    make, channels = SHAPES[shape]
    documents = {
        size: written(make(size, size if channels is None else channels, scale)) for size in (FEW, MANY)
    }
    # What is kept between runs is there for both.
    for document in documents.values():
        files_of(document, "scale.json", options)
    counted = {
        size: calls(lambda document=document: files_of(document, "scale.json", options))  # type: ignore[misc]  # a default binds
        for size, document in documents.items()
    }
    assert counted[MANY].total() <= TWICE * counted[FEW].total()
    # One function alone could hide in the sum.
    grown = {
        name: (counted[FEW][name], times)
        for name, times in counted[MANY].items()
        if times > 2.5 * counted[FEW][name] + 50
    }
    assert not grown


def test_a_document_is_parsed_once_and_each_template_compiled_once(scale: Any) -> None:
    documents = MemoryDocuments({"scale.json": written(scale.document(MANY))})
    plan_of = plan(load(documents, "scale.json"), LENIENT).package
    render(plan_of)
    assert calls(lambda: load(documents, "scale.json"))["eventwright.source.parsing.parse"] == 1
    rendering = calls(lambda: render(plan_of))
    assert not any(name.startswith(("jinja2.lexer", "jinja2.parser")) for name in rendering)


def test_each_statement_of_a_package_is_parsed_once(scale: Any) -> None:
    package = plan(load(MemoryDocuments({"scale.json": written(scale.document(FEW))}), "scale.json"), LENIENT)
    files = render(package.package)
    rendered = [text for name, text in files.items() if name in package.package.modules]
    statements = sum(text.count("\n\n\n") + 1 for text in rendered)
    counted = calls(lambda: render(package.package))
    assert counted["symtable"] <= statements
    # The opening of each module, and the list of exports.
    assert counted["ast.parse"] <= len(package.package.modules) + 1


def test_importing_a_package_executes_in_proportion_to_its_messages(scale: Any, packages: Packages) -> None:
    counted = {}
    for size in (FEW, MANY):
        files = files_of(written(scale.document(size)), "scale.json", LENIENT)
        counted[size] = calls(lambda files=files: packages.imported(files)).total()  # type: ignore[misc]  # a default binds
    assert counted[MANY] <= 2.1 * counted[FEW]


def test_more_than_proportional_work_would_be_seen() -> None:
    def quadratic(size: int) -> None:
        for _ in range(size):
            for _ in range(size):
                len("")

    few, many = (calls(lambda size=size: quadratic(size))["len"] for size in (FEW, MANY))  # type: ignore[misc]  # a default binds
    assert many > 2.5 * few + 50


def test_the_scale_benchmark_measures_every_command(
    scale: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # An environment variable would choose another output for the child.
    monkeypatch.delenv("EVENTWRIGHT_OUTPUT", raising=False)
    scale.main(["--sizes", "2", "--no-peer"])
    each, memory, few, _ = (part.splitlines() for part in capsys.readouterr().out.strip().split("\n\n"))
    assert (each.pop(0), few.pop(0)) == ("a channel for each message", "5 channels for all messages")
    names = [scale.OURS, *scale.using(tmp_path, tmp_path)]
    for lines in (each, memory, few):
        assert [line[:42].strip() for line in lines[1:]] == names
        assert all(float(cell) > 0 for line in lines[1:] for cell in line[42:].split())
    assert list(scale.generating(tmp_path, tmp_path)) == [scale.OURS, scale.PEER, scale.PEER_QUICK]


def test_the_scale_benchmark_prints_growth_and_ratios(scale: Any) -> None:
    found = {
        size: {scale.OURS: scale.Cost(size / 10, 20), scale.PEER: scale.Cost(size / 2, 40)}
        for size in (10, 100)
    }
    heads, ours, peer = (line.split("  ") for line in scale.table(found).splitlines()[:3])
    assert [cell.strip() for cell in heads if cell][1:] == ["10", "100", "x10 cost", "to ours"]
    assert [cell.strip() for cell in ours if cell][1:] == ["1.00", "10.00", "10.0", "1.00"]
    assert [cell.strip() for cell in peer if cell][1:] == ["5.00", "50.00", "10.0", "5.00"]
    assert scale.verdict(found[100]).endswith(": met (0.20)")


def test_a_document_of_the_benchmark_has_messages_of_ten_properties(scale: Any) -> None:
    document = scale.document(7, 3)
    schemas = document["components"]["schemas"]
    assert len(document["channels"]) == 3 and len(document["components"]["messages"]) == 7
    bodies = [schema for name, schema in schemas.items() if name.endswith("Body")]
    assert [len(body["properties"]) for body in bodies] == [10] * 7
