"""What generating the MessageBird package costs beside datamodel-codegen; measures, and asserts nothing."""

import argparse
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

SPEC = Path(__file__).parents[1] / "spec" / "messagebird-conversations.yaml"

OURS = "eventwright generate"
PEER = "datamodel-codegen (as installed)"
PEER_QUICK = "datamodel-codegen --formatters builtin"


def commands(folder: Path) -> Mapping[str, Sequence[str]]:
    """The command line of each candidate that writes into an empty folder."""
    peer = ["datamodel_code_generator", "--input", str(SPEC), "--input-file-type", "asyncapi"]
    peer += ["--output-model-type", "pydantic_v2.BaseModel", "--target-python-version", "3.11"]
    peer += ["--disable-warnings", "--output", str(folder / "models.py")]
    ours = ["eventwright", "generate", str(SPEC), "--output", str(folder / "conversations"), "--quiet"]
    modules = {OURS: ours, PEER: peer, PEER_QUICK: [*peer, "--formatters", "builtin"]}
    return {name: [sys.executable, "-m", *module] for name, module in modules.items()}


def seconds(name: str) -> float:
    """CPU seconds, user and system, of one run of a candidate; raises CalledProcessError where it fails."""
    with TemporaryDirectory() as folder:
        before = _spent()
        # Standing in the folder, so that no configuration file of this project is read.
        subprocess.run(commands(Path(folder))[name], cwd=folder, check=True, capture_output=True)
        return _spent() - before


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def fastest(repeats: int) -> Mapping[str, float]:
    """The least CPU seconds of each candidate; they take turns, and a first turn is not counted."""
    names = (OURS, PEER, PEER_QUICK)
    turns = [{name: seconds(name) for name in names} for _ in range(repeats + 1)]
    return {name: min(turn[name] for turn in turns[1:]) for name in names}


def table(best: Mapping[str, float]) -> str:
    """The candidates as text: CPU seconds, and multiples of ours."""
    lines = [f"{'':42}{'CPU s':>8}{'ratio':>8}"]
    lines += [f"{name:42}{spent:8.2f}{spent / best[OURS]:8.2f}" for name, spent in best.items()]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="runs of each candidate, the least counts")
    chosen = parser.parse_args(arguments)
    sys.stdout.write(table(fastest(chosen.repeats)) + "\n")


if __name__ == "__main__":
    main()
