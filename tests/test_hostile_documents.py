"""Documents made to do harm, each kind by its name: read as it should be, or refused with a clear problem."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.support import LENIENT, MODES, Packages, calls, files_of
from typer.testing import CliRunner

from eventwright.cli import app
from eventwright.problems import SpecError, UnreadableError

HEAD = "asyncapi: 2.6.0\ninfo: {title: t, version: '1'}\n"
NONE = HEAD + "channels: {}\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """A document, and the codes of the errors that it is refused with; none where it is read."""

    data: bytes
    codes: tuple[str, ...] = ()
    name: str = "spec.yaml"


def yaml(text: str, *codes: str) -> Kind:
    return Kind((NONE + text).encode(), codes)


def spec(schemas: dict[str, Any], *codes: str) -> Kind:
    """A document with these schemas, the first of which is a payload."""
    message = {"name": "m", "payload": {"$ref": f"#/components/schemas/{next(iter(schemas))}"}}
    parts = {
        "asyncapi": "2.6.0",
        "info": {"title": "t", "version": "1"},
        "channels": {"c": {"publish": {"message": message}}},
        "components": {"schemas": schemas},
    }
    return Kind(json.dumps(parts).encode(), codes, "spec.json")


def bomb(levels: int) -> str:
    return "x-a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
        f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, levels)
    )


def merges(levels: int) -> str:
    """A chain of merge keys, each of which merges the one before and adds a key."""
    return "x-m0: &m0 {a: 1}\n" + "".join(
        f"x-m{n}: &m{n} {{<<: *m{n - 1}, k{n}: {n}}}\n" for n in range(1, levels)
    )


def chain(length: int) -> dict[str, Any]:
    links = {f"S{n}": {"$ref": f"#/components/schemas/S{n + 1}"} for n in range(length)}
    return {**links, f"S{length}": {"type": "object", "properties": {"a": {"type": "string"}}}}


def enum(count: int) -> dict[str, Any]:
    return {
        "Many": {"type": "object", "properties": {"kind": {"enum": [f"value {n}" for n in range(count)]}}}
    }


def properties(count: int) -> dict[str, Any]:
    names = {f"field{n}": {"type": "string"} for n in range(count)}
    return {"Wide": {"type": "object", "properties": names}}


PATTERN = {"Text": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^(a+)+$"}}}}

KINDS: dict[str, Kind] = {
    "20 MB and a byte": Kind(b"#" * 20_000_001, ("document-too-large",)),
    "depth 201": yaml("x-a: " + "[" * 200 + "]" * 200, "too-deep"),
    "depth 100,000": yaml("x-a: " + "[" * 100_000 + "]" * 100_000, "too-deep"),
    "a million nodes and one": yaml("x-a: [" + "1," * 1_000_000 + "]", "too-many-nodes"),
    "an alias bomb": yaml(bomb(30), "too-many-nodes"),
    "an alias bomb that stays within the limit": yaml(bomb(4)),
    "a merge bomb": yaml(
        "x-m: &m {"
        + ", ".join(f"k{n}: 1" for n in range(1_000))
        + "}\nx-l:\n"
        + "- <<: [*m, *m, *m]\n" * 500,
        "too-many-nodes",
    ),
    "a chain of 150 merge keys": yaml(merges(150)),
    "a chain of 5,000 merge keys": yaml(merges(5_000), "too-deep"),
    "a merge of itself": yaml("x-a: &a {<<: *a}", "alias-cycle"),
    "an alias cycle": yaml("x-a: &a [*a]", "alias-cycle"),
    "an alias cycle of two": yaml("x-a: &a {b: &b [*a, *b]}", "alias-cycle", "alias-cycle"),
    "a key of more than 10,000 characters": yaml(f"? {'k' * 10_001}\n: 1", "key-too-long"),
    "a text of more than a million characters": yaml(f"x-a: {'t' * 1_000_001}", "scalar-too-long"),
    "a duplicate key": yaml("x-a: 1\nx-a: 2", "duplicate-key"),
    "a duplicate key in JSON": Kind(b'{"a": 1, "a": 2}', ("duplicate-key",), "spec.json"),
    "a tag that makes a Python object": yaml("x-a: !!python/object/apply:os.system ['true']", "unknown-tag"),
    "a tag that names a Python module": yaml("x-a: !!python/module:os ''", "unknown-tag"),
    "a tag of one's own": yaml("x-a: !mine 1", "unknown-tag"),
    "a tag for sets": yaml("x-a: !!set {b}", "unknown-tag"),
    "a tag that does not fit": yaml("x-a: !!int b", "tag-mismatch"),
    "a number as a key": yaml("x-a: {1: 2}"),
    "a list as a key": yaml("x-a: {[1]: 2}", "key-not-a-string"),
    "a mapping as a key": yaml("x-a: {{b: 1}: 2}", "key-not-a-string"),
    "a byte order mark": Kind(b"\xef\xbb\xbf" + NONE.encode()),
    "UTF-16 with a mark, little end first": Kind(b"\xff\xfe" + NONE.encode("utf-16-le")),
    "UTF-16 with a mark, big end first": Kind(b"\xfe\xff" + NONE.encode("utf-16-be")),
    "UTF-16 without a mark": Kind(NONE.encode("utf-16-le"), ("not-yaml",)),
    "UTF-32": Kind(b"\xff\xfe\x00\x00" + NONE.encode("utf-32-le"), ("not-utf8",)),
    "Latin-1": Kind(NONE.encode() + b"x-a: \xe9", ("not-utf8",)),
    "an integer of 5,000 digits": yaml(f"x-a: {'9' * 5_000}", "number-too-long"),
    "an integer of 5,000 digits in JSON": Kind(
        b'{"a": ' + b"9" * 5_000 + b"}", ("number-too-long",), "a.json"
    ),
    "an integer of 4,000 digits as a bound": spec(
        {"A": {"type": "object", "properties": {"a": {"type": "integer", "maximum": int("9" * 4_000)}}}}
    ),
    "NaN": yaml("x-a: .nan", "not-json-number"),
    "NaN in JSON": Kind(b'{"a": NaN}', ("not-json-number",), "spec.json"),
    "infinity": yaml("x-a: -.inf", "not-json-number"),
    "a number past all floats": yaml("x-a: 1e999", "number-out-of-range"),
    "a null character": yaml('x-a: "\\0"'),
    "a null character as it is": yaml("x-a: a\0b", "not-yaml"),
    "half of a surrogate pair": yaml('x-a: "\\ud800"', "lone-surrogate"),
    "a thousand findings": yaml("x-a: .nan\n" * 3_000, *["not-json-number", "duplicate-key"]),
    "a reference chain of 10,000": spec(chain(10_000)),
    "a reference cycle": spec(
        {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}, "reference-cycle"
    ),
    "a reference to itself": spec({"A": {"$ref": "#/components/schemas/A"}}, "reference-cycle"),
    "a chain of allOf of 10,000": spec(
        {f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{(n + 1) % 10_001}"}]} for n in range(10_000)}
        | {"S10000": {"type": "object"}},
        "references-too-deep",
    ),
    "an enum of 100,000 values": spec(enum(100_000)),
    "5,000 properties": spec(properties(5_000)),
    "names of 9,000 characters": spec({"N" * 9_000: {"type": "object", "properties": {"p" * 9_000: {}}}}),
    "a pattern that does not compile in Python": spec(
        {"A": {"type": "object", "properties": {"a": {"type": "string", "pattern": r"\p{L}(?<x>)"}}}}
    ),
    "a pattern that backtracks": spec(PATTERN),
    "a reference by http": yaml("x: {$ref: 'http://127.0.0.1:9/a'}", "remote-reference"),
    "a reference by https": yaml("x: {$ref: 'https://127.0.0.1:9/a'}", "remote-reference"),
    "a reference by file": yaml("x: {$ref: 'file:///etc/passwd'}", "reference-outside-root"),
    "a reference by an absolute path": yaml("x: {$ref: /etc/passwd}", "reference-outside-root"),
    "a reference by a drive": yaml("x: {$ref: 'C:\\Windows\\win.ini'}", "reference-outside-root"),
    "a reference to a folder above": yaml("x: {$ref: ../../../etc/passwd}", "reference-outside-root"),
    "a reference to a folder above, escaped": yaml(
        "x: {$ref: '%2e%2e/%2e%2e/etc'}", "reference-outside-root"
    ),
}


def run_alone(kind: Kind, folder: Path, seconds: int = 120) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own, with two gigabytes of memory and a limit of time."""
    (folder / kind.name).write_bytes(kind.data)
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30));"
        "from eventwright.cli import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", limited, "generate", kind.name, "--output", "made"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_hostile_document_ends_as_it_should(name: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    result = run_alone(kind, tmp_path)
    assert "Traceback" not in result.stderr
    for code in kind.codes:
        assert code in result.stderr
    if kind.codes:
        assert result.returncode in (1, 2)
        assert not (tmp_path / "made").exists()
        return
    assert result.returncode == 0, result.stderr[-500:]
    imported = subprocess.run(
        [sys.executable, "-c", "import made"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert imported.returncode == 0, imported.stderr[-500:]


@pytest.mark.parametrize("make", [enum, properties], ids=["enum values", "properties"])
def test_cost_grows_in_proportion(make: Callable[[int], dict[str, Any]]) -> None:
    def work(count: int) -> int:
        kind = spec(make(count))
        return calls(lambda: files_of(kind.data, kind.name, LENIENT)).total()

    # Names are remembered, so that the first run of each size also counts making them, or not.
    work(3_000)
    assert work(3_000) < 11 * work(300)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be read, with things beside it that may not be."""
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("type: string\n")
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "secret.yaml").write_text("type: string\n")
    (root / "leads-out.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "leads-out-in-steps.yaml").symlink_to("sub/step.yaml")
    (root / "sub" / "step.yaml").symlink_to("../../secret.yaml")
    (root / "folder-out").symlink_to(tmp_path / "beside")
    (root / "circle.yaml").symlink_to("circle.yaml")
    monkeypatch.chdir(root)
    return root


def validate(reference: str, *flags: str) -> str:
    text = (
        f"{HEAD}channels:\n  c:\n    publish:\n      message:\n"
        f"        payload: {{$ref: {json.dumps(reference)}}}\n"
    )
    Path("spec.yaml").write_text(text)
    return CliRunner().invoke(app, ["validate", "spec.yaml", "--output-format", "concise", *flags]).output


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("../secret.yaml", "reference-outside-root"),
        ("sub/../../secret.yaml", "reference-outside-root"),
        ("leads-out.yaml", "document-outside-root"),
        ("leads-out-in-steps.yaml", "document-outside-root"),
        ("folder-out/secret.yaml", "document-outside-root"),
        ("circle.yaml", "document-unreadable"),
        ("/etc/passwd", "reference-outside-root"),
        ("file:secret.yaml", "reference-outside-root"),
        ("sub", "document-not-a-file"),
        (".", "document-not-a-file"),
        ("spec.yaml/x", "unknown-file"),
        ("secret\0.yaml", "unknown-file"),
    ],
)
@pytest.mark.usefixtures("root")
def test_no_way_leads_out_of_the_folder(reference: str, code: str) -> None:
    assert code in validate(reference)


@pytest.mark.usefixtures("root")
def test_a_wider_folder_is_opened_by_name_alone() -> None:
    assert "outside" not in validate("../secret.yaml", "--ref-root", "..")
    assert "outside" not in validate("leads-out.yaml", "--ref-root", "..")
    assert "reference-outside-root" in validate("../../secret.yaml", "--ref-root", "..")
    Path("away.yaml").symlink_to("/etc/hostname")
    assert "document-outside-root" in validate("away.yaml", "--ref-root", "..")


@pytest.mark.usefixtures("root")
def test_what_is_no_file_is_not_opened() -> None:
    os.mkfifo("pipe.yaml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.yaml")
    Path("device.yaml").symlink_to("/dev/zero")
    for reference in ("pipe.yaml", "socket.yaml"):
        assert "document-not-a-file" in validate(reference)
    assert "document-outside-root" in validate("device.yaml")
    assert "document-not-a-file" in validate("device.yaml", "--ref-root", "/")


CONTROLS = "\x1b[2J\x1b]0;title\x07\x9b31m\u202eevil\u2066\r\b"


@pytest.mark.parametrize("command", ["generate", "validate", "inspect", "check"])
@pytest.mark.parametrize("flags", [(), ("--output-format", "json"), ("--output-format", "concise")])
def test_nothing_of_a_document_steers_the_terminal(
    command: str, flags: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    schema = {
        "type": CONTROLS,
        "title": CONTROLS,
        CONTROLS: 1,
        "properties": {CONTROLS: {"$ref": f"#/{CONTROLS}"}, "a": {"pattern": f"({CONTROLS}+)+$"}},
        "$ref": None,
    }
    message = {"name": CONTROLS, "payload": schema, "contentType": CONTROLS, "schemaFormat": CONTROLS}
    parts = {
        "asyncapi": "2.6.0",
        "info": {"title": CONTROLS, "version": CONTROLS, CONTROLS: CONTROLS},
        "channels": {
            f"{CONTROLS}/{{{CONTROLS}}}": {"publish": {"operationId": CONTROLS, "message": message}}
        },
    }
    Path("spec.json").write_text(json.dumps(parts))
    for strict in ((), ("--limit", "key=5")):
        supported = flags if command in ("validate", "check") or flags[-1:] == ("json",) else ()
        shown = () if command == "generate" else supported
        result = CliRunner().invoke(app, [command, "spec.json", *shown, *strict])
        assert "Traceback" not in result.output
        steering = {each for each in result.output if not each.isprintable()} - {"\n"}
        assert steering == set(), result.output


@pytest.mark.parametrize("mode", MODES)
def test_a_large_enum_decodes(packages: Packages, mode: str) -> None:
    kind = spec(enum(20_000))
    package = packages.of(kind.data, kind.name, MODES[mode])
    assert package.Many.from_dict({"kind": "value 19999"}).to_dict() == {"kind": "value 19999"}


def test_a_hostile_document_is_an_error_with_a_place_not_an_exception() -> None:
    for name in ("a tag that makes a Python object", "an alias cycle", "a duplicate key"):
        with pytest.raises(SpecError) as caught:
            files_of(KINDS[name].data, KINDS[name].name, LENIENT)
        assert not isinstance(caught.value, UnreadableError)
        assert all(problem.place and problem.hint for problem in caught.value.problems)
