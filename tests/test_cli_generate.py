"""The commands `generate` and `check`: what they write, tell and answer."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwright.cli import app

SPEC = """\
asyncapi: 2.6.0
info: {title: Orders, version: "1"}
channels:
  orders:
    publish:
      message:
        name: order.placed
        payload:
          type: object
          properties:
            id: {type: string}
"""
AMBIGUOUS = """\
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
GENERATE = ["generate", "spec/a.yaml", "--output", "generated/orders"]
CHECK = ["check", "spec/a.yaml", "--output", "generated/orders"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("spec").mkdir()
    Path("spec/a.yaml").write_text(SPEC)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def content() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def test_a_package_is_written_and_told_of() -> None:
    result = run(*GENERATE)
    assert (result.exit_code, result.stderr) == (0, "")
    first, *rest = result.stdout.splitlines()
    assert first == (
        "generated/orders: 1 model, 0 enums, 1 message, 1 channel from spec/a.yaml; "
        f"files: {len(rest)} written"
    )
    assert "  written  models.py" in rest
    assert Path("generated/orders/models.py").is_file()


def test_a_second_run_changes_nothing_and_says_so() -> None:
    run(*GENERATE)
    before = content()
    Path("generated/orders/notes.txt").write_text("mine")
    result = run(*GENERATE)
    assert result.stdout.splitlines()[0].endswith(" unchanged, 1 kept")
    assert result.stdout.splitlines()[1:] == ["  kept  notes.txt"]
    assert "  unchanged  models.py" in run(*GENERATE, "-v").stdout.splitlines()
    assert run(*GENERATE, "-q").stdout == ""
    assert content() == before | {"generated/orders/notes.txt": b"mine"}


def test_a_dry_run_says_what_would_be_and_writes_nothing() -> None:
    before = content()
    result = run(*GENERATE, "--dry-run", "--diff")
    assert result.exit_code == 0
    assert "+++ b/models.py\n" in result.stdout
    assert "generated/orders (dry run): " in result.stdout
    assert "  to write  models.py\n" in result.stdout
    assert content() == before


def test_a_diff_shows_what_a_run_changes() -> None:
    run(*GENERATE)
    Path("spec/a.yaml").write_text(SPEC.replace("id:", "key:"))
    result = run(*GENERATE, "--diff")
    assert "-    id: str | None = None\n" in result.stdout
    assert "+    key: str | None = None\n" in result.stdout
    assert run(*CHECK).exit_code == 0


def test_without_an_output_the_package_is_named_after_the_document_and_stands_here() -> None:
    Path("spec/a.yaml").rename("spec/order-events.yaml")
    assert run("generate", "spec/order-events.yaml", "-q").exit_code == 0
    assert Path("order_events/models.py").is_file()


@pytest.mark.parametrize(
    ("output", "better"),
    [("out/my-orders", "out/my_orders"), ("class", "class_"), ("json", "json_")],
)
def test_an_output_that_is_no_package_name_is_refused_with_a_better_one(output: str, better: str) -> None:
    result = run("generate", "spec/a.yaml", "--output", output)
    assert result.exit_code == 2
    assert "output-not-a-package-name" in result.stderr
    assert f"did you mean '{better}'?" in result.stderr
    assert Path("spec/a.yaml").read_text() == SPEC
    assert len(content()) == 1


def test_the_folder_of_all_others_is_no_output() -> None:
    result = run("generate", "spec/a.yaml", "--output", "/")
    assert result.exit_code == 2
    assert "'/' is the folder of all others" in result.stderr
    assert "name a folder of its own, such as 'events'" in result.stderr


def test_an_empty_output_is_never_the_working_directory() -> None:
    assert run("generate", "spec/a.yaml", "--output", "").exit_code == 2
    assert len(content()) == 1


def test_files_of_others_are_not_overwritten_even_with_force() -> None:
    Path("generated/orders").mkdir(parents=True)
    Path("generated/orders/models.py").write_text("mine\n")
    before = content()
    for arguments in (GENERATE, [*GENERATE, "--force"], [*GENERATE, "--dry-run"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith("generated/orders/models.py: file-not-ours ")
    assert content() == before
    checked = run(*CHECK)
    assert checked.exit_code == 1
    assert "generated/orders/models.py: file-not-ours " in checked.stdout
    assert "mend it with" not in checked.stdout


def test_the_hint_of_messages_that_nothing_tells_apart_names_those_without_a_value() -> None:
    named = AMBIGUOUS.replace("{a: {type: string}}", "{type: {const: one}}")
    more = [f"          - {{name: n{number}, payload: {{type: object}}}}\n" for number in range(3)]
    Path("spec/a.yaml").write_text(named + "".join(more))
    hint = run(*GENERATE).stderr
    assert "give 'type' of 'two', 'n0', 'n1' and others a const of its own, or name a property" in hint
    assert "tell_apart" in hint


def test_validate_judges_a_configured_document_by_its_tell_apart() -> None:
    Path("spec/a.yaml").write_text(AMBIGUOUS)
    assert "messages-not-told-apart" in run("validate", "spec/a.yaml").stdout
    Path("eventwright.toml").write_text('spec = "spec/a.yaml"\ntell_apart = {orders = "kind"}\n')
    assert "messages-not-told-apart" not in run("validate", "spec/a.yaml").stdout


def test_validate_tells_a_wrong_tell_apart_beside_what_is_wrong_with_the_document() -> None:
    Path("spec/a.yaml").write_text(AMBIGUOUS)
    Path("eventwright.toml").write_text('spec = "spec/a.yaml"\ntell_apart = {order = "kind"}\n')
    result = run("validate", "spec/a.yaml")
    assert result.exit_code == 2
    assert "configuration-unknown-channel" in result.stdout
    assert "messages-not-told-apart" in result.stdout


@pytest.mark.parametrize("form", ["full", "github", "concise", "json"])
def test_check_offers_no_command_that_would_refuse(form: str) -> None:
    run(*GENERATE)
    Path("generated/orders/eventwright.lock.json").unlink()
    Path("spec/a.yaml").write_text(SPEC.replace("id: {type: string}", "id: {type: integer}"))
    checked = run(*CHECK, "--output-format", form)
    assert checked.exit_code == 1
    assert "file-not-ours" in checked.stdout
    assert "eventwright generate" not in checked.stdout


def test_warnings_go_to_stderr_and_do_not_fail() -> None:
    Path("spec/a.yaml").write_text(AMBIGUOUS)
    result = run(*GENERATE)
    assert result.exit_code == 0
    assert result.stderr.startswith("spec/a.yaml:7:9: warning: messages-not-told-apart ")
    assert "warning" not in result.stdout


def test_a_content_type_before_them_hides_no_messages_that_nothing_tells_apart() -> None:
    other = "          - {name: n, contentType: application/x+json, payload: {type: object}}\n"
    Path("spec/a.yaml").write_text(AMBIGUOUS + other)
    assert "warning: messages-not-told-apart " in run(*GENERATE).stderr


def test_a_package_in_step_is_said_to_be() -> None:
    run(*GENERATE)
    result = run(*CHECK)
    assert (result.exit_code, result.stdout) == (0, "generated/orders is in step with spec/a.yaml\n")


def test_drift_is_told_apart_and_ends_with_the_command_that_mends_it() -> None:
    run(*GENERATE)
    folder = Path("generated/orders")
    Path("spec/a.yaml").write_text(SPEC.replace("id:", "key:"))
    (folder / "router.py").write_text("edited\n")
    (folder / "handlers.py").unlink()
    (folder / "notes.txt").write_text("mine")
    result = run(*CHECK)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "generated/orders is not in step with spec/a.yaml"
    assert "  stale     models.py" in lines
    assert "  missing   handlers.py" in lines
    assert "  edited    router.py" in lines
    assert "  lock      eventwright.lock.json" in lines
    assert "  foreign   notes.txt, not ours and left alone" in lines
    assert lines[-1] == "mend it with: eventwright generate spec/a.yaml --output generated/orders --force"
    command = lines[-1].removeprefix("mend it with: eventwright ").split()
    assert run(*command).exit_code == 0
    assert run(*CHECK).exit_code == 0


def test_an_orphaned_file_is_drift() -> None:
    Path("spec/a.yaml").write_text(SPEC.replace("publish", "subscribe"))
    run(*GENERATE)
    assert Path("generated/orders/publisher.py").exists()
    Path("spec/a.yaml").write_text(SPEC)
    assert "  orphaned  publisher.py" in run(*CHECK).stdout.splitlines()


def test_a_package_that_is_not_there_is_missing() -> None:
    result = run(*CHECK, "--output-format", "json")
    assert result.exit_code == 1
    (package,) = json.loads(result.stdout)["packages"]
    assert "models.py" in package["missing"]
    assert (package["in_step"], package["lock_stale"]) == (False, True)
    assert package["command"] == "eventwright generate spec/a.yaml --output generated/orders"


def test_the_options_of_the_lock_are_in_force_where_nothing_is_said() -> None:
    run(*GENERATE, "--decode", "strict", "--handler-style", "sync")
    assert run(*CHECK).exit_code == 0
    Path("generated/orders/models.py").unlink()
    assert run(*CHECK).stdout.splitlines()[-1].endswith("--handler-style sync --decode strict")
    run(*GENERATE)
    assert run(*CHECK, "--handler-style", "sync").exit_code == 0
    assert run(*CHECK, "--decode", "lenient").exit_code == 1


def test_a_damaged_lock_cannot_be_judged() -> None:
    run(*GENERATE)
    Path("generated/orders/eventwright.lock.json").write_text("{")
    result = run(*CHECK)
    assert result.exit_code == 2
    assert "lock-unreadable" in result.stdout


def test_a_check_can_show_the_difference() -> None:
    run(*GENERATE)
    Path("spec/a.yaml").write_text(SPEC.replace("id:", "key:"))
    assert "-    id: str | None = None\n" in run(*CHECK, "--diff").stdout


def test_a_concise_check_has_lines_of_file_rule_and_message() -> None:
    run(*GENERATE)
    folder = Path("generated/orders")
    (folder / "mine.txt").write_text("")
    (folder / "models.py").unlink()
    lines = run(*CHECK, "--output-format", "concise").stdout.splitlines()
    assert lines == [
        "generated/orders/models.py: drift-missing is missing",
        "generated/orders/mine.txt: note: drift-foreign is not ours and left alone",
    ]
    for line in lines:
        code = next(word for word in line.split() if word.startswith("drift-"))
        assert run("explain", code).exit_code == 0


@pytest.mark.parametrize("form", ["full", "concise", "json", "github"])
def test_a_check_has_one_exit_code_in_every_format(form: str) -> None:
    arguments = [*CHECK, "--output-format", form, "--output-file", "report.txt"]
    assert run(*arguments).exit_code == 1
    assert "models.py" in Path("report.txt").read_text()
    run(*GENERATE)
    assert run(*arguments).exit_code == 0


def test_a_report_that_cannot_be_written_is_a_problem() -> None:
    result = run(*CHECK, "--output-file", "nowhere/report.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("nowhere/report.txt: report-not-written ")
    assert "there is no folder 'nowhere'; make it" in result.stderr


def test_a_name_that_hides_a_module_of_python_is_told_as_such() -> None:
    result = run("generate", "spec/a.yaml", "--output", "json")
    assert result.exit_code == 2
    assert "would hide the module of that name in Python's standard library" in result.stderr


def test_a_fault_of_the_configuration_is_not_laid_to_the_document() -> None:
    Path("eventwright.toml").write_text("[[target\n", encoding="utf-8")
    result = run("validate", "spec/a.yaml")
    assert result.exit_code == 2
    assert "eventwright.toml" in result.stdout
    assert "spec/a.yaml" not in result.stdout


def test_all_configured_targets_are_made_and_the_worst_counts() -> None:
    Path("eventwright.toml").write_text(
        '[[target]]\nspec = "gone.yaml"\n[[target]]\nspec = "spec/a.yaml"\noutput = "generated/orders"\n'
        'decode = "strict"\n'
    )
    result = run("generate")
    assert result.exit_code == 2
    assert "gone.yaml: document-missing" in result.stderr
    assert "generated/orders: " in result.stdout
    assert run("check", "spec/a.yaml").exit_code == 0
    Path("spec/a.yaml").write_text(SPEC.replace("id:", "key:"))
    assert run("check", "spec/a.yaml").exit_code == 1
    assert run("check").exit_code == 2
    assert run("check").stdout.splitlines()[-1] == "mend it with: eventwright generate"


def test_a_flag_is_taken_from_the_environment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTWRIGHT_OUTPUT", "generated/orders")
    monkeypatch.setenv("EVENTWRIGHT_DRY_RUN", "1")
    assert "generated/orders (dry run)" in run("generate", "spec/a.yaml").stdout
    assert "other (dry run)" in run("generate", "spec/a.yaml", "--output", "other").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate"],
        ["check"],
        ["validate"],
        ["generate", "spec/a.yaml", "--decode", "strickt"],
        ["generate", "spec/a.yaml", "--perspective", "nobody"],
        ["generat"],
        ["generate", "--no-such-flag"],
    ],
)
def test_a_question_that_is_none_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_configuration_with_a_mistake_is_told_with_its_line() -> None:
    Path("pyproject.toml").write_text('[tool.eventwright]\nspec = "spec/a.yaml"\nouput = "x"\n')
    result = run("generate")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "pyproject.toml:3:1: configuration-unknown-key 'ouput' is no setting\n"
        "   1 | [tool.eventwright]\n"
        '   2 | spec = "spec/a.yaml"\n'
        ' > 3 | ouput = "x"\n'
        "     | ^\n"
        "  hint: did you mean 'output'?\n"
    )


def test_a_package_keeps_the_options_of_its_lock() -> None:
    run(*GENERATE, "--decode", "strict", "--perspective", "client")
    before = content()
    assert run(*GENERATE).exit_code == 0
    assert content() == before
    assert run(*GENERATE, "--decode", "lenient").exit_code == 0
    assert content() != before


def options_of_the_lock() -> dict[str, object]:
    options: dict[str, object] = json.loads(Path("generated/orders/eventwright.lock.json").read_text())[
        "options"
    ]
    return options


@pytest.mark.parametrize(
    ("flags", "changed"),
    [
        (["--models", "pydantic"], {"models": "pydantic"}),
        (["--json", "orjson"], {"json": "orjson"}),
        (["--handler-style", "sync"], {"handler_style": "sync"}),
        (["--perspective", "client"], {"perspective": "client"}),
    ],
)
def test_an_option_that_is_not_named_stays_as_the_lock_has_it(
    flags: list[str], changed: dict[str, object]
) -> None:
    run(*GENERATE, "--decode", "strict")
    before = options_of_the_lock()
    assert run(*GENERATE, *flags).exit_code == 0
    assert options_of_the_lock() == {**before, **changed}
    assert run(*CHECK).exit_code == 0


def test_a_change_of_decoding_keeps_the_kind_of_models() -> None:
    run(*GENERATE, "--models", "pydantic")
    assert "models change" not in run(*GENERATE, "--decode", "strict,unknown=keep").stdout
    assert options_of_the_lock()["models"] == "pydantic"


def test_a_kind_of_models_that_becomes_another_is_told_in_the_line_of_the_package() -> None:
    assert "models change" not in run(*GENERATE, "--models", "pydantic").stdout
    Path("pyproject.toml").write_text(
        '[[tool.eventwright.target]]\nspec = "spec/a.yaml"\noutput = "generated/orders"\n'
    )
    dry = run("generate", "--dry-run").stdout.splitlines()[0]
    assert " from spec/a.yaml, models change from pydantic to dataclass; files: " in dry
    assert "models change from pydantic to dataclass" in run("generate").stdout
    assert "models change" not in run("generate", "--force").stdout


def test_an_option_of_the_lock_that_is_unknown_has_to_be_named() -> None:
    run(*GENERATE)
    lock = Path("generated/orders/eventwright.lock.json")
    lock.write_text(lock.read_text().replace('"json": "standard"', '"json": "faster"'))
    refused = run(*GENERATE, "--models", "typeddict")
    assert refused.exit_code == 2
    assert "lock-unreadable" in refused.stderr
    assert "name the option as a flag" in refused.stderr
    assert run(*GENERATE, "--json", "standard").exit_code == 0


def test_what_the_configuration_names_for_all_goes_before_the_lock() -> None:
    run(*GENERATE, "--decode", "strict", "--json", "orjson")
    Path("pyproject.toml").write_text('[tool.eventwright]\njson = "standard"\n')
    assert run(*GENERATE, "--handler-style", "sync").exit_code == 0
    assert options_of_the_lock()["json"] == "standard"
    decode = options_of_the_lock()["decode"]
    assert isinstance(decode, dict)
    assert decode["enums"] == "closed"


def test_a_target_is_meant_only_with_its_own_output() -> None:
    Path("eventwright.toml").write_text(
        'spec = "spec/a.yaml"\noutput = "generated/orders"\nhandler_style = "sync"\n'
    )
    run("generate")
    run("generate", "spec/a.yaml", "--output", "elsewhere")
    assert "async def" not in Path("generated/orders/handlers.py").read_text()
    assert "async def" in Path("elsewhere/handlers.py").read_text()


@pytest.mark.parametrize("output", [".", ".."])
def test_the_working_folder_is_no_output(folder: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    (folder / "package").mkdir()
    monkeypatch.chdir(folder / "package")
    result = run("generate", "../spec/a.yaml", "--output", output)
    assert result.exit_code == 2
    assert "output-is-working-folder" in result.stderr
