"""`--models` on the command line: what is told, and what is kept in the lock."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eventwright.cli import app

SMALL = """
asyncapi: 2.6.0
info: {title: a, version: '1'}
channels: {a: {publish: {message: {payload: {type: object, properties: {b: {type: string}}}}}}}
"""
AVRO = """
asyncapi: 2.6.0
info: {title: a, version: '1'}
channels:
  a:
    publish:
      message:
        schemaFormat: application/vnd.apache.avro;version=1.9.0
        payload: {type: record, name: A, fields: [{name: b, type: ["null", string]}]}
"""
run = CliRunner().invoke


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("spec.yaml").write_text(SMALL, encoding="utf-8")


def test_the_kind_is_kept_in_the_lock() -> None:
    assert run(app, ["generate", "spec.yaml", "-o", "out", "--models", "typeddict"]).exit_code == 0
    assert "TypedDict" in Path("out/models.py").read_text(encoding="utf-8")
    assert run(app, ["check", "spec.yaml", "-o", "out"]).exit_code == 0
    changed = run(app, ["check", "spec.yaml", "-o", "out", "--models", "msgspec"])
    assert changed.exit_code == 1 and "--models msgspec" in changed.stdout
    assert run(app, ["generate", "spec.yaml", "-o", "out", "--models", "dataclass"]).exit_code == 0
    assert not Path("out/_wire.py").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], ""),
        (["--models", "typeddict"], ""),
        (["--models", "pydantic"], "  the package needs pydantic: pip install pydantic\n"),
        (["--models", "msgspec"], "  the package needs msgspec: pip install msgspec\n"),
        (
            ["--models", "pydantic", "--json", "orjson"],
            "  the package needs orjson and pydantic: pip install orjson pydantic\n",
        ),
    ],
)
def test_what_a_project_has_to_install_is_told(options: list[str], told: str) -> None:
    answer = run(app, ["generate", "spec.yaml", "-o", "out", *options]).stdout
    assert answer.endswith(told) and ("the package needs" in answer) is bool(told)


@pytest.mark.parametrize("kind", ["pydantic", "msgspec", "typeddict"])
def test_what_a_kind_keeps_less_of_is_a_warning(kind: str) -> None:
    Path("spec.yaml").write_text(AVRO, encoding="utf-8")
    result = run(app, ["generate", "spec.yaml", "-o", "out", "--models", kind])
    assert result.exit_code == 0
    assert result.stderr.count("models-keep-less") == 1
    assert "models-keep-less" not in run(app, ["generate", "spec.yaml", "-o", "other"]).stderr
    strict = ["generate", "spec.yaml", "-o", "strict", "--decode", "strict"]
    assert "wrapper" not in run(app, [*strict, "--models", kind]).stderr


def test_ignored_keys_that_a_dict_keeps_are_a_warning() -> None:
    arguments = ["generate", "spec.yaml", "-o", "out", "--decode", "unknown=ignore", "--models"]
    assert "unknown = 'ignore'" in run(app, [*arguments, "typeddict"]).stderr
    assert "models-keep-less" not in run(app, [*arguments, "pydantic"]).stderr


UNION = (
    SMALL.replace("{type: string}", "{oneOf: [ONE, OTHER]}")
    .replace("ONE", "{type: object, properties: {c: {type: string}}}")
    .replace("OTHER", "{type: object, properties: {d: {type: string}}}")
)


def test_what_msgspec_itself_cannot_read_is_a_warning() -> None:
    Path("spec.yaml").write_text(UNION, encoding="utf-8")
    told = run(app, ["generate", "spec.yaml", "-o", "out", "--models", "msgspec"]).stderr
    assert told.count("models-keep-less") == 1 and "from_json alone" in told
    Path("spec.yaml").write_text(SMALL.replace("b:", "'b\\\\c':"), encoding="utf-8")
    told = run(app, ["generate", "spec.yaml", "-o", "out", "--models", "msgspec"]).stderr
    assert told.count("models-keep-less") == 1 and "backslashes" in told


def test_a_kind_that_is_not_known_is_a_usage_error() -> None:
    assert run(app, ["generate", "spec.yaml", "-o", "out", "--models", "attrs"]).exit_code == 2
