"""Several targets in one call: what is unchanged is skipped by its hashes, what fails stops no other."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pexpect
import pytest
from tests.support import calls
from typer.testing import CliRunner, Result

from eventwright import proof, render
from eventwright.cli import app
from eventwright.cli.progress import Progress
from eventwright.manifest import digest
from eventwright.templates import templates_folder
from eventwright.write.staging import open_staging

SPEC = """\
asyncapi: 2.6.0
info: {title: Orders, version: "1"}
channels:
  orders:
    publish:
      message:
        name: order.placed
        payload: {$ref: "parts.yaml#/Order"}
"""
PARTS = "Order: {type: object, properties: {id: {type: string}}}\n"
OTHER = SPEC.replace("Orders", "Invoices").replace("order.placed", "invoice.sent")
CONFIGURATION = """\
[[target]]
spec = "spec/a.yaml"
output = "generated/orders"
handlers_file = "handlers.py"

[[target]]
spec = "spec/b.yaml"
output = "generated/invoices"
"""
WARNED = """\
asyncapi: 2.6.0
info: {title: Orders, version: "1"}
channels:
  orders:
    publish:
      message:
        oneOf:
          - {name: one, payload: {type: object, properties: {a: {type: string}}}}
          - {name: two, payload: {type: object, properties: {b: {type: string}}}}
