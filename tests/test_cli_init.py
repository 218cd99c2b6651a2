"""The command `init`: what it finds, what it writes, and what it leaves alone."""

import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest
from tests.setups import DOCUMENT, PACKAGE, PRE_COMMIT, WORKFLOW, content, run, scratch_project, write
from typer.testing import CliRunner

from eventwright.cli import app
from eventwright.configuration import read_configuration
from eventwright.setup.project import documents_in


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return scratch_project(tmp_path, monkeypatch)


def test_a_second_run_changes_nothing_and_says_so() -> None:
    assert run("--yes").exit_code == 0
    before = content()
    again = run("--yes")
    assert again.exit_code == 0
    assert "everything is set up already, and nothing was changed\n" in again.stdout
    assert content() == before
    same = "--package-name messagebird_conversations --handlers-file handlers.py --models dataclass"
    for arguments in ([], [DOCUMENT], ["--output", f"./{PACKAGE}/", "--ref-root", "."], same.split()):
        assert run(*arguments).exit_code == 0
        assert content() == before


def test_a_dry_run_writes_nothing_and_says_what_would_be() -> None:
    before = content()
    result = run("--yes", "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    for path in ("eventwright.toml", PRE_COMMIT, WORKFLOW):
        assert f"{path} (dry run): to write\n" in result.stdout
    assert "next:" not in result.stdout
    assert content() == before


PYPROJECT = """\
# The shop.
[project]
name = "the-shop"
dependencies = [
    "Flask>=3",   # for now
]

[tool.ruff]
line-length = 99
"""


def test_a_project_tells_its_package_its_layout_and_its_framework() -> None:
    write("pyproject.toml", PYPROJECT)
    write("src/the_shop/__init__.py", "")
    write("src/the_shop/handlers.py", "# Handlers of other things.\n")
    write("src/tools/__init__.py", "")
    result = run(DOCUMENT)
    assert (result.exit_code, result.stderr) == (0, "")
    text = Path("pyproject.toml").read_text()
    assert text.removeprefix(PYPROJECT) == (
        "\n[tool.eventwright]\n"
        f'spec = "{DOCUMENT}"\n'
        'output = "src/the_shop/messagebird_conversations"\n'
        'handlers_file = "src/the_shop/event_handlers.py"\n'
        'handler_style = "sync"\n'
    )
    assert not Path("eventwright.toml").exists()
    assert Path("src/the_shop/handlers.py").read_text() == "# Handlers of other things.\n"
    handlers = Path("src/the_shop/event_handlers.py").read_text()
    assert "from the_shop.messagebird_conversations import " in handlers
    assert "async def" not in handlers


@pytest.mark.parametrize(
    ("files", "output", "handlers", "style"),
    [
        ({}, PACKAGE, "handlers.py", None),
        ({"app/main.py": ""}, PACKAGE, "app/handlers.py", None),
        ({"shop/__init__.py": "", "tests/__init__.py": ""}, "shop/{}", "shop/handlers.py", None),
        ({"shop/__init__.py": "", "more/__init__.py": ""}, PACKAGE, "handlers.py", None),
        ({"src/readme": ""}, "src/{}", "src/handlers.py", None),
        ({"requirements.txt": "# web\nDjango==5\n"}, PACKAGE, "handlers.py", "sync"),
        ({"requirements.txt": "flask\nfastapi[all]>=1\n"}, PACKAGE, "handlers.py", None),
        (
            {"pyproject.toml": "[tool.poetry.dependencies]\nflask = '3'\n"},
            PACKAGE,
            "handlers.py",
            "sync",
        ),
        (
            {"pyproject.toml": "[dependency-groups]\nweb = ['bottle', {include-group = 'x'}]\n"},
            PACKAGE,
            "handlers.py",
            "sync",
        ),
        ({"pyproject.toml": "project = 1\n"}, PACKAGE, "handlers.py", None),
        ({"handlers.py": "x = 1\n"}, PACKAGE, "event_handlers.py", None),
    ],
)
def test_what_is_found_is_taken(files: dict[str, str], output: str, handlers: str, style: str | None) -> None:
    for path, text in files.items():
        write(path, text)
    assert run().exit_code == 0
    configuration = read_configuration(Path.cwd())
    assert configuration is not None
    [target] = configuration.targets
    assert target.output == output.format("messagebird_conversations")
    assert target.handlers_file == handlers
    assert target.handler_style == style


def test_each_answer_has_a_flag() -> None:
    flags = "--package-name events --handlers-file mine.py --framework django --perspective client"
    more = "--models typeddict --ref-root . --allow-remote --no-pre-commit --workflow"
    assert run(DOCUMENT, *flags.split(), *more.split()).exit_code == 0
    assert Path("eventwright.toml").read_text().splitlines() == [
        f'spec = "{DOCUMENT}"',
        'output = "generated/events"',
        'handlers_file = "mine.py"',
        'ref_root = "."',
        "allow_remote = true",
        'perspective = "client"',
        'handler_style = "sync"',
        'models = "typeddict"',
    ]
    assert Path(WORKFLOW).exists()
    assert not Path(PRE_COMMIT).exists()
    assert CliRunner().invoke(app, ["check"]).exit_code == 0


def test_an_output_says_the_name_too_and_none_is_a_file() -> None:
    assert run("--output", "lib/events", "--package-name", "other").exit_code == 2
    assert run("--output", "lib/events", "--no-handlers-file").exit_code == 0
    assert Path("eventwright.toml").read_text() == f'spec = "{DOCUMENT}"\noutput = "lib/events"\n'


@pytest.mark.parametrize("stem", ["asyncapi", "API", "spec"])
def test_a_file_whose_name_says_nothing_leaves_the_name_to_the_project(stem: str) -> None:
    Path(DOCUMENT).rename(f"{stem}.yaml")
    assert run().exit_code == 0
    assert Path("generated/events").is_dir()
    Path("eventwright.toml").unlink()
    write("pyproject.toml", "[project]\nname = 'shop'\n")
    assert run().exit_code == 0
    assert Path("generated/shop_events").is_dir()


def test_none_or_several_documents_are_a_problem_where_nobody_can_be_asked() -> None:
    write("spec/b.json", '{\n"asyncapi": "2.6.0"}')
    write("spec/c.yaml", "openapi: 3.0.0\n")
    write("node_modules/d.yaml", "asyncapi: 2.6.0\n")
    before = content()
    result = run("--yes")
    assert result.exit_code == 2
    assert f"several AsyncAPI documents: '{DOCUMENT}', 'spec/b.json'\n" in result.stderr
    Path(DOCUMENT).unlink()
    Path("spec/b.json").unlink()
    assert "no AsyncAPI document is here" in run("--yes").stderr
    assert content() == {path: data for path, data in before.items() if "c.yaml" in path or "d.yaml" in path}


def test_a_file_of_nothing_but_space_is_soon_known_to_be_none(folder: Path) -> None:
    Path("a.yml").write_text("\n" * 1_000_000)
    Path("b.yml").write_text("," * 1_000_000)
    Path("c.yml").write_text("{\n" * 500_000)
    assert documents_in(folder) == (DOCUMENT,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("asyncapi: 2.6.0\n", True),
        ("# A comment.\n---\n'asyncapi' : '2.6.0'\n", True),
        ('info: {}\n"asyncapi": "2.0.0"\n', True),
        ("\ufeffasyncapi: 2.6.0\n", True),
        ('{"info": {}, "asyncapi": "2.6.0"}', True),
        ('{\r\n\t"asyncapi" :\r\n"2.6.0"}', True),
        ("tools:\n  asyncapi: 2.6.0\n", False),
        ("asyncapi: none\n", False),
        ("# asyncapi: 2.6.0\nopenapi: 3.0.0\n", False),
        ("", False),
    ],
)
def test_a_document_is_known_by_its_first_key(folder: Path, text: str, found: bool) -> None:
    Path(DOCUMENT).unlink()
    Path("a.yml").write_bytes(text.encode())
    assert documents_in(folder) == (("a.yml",) if found else ())


