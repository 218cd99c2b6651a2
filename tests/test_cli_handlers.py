"""Handlers files by the commands: what `generate` and `check` do to them on disk, and what they answer."""

import json
import os
import stat
import subprocess
import sys
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
        oneOf:
          - name: order.placed
            payload: {type: object, required: [kind], properties: {kind: {const: placed}}}
          - name: order.cancelled
            payload: {type: object, required: [kind], properties: {kind: {const: cancelled}}}
"""
PLACE = ["spec/a.yaml", "--output", "generated/orders", "--handlers-file", "app/handlers.py"]
GENERATE = ["generate", *PLACE]
CHECK = ["check", *PLACE]
HANDLERS = Path("app/handlers.py")
MINE = "from generated.orders import Handlers\n\n\nclass Shop(Handlers):\n    value = 1\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("spec").mkdir()
    Path("spec/a.yaml").write_text(SPEC)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def mine(text: str = MINE) -> None:
    HANDLERS.parent.mkdir(parents=True, exist_ok=True)
    HANDLERS.write_text(text)


def content() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def rename() -> None:
    Path("spec/a.yaml").write_text(SPEC.replace("order.cancelled", "order.canceled"))


def python(code: str, *paths: str) -> str:
    """What a program of the user's prints or dies of."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths or (".",)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )
    return done.stdout or done.stderr.splitlines()[-1]


