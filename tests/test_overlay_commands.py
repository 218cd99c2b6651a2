"""Overlays in flags, in a configuration, in the lock and in commits: which command knows of them, and how."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.repositories import Repository, made
from tests.support import ROOT
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.problems import Level
from eventwright.rules import RULES, Subject

SPEC = """\
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    publish:
      message: {name: Placed, payload: {$ref: "#/components/schemas/Order"}}
components:
  schemas:
    Order: {type: object, properties: {state: {type: string, enum: [open, paid]}}}
"""
OVERLAY = """\
overlay: 1.0.0
info: {title: What arrives, version: 1.0.0}
extends: ../spec/orders.yaml
actions:
  - target: $.components.schemas.Order.properties
    update: {total: {type: number}}
"""
BROKEN = OVERLAY.replace("number", "money")
TARGET = """\
spec = "spec/orders.yaml"
overlays = ["changes/orders.overlay.yaml"]
output = "out/orders"
"""
FLAGS = ("--overlay", "changes/orders.overlay.yaml")
PACKAGE = ("spec/orders.yaml", "--output", "out/orders")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def models() -> str:
    return Path("out/orders/models.py").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repository = made(tmp_path)
    repository.write("spec/orders.yaml", SPEC)
    repository.write("changes/orders.overlay.yaml", OVERLAY)
    return repository


def configure() -> None:
    Path("eventwright.toml").write_text(TARGET, encoding="utf-8")


class TestGenerate:
    def test_a_flag_names_overlays(self) -> None:
        result = run("generate", *PACKAGE, *FLAGS)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "total: float | None" in models()

    def test_several_are_applied_in_order(self, folder: Repository) -> None:
        folder.write("second.yaml", OVERLAY.replace("number", "integer").replace("extends", "x-for"))
        assert run("generate", *PACKAGE, *FLAGS, "--overlay", "second.yaml").exit_code == 0
        assert "total: int | None" in models()

    def test_a_configuration_names_them_from_its_own_folder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        configure()
        monkeypatch.chdir("spec")
        assert run("generate").exit_code == 0
        monkeypatch.chdir("..")
        assert "total: float | None" in models()

    def test_the_lock_has_them_and_their_digests(self) -> None:
        configure()
        run("generate")
        lock = json.loads(Path("out/orders/eventwright.lock.json").read_text())
        assert list(lock["documents"]) == ["../changes/orders.overlay.yaml", "orders.yaml"]
        assert lock["options"]["overlays"] == ["../changes/orders.overlay.yaml"]

    def test_a_package_without_overlays_has_the_lock_that_it_had(self) -> None:
        run("generate", *PACKAGE)
        lock = json.loads(Path("out/orders/eventwright.lock.json").read_text())
        assert "overlays" not in lock["options"] and list(lock["documents"]) == ["orders.yaml"]

    def test_the_next_run_is_skipped_until_an_overlay_changes(self, folder: Repository) -> None:
        configure()
        run("generate")
        again = run("generate").stdout
        assert "unchanged" in again
        folder.write("changes/orders.overlay.yaml", OVERLAY.replace("number", "integer"))
        assert run("generate").stdout != again
        assert "total: int | None" in models()

    def test_an_overlay_that_comes_or_goes_is_seen(self, folder: Repository) -> None:
        configure()
        run("generate")
        folder.write("eventwright.toml", TARGET.replace('"changes/orders.overlay.yaml"', ""))
        assert run("check").exit_code == 1
        run("generate")
        assert "total" not in models()
        configure()
        run("generate")
        assert "total" in models()

    @pytest.mark.parametrize("value", ['"a.yaml"', "[1]", '[""]', "{}"])
    def test_what_is_no_list_of_paths_is_told(self, folder: Repository, value: str) -> None:
        folder.write("eventwright.toml", f'spec = "spec/orders.yaml"\noverlays = {value}\n')
        result = run("generate")
        assert result.exit_code == 2
        assert "eventwright.toml:2:1: configuration-value 'overlays' is no" in result.stderr


class TestCheck:
    def test_a_changed_overlay_is_drift(self, folder: Repository) -> None:
        configure()
        run("generate")
        assert run("check").exit_code == 0
        folder.write("changes/orders.overlay.yaml", OVERLAY.replace("number", "integer"))
        assert run("check").exit_code == 1

    def test_a_package_that_is_not_configured_keeps_its_overlays(self, folder: Repository) -> None:
        run("generate", *PACKAGE, *FLAGS)
        assert run("check", *PACKAGE).exit_code == 0
        assert run("check", *PACKAGE, *FLAGS).exit_code == 0
        folder.write("changes/orders.overlay.yaml", OVERLAY.replace("number", "integer"))
        assert run("check", *PACKAGE).exit_code == 1
        assert run("generate", *PACKAGE).exit_code == 0
        assert "total: int | None" in models()


class TestOthers:
    def test_inspect_shows_what_overlays_bring_in(self, folder: Repository) -> None:
        start, _, _ = OVERLAY.partition("  - ")
        channel = "returns: {publish: {message: {name: Returned, payload: {type: string}}}}"
        action = f"  - target: $.channels\n    update: {{{channel}}}\n"
        folder.write("changes/orders.overlay.yaml", start + action)
        assert "Returned" in run("inspect", "spec/orders.yaml", *FLAGS).stdout
        configure()
        assert "Returned" in run("inspect", "spec/orders.yaml").stdout

    def test_inspect_shows_the_document_as_overlays_leave_it(self, folder: Repository) -> None:
        configure()
        result = run("inspect", "spec/orders.yaml", "--output-format", "document")
        order = json.loads(result.stdout)["components"]["schemas"]["Order"]
        assert list(order["properties"]) == ["state", "total"]
        folder.write("spec/changed.json", result.stdout)
        run("generate")
        before = models()
        run("generate", "spec/changed.json", "--output", "out/orders", "--force")
        assert models() == before.replace("orders.yaml", "changed.json")

    def test_validate_tells_a_problem_in_the_overlay_with_a_frame_of_it(self, folder: Repository) -> None:
        folder.write("changes/orders.overlay.yaml", BROKEN)
        result = run("validate", "spec/orders.yaml", *FLAGS)
        assert result.exit_code == 1
        assert "changes/orders.overlay.yaml:6:28: unknown-type" in result.stdout
        assert "> 6 |     update: {total: {type: money}}" in result.stdout

    def test_an_overlay_that_is_missing_is_told_with_what_is_near(self) -> None:
        result = run("validate", "spec/orders.yaml", "--overlay", "changes/order.overlay.yaml")
        assert result.exit_code == 2
        assert "changes/order.overlay.yaml: document-missing" in result.stdout
        assert "did you mean 'orders.overlay.yaml'?" in result.stdout

    def test_an_overlay_may_lie_anywhere(self, tmp_path: Path) -> None:
        other = tmp_path / "elsewhere.yaml"
        other.write_text(OVERLAY.replace("extends", "x-for"), encoding="utf-8")
        assert run("validate", "spec/orders.yaml", "--overlay", str(other)).exit_code == 0
        assert (
            run("validate", "spec/orders.yaml", "--ref-root", "spec", "--overlay", str(other)).exit_code == 0
        )

    @pytest.mark.parametrize("command", ["validate", "check", "diff"])
    def test_no_report_takes_the_place_of_an_overlay(self, command: str) -> None:
        configure()
        run("generate")
        names = {"validate": ["spec/orders.yaml"], "check": [], "diff": ["spec/orders.yaml"] * 2}[command]
        result = run(command, *names, "--output-file", "changes/orders.overlay.yaml")
        assert result.exit_code == 2
        assert Path("changes/orders.overlay.yaml").read_text(encoding="utf-8") == OVERLAY


class TestDiff:
    def test_both_sides_have_the_overlay_of_their_own_commit(self, folder: Repository) -> None:
        configure()
        folder.commit()
        assert run("diff", "--against", "git:HEAD").exit_code == 0
        folder.write("changes/orders.overlay.yaml", OVERLAY.replace("number", "string"))
        result = run("diff", "--against", "git:HEAD", "--output-format", "json")
        assert result.exit_code == 1
        [change] = [each for each in json.loads(result.stdout)["changes"] if each["rule"] == "type-changed"]
        pointer = "changes/orders.overlay.yaml#/components/schemas/Order/properties/total/type"
        assert (change["pointer_old"], change["pointer_new"]) == (f"git:HEAD:{pointer}", pointer)
        assert (change["line_old"], change["line_new"]) == (6, 6)

    def test_the_frames_are_those_of_the_overlay(self, folder: Repository) -> None:
        configure()
        folder.commit()
        folder.write("changes/orders.overlay.yaml", OVERLAY.replace("number", "string"))
        assert "update: {total: {type: string}}" in run("diff", "--against", "git:HEAD").stdout

    def test_an_overlay_that_the_commit_lacks_is_told_and_left_out(self, folder: Repository) -> None:
        overlay = Path("changes/orders.overlay.yaml")
        overlay.unlink()
        folder.commit()
        folder.write(overlay.as_posix(), OVERLAY)
        configure()
        result = run("diff", "--against", "git:HEAD")
        assert "changes/orders.overlay.yaml: warning: overlay-new" in result.stderr
        assert "total" in result.stdout

    def test_a_document_of_a_commit_has_what_is_configured_for_it(self, folder: Repository) -> None:
        configure()
        folder.commit()
        same = run("diff", "git:HEAD:spec/orders.yaml", "spec/orders.yaml", "--output-format", "json")
        assert json.loads(same.stdout)["changes"] == []

    def test_a_flag_holds_for_both_documents(self, folder: Repository) -> None:
        folder.write("spec/old.yaml", SPEC.replace("open, ", ""))
        names = ("spec/old.yaml", "spec/orders.yaml")
        result = run("diff", *names, *FLAGS, "--output-format", "json")
        assert {each["rule"] for each in json.loads(result.stdout)["changes"]} == {"enum-value-added"}
        assert run("changelog", *names, *FLAGS).exit_code == 0

    def test_targets_of_one_document_are_compared_with_their_own_overlays(self, folder: Repository) -> None:
        folder.write(
            "eventwright.toml",
            f'[[target]]\n{TARGET}\n[[target]]\nspec = "spec/orders.yaml"\noutput = "out/plain"\n',
        )
        folder.commit()
        folder.write("changes/orders.overlay.yaml", OVERLAY.replace("number", "string"))
        told = run("diff", "--against", "git:HEAD").stdout
        assert "spec/orders.yaml: 2 changes" in told and "and spec/orders.yaml: no changes" in told


def test_the_library_for_paths_is_imported_only_where_there_are_overlays() -> None:
    read = "from eventwright.reading import read, source_of; read(source_of('spec/orders.yaml', None, {}))"
    code = f"import sys; {read}; sys.exit('jsonpath' in sys.modules)"
    for overlays, expected in (((), 0), (("changes/orders.overlay.yaml",), 1)):
        done = subprocess.run([sys.executable, "-c", code.format(overlays)], check=False)
        assert done.returncode == expected


GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


def test_the_overlay_of_the_guide_does_what_is_said(folder: Repository) -> None:
    section = GUIDE.partition("\n## Overlays\n")[2].partition("\n## ")[0]
    [overlay] = re.findall(r"^```yaml\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    [text] = re.findall(r"^```toml\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    folder.write("pyproject.toml", f'{text}output = "out/orders"\n')
    folder.write("spec/orders.overlay.yaml", overlay)
    payload = "{type: object, required: [at], properties: {at: {type: string}, id: {type: string}}}"
    spec = SPEC.replace("  orders:", "  /orders:").replace('{$ref: "#/components/schemas/Order"}', payload)
    spec = spec.replace("{state:", "{mail: {type: string, format: email}, state:")
    folder.write("spec/orders.yaml", spec)
    result = run("generate", "--fail-severity", "warning")
    assert (result.exit_code, result.stderr) == (0, "")
    source = models()
    assert all(text in source for text in ("id: str\n", "total: float | None", "currency: str | None"))
    assert "email" not in source.replace("mail: str", "")


def test_the_guide_names_each_problem_of_overlays_that_is_a_warning() -> None:
    warnings = [rule for rule in RULES if rule.subject is Subject.OVERLAY and rule.level is Level.WARNING]
    section = GUIDE.partition("\n## Overlays\n")[2].partition("\n## ")[0]
    assert {rule.code for rule in warnings if rule.code in section} == {
        rule.code for rule in warnings if rule.code != "overlay-without-effect"
    }