def test_a_document_that_is_refused_leaves_nothing_behind() -> None:
    write(DOCUMENT, "asyncapi: 2.6.0\ninfo: {title: a, version: '1'}\nchannels: {a: {publish: 1}}\n")
    before = content()
    result = run("--yes")
    assert result.exit_code == 1
    assert DOCUMENT in result.stderr
    assert content() == before
    assert run("gone.yaml").exit_code == 2
    assert content() == before


def test_a_configuration_that_is_there_is_kept_and_told_of() -> None:
    write("eventwright.toml", f'spec = "{DOCUMENT}"\noutput = "lib/mine"\n')
    result = run("--yes")
    assert result.exit_code == 0
    assert "eventwright.toml: kept as it is\n" in result.stdout
    assert Path("eventwright.toml").read_text() == f'spec = "{DOCUMENT}"\noutput = "lib/mine"\n'
    assert Path("lib/mine/models.py").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--output elsewhere/events", "--output elsewhere/events (it has lib/mine)"),
        ("--package-name json", "--package-name json (it has mine)"),
        ("--handlers-file x", "--handlers-file x (it has mine.py)"),
        ("--handlers-file none", "no file for handlers (it has 'mine.py')"),
        ("--no-handlers-file", "no file for handlers (it has 'mine.py')"),
        ("--framework flask", "--framework flask (it has handlers that are async)"),
        ("--models msgspec", "--models msgspec (it has pydantic)"),
        ("--perspective client", "--perspective client (it has application)"),
        ("--ref-root ..", "--ref-root .. (it has .)"),
        ("--allow-remote", "--allow-remote"),
        (
            f"{DOCUMENT} --models msgspec --package-name a --output lib/mine",
            "--package-name a (it has mine), --models msgspec (it has pydantic)",
        ),
    ],
)
def test_flags_that_contradict_a_configuration_are_told_and_nothing_is_done(
    arguments: str, told: str
) -> None:
    text = f'spec = "{DOCUMENT}"\noutput = "lib/mine"\nhandlers_file = "mine.py"\nmodels = "pydantic"\n'
    write("eventwright.toml", text)
    before = content()
    result = run("--yes", *arguments.split())
    assert result.exit_code == 2
    shown = (
        "eventwright.toml: configuration-kept 'eventwright.toml' is kept, and has other values than the flags"
    )
    assert f"{shown}: {told}\n" in result.stderr
    assert content() == before


