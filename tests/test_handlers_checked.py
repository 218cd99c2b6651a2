"""What is added to handlers files stands before type checkers and linters as the user's own code did."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import files_of
from tests.test_handlers_file import CASES, LEFT_ALONE, SPEC

from eventwright.options import HandlerStyle, PackageOptions

KNOWN = {
    "mypy": {"methods_that_are_assigned.py": "the file declares the method's name as a field before"},
    "pyright": {
        "import_with_a_substitute.py": "the file has no substitute for the new names",
        "methods_that_are_assigned.py": "the file declares the method's name as a field before",
    },
    "ruff": {
        "base_from_a_module.py": "the import of the package comes behind that of its module",
        "name_and_its_alias_in_use.py": "isort gives a name with an alias a line of its own",
        "name_in_use.py": "isort gives a name with an alias a line of its own",
        "one_line_class_over_a_backslash.py": "the white space in front of the body stays where it is",
        "one_line_class_with_tabs.py": "tabs",
        "tabs.py": "tabs",
    },
}
"""The files in which something new is found, and why."""

RULES = ("check", "--no-cache", "--isolated", "--output-format=concise", "--select=E,F,W,I,UP,B,SIM,RUF")
BASE = """\
from generated.orders import Handlers


class LoggedHandlers(Handlers):
    pass


class Mixin:
    async def set_up(self, message: object) -> None:
        print(message)
"""

Findings = set[tuple[str, str]]
"""Names of files, each with the code of what is found."""

SYNC = {"sync", "sync-new"}


def project(root: Path, moment: str) -> Path:
    """A project with packages and all files as they were or as they became, side by side."""
    for place in ("generated/orders", "generated/invoices", "generated/sync", "orders"):
        style = HandlerStyle.SYNC if place.endswith("sync") else HandlerStyle.ASYNC
        spec = SPEC.read_bytes()
        if place.endswith("invoices"):
            spec = spec.replace(b"order.", b"invoice.").replace(b"placed", b"paid")
        for name, text in files_of(spec, SPEC.name, PackageOptions(handler_style=style)).items():
            (root / place).mkdir(parents=True, exist_ok=True)
            (root / place / name).write_text(text)
    (root / "app").mkdir()
    (root / "app/base.py").write_text(BASE)
    (root / "mine").mkdir()
    for case in sorted(each for each in CASES.iterdir() if each.is_dir() and each.name not in LEFT_ALONE):
        found = [path for path in (case / f"{moment}.py", case / "before.py") if path.exists()]
        if found:
            data = found[0].read_bytes()
            if case.name in SYNC:
                data = data.replace(b"generated.orders", b"generated.sync")
            (root / "mine" / f"{case.name.replace('-', '_')}.py").write_bytes(data)
    return root


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("before"), "before")


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("after"), "after")


def told(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def mypy(folder: Path) -> Findings:
    output = told(folder, "mypy", "--strict", "--config-file=", "--no-incremental", "mine")
    return set(re.findall(r"^mine/(\w+\.py):\d+: error: .*\[([\w-]+)\]$", output, re.MULTILINE))


def pyright(folder: Path) -> Findings:
    (folder / "pyrightconfig.json").write_text('{"include": ["mine"], "pythonVersion": "3.11"}')
    output = json.loads(told(folder, "pyright", "--outputjson", "--pythonpath", sys.executable))
    found = [each for each in output["generalDiagnostics"] if each["severity"] == "error"]
    return {(Path(each["file"]).name, each.get("rule", "")) for each in found}


def ruff(folder: Path) -> Findings:
    output = told(folder, "ruff", *RULES, "mine")
    return set(re.findall(r"^mine/(\w+\.py):\d+:\d+: (\w+)", output, re.MULTILINE))


@pytest.mark.parametrize("judge", [mypy, pyright, ruff], ids=lambda judge: judge.__name__)
def test_a_judge_finds_nothing_new(judge: Callable[[Path], Findings], before: Path, after: Path) -> None:
    found = judge(after) - judge(before)
    assert {file for file, _ in found} == KNOWN[judge.__name__].keys()