def test_the_first_run_writes_the_file_and_the_folders_above() -> None:
    result = run(*GENERATE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "app/handlers.py: written with 2 handlers"
    assert "class OrdersHandlers(Handlers):" in HANDLERS.read_text()


@pytest.mark.parametrize(("style", "call"), [("async", "asyncio.run({})"), ("sync", "{}")])
def test_a_stub_raises_until_it_is_written(style: str, call: str) -> None:
    run(*GENERATE, "--handler-style", style)
    dispatch = call.format('Router(OrdersHandlers()).dispatch("orders", b\'{"kind": "placed"}\')')
    imports = "import asyncio\nfrom app.handlers import OrdersHandlers\nfrom generated.orders import Router\n"
    program = imports + dispatch
    assert python(program).startswith("generated.orders.routing.UnhandledMessage: no handler for OrderPlaced")
    wait = "await " if style == "async" else ""
    HANDLERS.write_text(
        HANDLERS.read_text().replace(f"{wait}super().order_placed(message)", "print('placed')")
    )
    assert python(program) == "placed\n"


def test_a_new_message_is_added_and_told_of() -> None:
    mine()
    result = run(*GENERATE)
    assert (
        result.stdout.splitlines()[-1] == "app/handlers.py: 2 handlers added: order_placed, order_cancelled"
    )
    assert HANDLERS.read_text().startswith(
        MINE.replace("import Handlers", "import Handlers, OrderCancelled, OrderPlaced")
    )
    again = run(*GENERATE, "-v")
    assert again.stdout.splitlines()[-1] == "app/handlers.py: unchanged"
    assert "handlers.py" not in run(*GENERATE).stdout


def test_quiet_means_quiet() -> None:
    assert run(*GENERATE, "-q").stdout == ""
    assert HANDLERS.exists()


def test_a_dry_run_shows_the_file_and_writes_nothing() -> None:
    mine()
    before = content()
    result = run(*GENERATE, "--dry-run", "--diff")
    assert "--- a/app/handlers.py\n+++ b/app/handlers.py\n" in result.stdout
    assert "+    async def order_placed(self, message: OrderPlaced) -> None:\n" in result.stdout
    told = "app/handlers.py (dry run): 2 handlers to add: order_placed, order_cancelled"
    assert result.stdout.splitlines()[-1] == told
    assert content() == before
    HANDLERS.unlink()
    first = run(*GENERATE, "--dry-run")
    assert first.stdout.splitlines()[-1] == "app/handlers.py (dry run): to write with 2 handlers"
    assert not HANDLERS.exists()


def test_a_renamed_message_is_reported_by_both_commands_and_nothing_is_removed() -> None:
    run(*GENERATE)
    before = HANDLERS.read_bytes()
    rename()
    for result in (run(*CHECK), run(*GENERATE), run(*CHECK)):
        told = result.stdout + result.stderr
        assert "warning: handler-without-message handler 'order_cancelled' has no message any more" in told
        assert "hint: was it renamed to 'order_canceled'?" in told
    rest = iter(HANDLERS.read_bytes())
    assert all(byte in rest for byte in before)
    assert run(*CHECK).exit_code == 0


def test_check_tells_what_is_missing_and_what_is_not_written_yet() -> None:
    run(*GENERATE)
    assert run(*CHECK).stdout.splitlines() == [
        "generated/orders is in step with spec/a.yaml",
        "  handlers  app/handlers.py leaves order_placed unwritten",
        "  handlers  app/handlers.py leaves order_cancelled unwritten",
    ]
    rename()
    run("generate", *PLACE[:3])
    result = run(*CHECK)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "generated/orders is not in step with spec/a.yaml" in lines
    assert "  handlers  app/handlers.py has no order_canceled" in lines
    command = lines[-1].removeprefix("mend it with: eventwright ").split()
    assert command == GENERATE
    assert run(*command).exit_code == 0
    assert run(*CHECK).exit_code == 0


def test_a_missing_file_is_drift() -> None:
    run(*GENERATE)
    HANDLERS.unlink()
    result = run(*CHECK)
    assert result.exit_code == 1
    assert "  handlers  app/handlers.py is not there" in result.stdout.splitlines()
    assert "+++ b/app/handlers.py\n" in run(*CHECK, "--diff").stdout


@pytest.mark.parametrize("form", ["full", "concise", "json", "github"])
def test_check_has_one_exit_code_in_every_format(form: str) -> None:
    mine()
    run("generate", *PLACE[:3])
    result = run(*CHECK, "--output-format", form)
    assert result.exit_code == 1
    assert "order_placed" in result.stdout
    run(*GENERATE)
    assert run(*CHECK, "--output-format", form).exit_code == 0


def test_the_formats_for_machines_tell_of_handlers() -> None:
    mine("from generated.orders import Handlers\n\n\nclass Shop(Handlers):\n    order_placed = print\n")
    run("generate", *PLACE[:3])
    (package,) = json.loads(run(*CHECK, "--output-format", "json").stdout)["packages"]
    assert package["in_step"] is False
    assert package["handlers"] == {"file": "app/handlers.py", "missing": ["order_cancelled"], "unwritten": []}
    assert (
        "app/handlers.py: drift-missing-handler app/handlers.py has no order_cancelled\n"
        in run(*CHECK, "--output-format", "concise").stdout
    )
    told = run(*CHECK, "--output-format", "github").stdout
    assert told.startswith("::error file=app/handlers.py,title=drift-missing-handler::")
    run(*GENERATE)
    told = run(*CHECK, "--output-format", "github").stdout
    assert told.startswith("::notice file=app/handlers.py,title=drift-unwritten-handler::")
    (plain,) = json.loads(run("check", *PLACE[:3], "--output-format", "json").stdout)["packages"]
    assert plain["handlers"] is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"class Shop(Handlers:\n", "app/handlers.py:1:20: handlers-file-not-python "),
        (b"\xff\xfe", "app/handlers.py:1:1: handlers-file-not-python "),
    ],
)
def test_a_file_that_is_not_understood_is_left_alone_and_the_package_is_written(
    text: bytes, code: str
) -> None:
    HANDLERS.parent.mkdir()
    HANDLERS.write_bytes(text)
    result = run(*GENERATE)
    assert result.exit_code == 2
    assert code in result.stderr
    assert "so it is left alone" in result.stderr
    assert HANDLERS.read_bytes() == text
    assert Path("generated/orders/models.py").exists()
    checked = run(*CHECK)
    assert checked.exit_code == 2
    assert code in checked.stdout
    assert "generated/orders is in step with spec/a.yaml" in checked.stdout


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to nothing", "circle of links"])
def test_what_is_no_file_is_reported(kind: str) -> None:
    HANDLERS.parent.mkdir()
    match kind:
        case "folder":
            HANDLERS.mkdir()
        case "pipe":
            os.mkfifo(HANDLERS)
        case "link to nothing":
            HANDLERS.symlink_to("nowhere.py")
        case _:
            HANDLERS.symlink_to("other.py")
            Path("app/other.py").symlink_to("handlers.py")
    for command in (GENERATE, CHECK):
        result = run(*command)
        assert result.exit_code == 2
        assert "app/handlers.py: handlers-file-not-read 'handlers.py' " in result.stdout + result.stderr
    assert Path("generated/orders/models.py").exists()
    assert sorted(path.name for path in Path("app").iterdir()) == (
        ["handlers.py", "other.py"] if kind == "circle of links" else ["handlers.py"]
    )


def test_mode_and_links_stay_and_nothing_is_left_beside() -> None:
    Path("real").mkdir()
    real = Path("real/mine.py")
    real.write_text(MINE)
    real.chmod(0o750)
    HANDLERS.parent.mkdir()
    HANDLERS.symlink_to("../real/mine.py")
    Path("real/.mine.py.eventwright-0123456789abcdef").write_text("left by a run that was killed")
    assert run(*GENERATE).exit_code == 0
    assert HANDLERS.is_symlink()
    assert "order_placed" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o750
    assert [path.name for path in Path("real").iterdir()] == ["mine.py"]


