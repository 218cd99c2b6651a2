"""What other tools say of a folder of packages: Python's import, mypy, ruff; each a list of complaints."""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

SECONDS = 900
RUFF = """
line-length = 110
target-version = "py311"
[lint]
select = ["E", "F", "W", "I", "B", "UP", "SIM", "RUF", "PTH", "RET", "TID", "T20"]
ignore = ["E501", "E741", "E742", "E743"]  # lengths and names are the document's
"""
# Warnings are errors, so that also a questionable escape in a literal is found.
_IMPORT_ALL = """
import importlib, pathlib, sys, traceback
failed = 0
sys.path.insert(0, ".")
for name in sys.stdin.read().split():
    try:
        package = importlib.import_module(name)
        for path in sorted(pathlib.Path(name).rglob("*.py")):
            importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
        missing = [public for public in package.__all__ if not hasattr(package, public)]
        assert not missing, missing
    except Exception:
        failed = 1
        print(f"{name} cannot be imported", traceback.format_exc(), sep="\\n")
sys.exit(failed)
"""


def complaints(folder: Path, names: Sequence[str]) -> list[str]:
    """Return what the tools find wrong with the packages of a folder, nothing where all is well."""
    (folder / "ruff.toml").write_text(RUFF, encoding="utf-8")
    ruff = ["-m", "ruff", "--config", "ruff.toml"]  # not the floor that each package brings
    packages = [argument for name in names for argument in ("-p", name)]
    return [
        *_said(folder, ["-I", "-W", "error", "-c", _IMPORT_ALL], " ".join(names)),
        *_said(folder, [*ruff, "check", "--no-cache", "--quiet", *names]),
        *_said(folder, [*ruff, "format", "--no-cache", "--check", "--quiet", "--diff", *names]),
        *_said(folder, ["-m", "mypy", "--strict", "--no-incremental", "--config-file=", *packages]),
    ]


def _said(folder: Path, arguments: Iterable[str], asked: str = "") -> list[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        input=asked,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    return [done.stdout + done.stderr] if done.returncode else []