def test_flags_contradict_nothing_where_one_of_several_targets_has_their_values() -> None:
    first = f'[[target]]\nspec = "{DOCUMENT}"\noutput = "lib/one"\n'
    write("eventwright.toml", first + first.replace("one", "two") + 'models = "typeddict"\n')
    assert run("--output", "lib/two", "--models", "typeddict").exit_code == 0
    assert run("--output", "lib/one", "--models", "typeddict").exit_code == 2


def test_a_file_for_handlers_and_none_is_a_usage_error() -> None:
    before = content()
    result = run("--no-handlers-file", "--handlers-file", "x.py")
    assert result.exit_code == 2
    assert "a file for handlers and none cannot both be" in result.stderr
    assert content() == before


@pytest.mark.parametrize("single", [True, False])
def test_what_the_hint_of_a_kept_configuration_says_can_be_done(single: bool) -> None:
    old = f'spec = "{DOCUMENT}"\noutput = "lib/mine"\nhandlers_file = "mine.py"\n'
    table = "[[target]]\n"
    write("eventwright.toml", old if single else table + old)
    copy(DOCUMENT, "other.yaml")
    told = " ".join(run("other.yaml").stderr.split())
    moved = "'spec', 'output', 'handlers_file', 'package_import' stand outside of targets, move them below a"
    assert f"add one: [[target]] with 'spec' and 'output'; where {moved} [[target]] of their own" in told
    write("eventwright.toml", f'{table}{old}{table}spec = "other.yaml"\noutput = "lib/other"\n')
    assert run("other.yaml").exit_code == 0


@pytest.mark.parametrize("text", ['spec = "other.yaml"\n', 'handler_style = "sync"\n'])
def test_a_configuration_without_the_document_is_not_added_to(text: str) -> None:
    write("eventwright.toml", text)
    before = content()
    result = run(DOCUMENT)
    assert result.exit_code == 2
    assert "configuration-kept 'eventwright.toml' is kept, and has no target for " in result.stderr
    assert content() == before


def test_a_folder_below_a_configured_one_gets_a_configuration_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("eventwright.toml", f'spec = "{DOCUMENT}"\noutput = "lib/mine"\n')
    (folder / "part").mkdir()
    copy(DOCUMENT, folder / "part" / "other.yaml")
    monkeypatch.chdir(folder / "part")
    assert run("other.yaml").exit_code == 0
    assert Path("eventwright.toml").exists()
    (folder / "third").mkdir()
    copy(folder / DOCUMENT, folder / "third" / "found.yaml")
    monkeypatch.chdir(folder / "third")
    assert run().exit_code == 0
    assert 'spec = "found.yaml"' in Path("eventwright.toml").read_text()
    (folder / "another").mkdir()
    monkeypatch.chdir(folder / "another")
    assert "../eventwright.toml: kept as it is\n" in run("../" + DOCUMENT).stdout
    assert not Path("eventwright.toml").exists()


def test_a_file_that_cannot_be_written_is_a_problem() -> None:
    Path(PRE_COMMIT).mkdir()
    result = run("--yes")
    assert result.exit_code == 2
    assert f"{PRE_COMMIT}: setup-file-not-read " in result.stderr
    assert not Path("eventwright.toml").exists()
    write(".github", "a file\n")
    result = run("--yes", "--no-pre-commit")
    assert result.exit_code == 2
    assert "setup-file-not-written " in result.stderr


def test_what_was_written_before_a_failure_is_told_of_and_the_next_run_goes_on() -> None:
    write(".github", "a file\n")
    failed = run("--yes")
    assert failed.exit_code == 2
    assert f"eventwright.toml: written\n{PRE_COMMIT}: written\n" in failed.stdout
    Path(".github").unlink()
    mended = run("--yes")
    assert mended.exit_code == 0
    assert f"{WORKFLOW}: written\n" in mended.stdout


def test_only_init_imports_what_writes_toml() -> None:
    program = (
        "import sys\n"
        "from eventwright.cli import app\n"
        "try:\n    app(['check'])\n"
        "except SystemExit:\n    print('tomlkit' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "False"