def test_nothing_is_added_when_the_package_is_refused() -> None:
    run(*GENERATE)
    before = HANDLERS.read_bytes()
    Path("generated/orders/models.py").write_text("edited\n")
    rename()
    assert run(*GENERATE).exit_code == 1
    assert HANDLERS.read_bytes() == before
    assert run(*GENERATE, "--force").exit_code == 0
    assert HANDLERS.read_bytes() != before
    HANDLERS.unlink()
    Path("spec/a.yaml").write_text("asyncapi: 2.6.0\n")
    assert run(*GENERATE).exit_code == 1
    assert not HANDLERS.exists()


@pytest.mark.parametrize(
    "file", ["generated/orders/mine.py", "generated/../generated/orders/a/b.py", "app/handlers.txt"]
)
def test_a_file_that_cannot_be_the_users_is_refused_before_anything_is_written(file: str) -> None:
    result = run(*GENERATE[:-1], file)
    assert result.exit_code == 2
    assert ": handlers-file-misplaced the handlers file " in result.stderr
    assert not Path("generated").exists()
    assert run(*CHECK[:-1], file).exit_code == 2


def test_a_configured_file_is_relative_to_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("eventwright.toml").write_text(
        'spec = "spec/a.yaml"\noutput = "generated/orders"\nhandlers_file = "app/handlers.py"\n'
    )
    Path("deep").mkdir()
    monkeypatch.chdir("deep")
    assert run("generate").stdout.splitlines()[-1] == "../app/handlers.py: written with 2 handlers"
    assert "from generated.orders import (" in Path("../app/handlers.py").read_text()
    assert run("check").exit_code == 0


def test_two_targets_may_share_a_file() -> None:
    Path("eventwright.toml").write_text(
        '[[target]]\nspec = "spec/a.yaml"\noutput = "generated/orders"\nhandlers_file = "app/handlers.py"\n'
        '[[target]]\nspec = "spec/a.yaml"\noutput = "generated/returns"\nhandlers_file = "app/handlers.py"\n'
    )
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0
    text = HANDLERS.read_text()
    assert "class OrdersHandlers(Handlers):" in text
    assert "class ReturnsHandlers(Handlers_):" in text
    assert python("import app.handlers; print(app.handlers.ReturnsHandlers.__mro__[1].__module__)") == (
        "generated.returns.handlers\n"
    )


@pytest.mark.parametrize(
    ("packages", "output", "statement"),
    [
        ([], "generated/orders", "from generated.orders import"),
        ([], "orders", "from orders import"),
        ([], "src/shop/orders", "from shop.orders import"),
        (["backend/shop"], "backend/shop/orders", "from shop.orders import"),
        (["shop"], "shop/generated/orders", "from shop.generated.orders import"),
        (["a/b/c", "a/b"], "a/b/c/orders", "from b.c.orders import"),
        ([], "my-project/orders", "from orders import"),
        ([], "../elsewhere/orders", "from orders import"),
    ],
)
def test_the_package_is_imported_by_a_rule(
    packages: list[str], output: str, statement: str, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "home").mkdir()
    monkeypatch.chdir(folder / "home")
    for each in packages:
        Path(each).mkdir(parents=True, exist_ok=True)
        (Path(each) / "__init__.py").touch()
    arguments = ["generate", "../spec/a.yaml", "--output", output, "--handlers-file", "app/handlers.py"]
    assert run(*arguments).exit_code == 0
    assert f"\n{statement} (" in HANDLERS.read_text()


def test_the_import_can_be_said() -> None:
    assert run(*GENERATE, "--package-import", "orders").exit_code == 0
    assert "\nfrom orders import (" in HANDLERS.read_text()
    assert python("import app.handlers; print(1)", ".", "generated") == "1\n"
    assert run(*GENERATE, "--package-import", "or ders").exit_code == 2
    Path("eventwright.toml").write_text('spec = "spec/a.yaml"\npackage_import = "a.class"\n')
    assert "configuration-value 'package_import' cannot be 'a.class'" in run("generate").stderr


def test_a_flag_is_taken_from_the_environment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTWRIGHT_HANDLERS_FILE", "app/handlers.py")
    monkeypatch.setenv("EVENTWRIGHT_PACKAGE_IMPORT", "orders")
    assert run("generate", "spec/a.yaml", "--output", "generated/orders").exit_code == 0
    assert "\nfrom orders import (" in HANDLERS.read_text()


def test_a_document_that_sends_only_gets_an_empty_class() -> None:
    Path("spec/a.yaml").write_text(SPEC.replace("publish", "subscribe"))
    assert run(*GENERATE).exit_code == 0
    assert run(*CHECK).exit_code == 0
    assert HANDLERS.read_text().count("def ") == 0
    mine("x = 1\n")
    assert "handlers.py" not in run(*GENERATE).stdout
    assert HANDLERS.read_text() == "x = 1\n"