"""
SKIPPED = "generated/orders: nothing has changed since it was made from spec/a.yaml; files: "
WORK = (
    "eventwright.source.parsing.parse",
    "eventwright.plan.build.plan",
    "eventwright.render.render",
    "jinja2.environment.compile",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("spec").mkdir()
    Path("spec/a.yaml").write_text(SPEC)
    Path("spec/b.yaml").write_text(OTHER)
    Path("spec/parts.yaml").write_text(PARTS)
    Path("eventwright.toml").write_text(CONFIGURATION)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def lines(*arguments: str) -> list[str]:
    return run("generate", *arguments).stdout.splitlines()


def skipped(*arguments: str) -> bool:
    """Whether a run has skipped the target of orders."""
    return run("generate", *arguments).stdout.startswith(SKIPPED)


def replaced(path: str, old: str, new: str) -> Callable[[], object]:
    def change() -> None:
        text = Path(path).read_text()
        assert old in text
        Path(path).write_text(text.replace(old, new))

    return change


def overwrite_cache(text: str) -> None:
    for path in Path("cache/eventwright").iterdir():
        path.write_text(text)


def test_each_target_has_one_line_that_says_what_was_written() -> None:
    first, second = lines()
    files = len(list(Path("generated/orders").iterdir()))
    assert first == (
        "generated/orders: 1 model, 0 enums, 1 message, 1 channel from spec/a.yaml; "
        f"files: {files} written (.gitattributes, __init__.py, _addresses.py and {files - 4} more); "
        "handlers.py: written with 1 handler"
    )
    assert second.startswith("generated/invoices: 1 model, ")
    Path("spec/b.yaml").write_text(OTHER.replace("invoice.sent", "invoice.paid"))
    first, second = lines("--dry-run")
    assert first.replace(" (dry run)", "").startswith(SKIPPED)
    assert second.endswith(
        f"; files: 5 to write (__init__.py, handlers.py, messages.py and 1 more), {files - 5} unchanged"
    )


def work() -> list[str]:
    """What a run does that costs time, templates being compiled as in a process of its own."""
    render._environment.cache_clear()
    render._template.cache_clear()
    done = calls(lambda: run("generate"))
    return [each for each in WORK if done[each]]


def test_what_is_unchanged_is_neither_parsed_nor_planned_nor_rendered() -> None:
    assert work() == list(WORK)
    assert work() == []
    assert skipped()


def test_of_two_targets_only_the_changed_one_is_made() -> None:
    run("generate")
    replaced("spec/a.yaml", "order.placed", "order.sent")()
    done = calls(lambda: run("generate"))
    assert done["eventwright.plan.build.plan"] == 1
    assert done["eventwright.source.parsing.parse"] == 2


@pytest.mark.parametrize(
    "change",
    [
        replaced("spec/a.yaml", "Orders", "Sales"),
        replaced("spec/parts.yaml", "id:", "key:"),
        replaced("eventwright.toml", '"handlers.py"', '"handlers.py"\ndecode = "strict"'),
        replaced("eventwright.toml", '"handlers.py"', '"handlers.py"\nstrict = true'),
        replaced("eventwright.toml", '"handlers.py"', '"handlers.py"\nallow_remote = true'),
        replaced("eventwright.toml", '"handlers.py"', '"handlers.py"\nlimits = {nodes = 9}'),
        replaced("eventwright.toml", '"handlers.py"', '"handlers.py"\npackage_import = "a.b"'),
        replaced("eventwright.toml", '"handlers.py"', '"others.py"'),
        replaced("handlers.py", "order_placed", "order_sent"),
        replaced("generated/orders/models.py", "id: str", "id: int"),
        replaced("generated/orders/eventwright.lock.json", '"generator": "0', '"generator": "1'),
        lambda: overwrite_cache('{"key": 1, "problems": []}'),
        lambda: Path("generated/orders/router.py").unlink(),
        lambda: Path("handlers.py").unlink(),
        lambda: Path("spec/parts.yaml").unlink(),
        lambda: overwrite_cache("[[["),
    ],
)
def test_whatever_may_change_a_package_has_it_made_again(change: Callable[[], object]) -> None:
    run("generate")
    assert skipped()
    change()
    assert not skipped()


def test_another_state_of_the_generator_has_all_packages_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run("generate")
    monkeypatch.setattr(proof, "_generator", lambda: "another one")
    assert not skipped()
    assert skipped()


def test_the_state_of_the_generator_is_told_by_its_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state() -> str | None:
        proof._generator.cache_clear()
        return proof._generator()

    try:
        first = state()
        assert first is not None and state() == first
        templates = folder / "templates"
        copytree(templates_folder(), templates)
        monkeypatch.setattr(proof, "templates_folder", lambda: templates)
        assert state() == first
        replaced("templates/package/models.py.jinja", "package", "packages")()
        assert state() not in (None, first)
    finally:
        proof._generator.cache_clear()


def test_a_generator_without_files_skips_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    run("generate")
    monkeypatch.setattr(proof, "_generator", lambda: None)
    assert not skipped()
    assert not skipped()


def test_force_makes_everything_again_and_a_dry_run_proves_nothing() -> None:
    run("generate", "--dry-run")
    assert not Path("generated").exists()
    run("generate")
    assert not skipped("--force")
    assert skipped("--diff")


def test_what_was_told_of_a_document_is_told_again() -> None:
    Path("spec/a.yaml").write_text(WARNED)
    told = run("generate").stderr
    assert "messages-not-told-apart" in told
    again = run("generate")
    assert again.stderr == told
    assert again.stdout.startswith("generated/orders: nothing has changed ")


def test_an_error_that_is_gone_over_is_counted_and_with_strict_refused() -> None:
    Path("spec/a.yaml").write_text(SPEC.replace('version: "1"', "version: 1"))
    for _ in range(2):
        assert lines()[0].endswith("; 1 error of the document gone over")
    assert run("generate", "--strict").exit_code == 1


def test_files_of_others_are_listed_in_a_skipped_package_too() -> None:
    run("generate")
    Path("generated/orders/notes.txt").write_text("mine")
    assert skipped() and lines()[0].endswith(" unchanged, 1 kept")
    assert "  kept       notes.txt" in lines("-v")


def test_one_failing_target_stops_no_other_and_its_problems_name_it() -> None:
    Path("spec/a.yaml").unlink()
    result = run("generate")
    assert result.exit_code == 2
    assert "document-missing 'a.yaml' does not exist (target 'generated/orders')" in result.stderr
    assert result.stdout.startswith("generated/invoices: 1 model, ")
    checked = run("check", "--output-format", "json")
    assert checked.exit_code == 2
    value = json.loads(checked.stdout)
    assert [each["output"] for each in value["packages"]] == ["generated/invoices"]
    assert [each["message"] for each in value["problems"]] == [
        "'a.yaml' does not exist (target 'generated/orders')"
    ]


def test_a_document_too_deep_for_the_stack_stops_no_other_target(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(*_: object, **__: object) -> None:
        raise RecursionError

    for module in ("generation", "checking"):
        monkeypatch.setattr(f"eventwright.{module}.prepare", too_deep)
    for command in ("generate", "check"):
        result = run(command)
        assert result.exit_code == 1
        assert result.output.count("references-too-deep") == 2


def test_problems_of_one_target_alone_do_not_name_it() -> None:
    Path("spec/a.yaml").unlink()
    assert "(target" not in run("generate", "spec/a.yaml").stderr


def test_check_is_not_fooled_by_what_generate_has_recorded() -> None:
    run("generate")
    models = Path("generated/orders/models.py")
    lock = Path("generated/orders/eventwright.lock.json")
    before = digest(models.read_bytes())
    models.write_text(models.read_text() + "\n# More.\n")
    lock.write_text(lock.read_text().replace(before, digest(models.read_bytes())))
    assert "  stale     models.py" in run("check").stdout.splitlines()
    run("generate")
    assert run("check").exit_code == 0


def test_what_a_killed_run_left_is_tidied_although_nothing_has_changed(folder: Path) -> None:
    run("generate")
    left = open_staging(folder / "generated" / "orders")
    assert not skipped()
    assert not left.container.exists()
    assert skipped()


def cached(folder: Path) -> list[Path]:
    return sorted((folder / "cache" / "eventwright").iterdir())


def test_what_is_kept_is_one_file_for_each_package_and_goes_with_time(folder: Path) -> None:
    run("generate")
    kept = cached(folder)
    assert len(kept) == 2
    os.utime(kept[0], (0, 0))
    run("generate", "--force")
    assert cached(folder) == kept
    for each in kept:
        os.utime(each, (0, 0))
    run("generate", "spec/a.yaml", "--force")
    assert len(cached(folder)) == 1


def test_without_a_place_for_the_cache_all_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "file"))
    for _ in range(2):
        result = run("generate")
        assert result.exit_code == 0
        assert SKIPPED not in result.stdout


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_told_on_a_terminal_and_taken_away_again() -> None:
    stream = Terminal()
    progress = Progress(stream=stream, after=-1.0)
    with progress.during("generating a\x1b", 1, 2):
        while not stream.getvalue():
            pass
    told = "generating a\\x1b (1 of 2)"
    assert stream.getvalue() == f"\r{told}\r{' ' * len(told)}\r"


def test_what_is_done_soon_is_not_told() -> None:
    stream = Terminal()
    with Progress(stream=stream, after=600.0).during("generating a"):
        pass
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("stream", "environment", "quiet"),
    [
        (Terminal(), {"CI": "true"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
    ],
)
def test_nobody_is_told_who_does_not_look_on(
    stream: io.StringIO, environment: dict[str, str], quiet: bool
) -> None:
    assert Progress.of(stream, environment, quiet=quiet).stream is None
    assert Progress.of(Terminal(), {"TERM": "xterm"}).stream is not None


# A run is long after no time at all, since how long one takes is the machine's to say.
AT_ONCE = "from eventwright.cli import main, progress; progress.SECONDS = 0.0; main()"


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect.spawn needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("generate", "generating generated/orders (1 of 2)"),
        ("check", "checking generated/orders (1 of 2)"),
        ("validate spec/a.yaml", "reading spec/a.yaml"),
        ("inspect spec/a.yaml", "reading spec/a.yaml"),
    ],
)
def test_a_long_run_on_a_terminal_shows_what_it_is_at(arguments: str, told: str) -> None:
    schemas = "\n".join(
        f"    S{number}: {{type: object, properties: {{a: {{type: string}}, b: {{type: integer}}}}}}"
        for number in range(1000)
    )
    Path("spec/a.yaml").write_text(f"{SPEC}components:\n  schemas:\n{schemas}\n")
    plain = {name: value for name, value in os.environ.items() if name != "CI"}
    for environment, shown in (({"TERM": "xterm"}, True), ({"TERM": "xterm", "CI": "1"}, False)):
        child = pexpect.spawn(
            sys.executable,
            ["-c", AT_ONCE, *arguments.split()],
            env={**plain, **environment},
            encoding="utf-8",
            timeout=120,
        )
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus in (0, 1)
        assert (told in (child.before or "")) is shown
