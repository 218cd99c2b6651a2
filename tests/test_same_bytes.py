"""Equal documents and options give equal bytes: under any hash seed, in a second run, in any folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import KITCHEN_SINK, LENIENT, MESSAGEBIRD, MODES, ROOT, STRICT, files_of

DIGESTS = """
import hashlib, sys
from pathlib import Path
from tests.support import MODES, files_of
for name in sys.argv[1:]:
    path = Path(name)
    for mode, options in sorted(MODES.items()):
        for file, text in files_of(path.read_bytes(), path.name, options).items():
            print(path.name, mode, file, hashlib.sha256(text.encode()).hexdigest())
"""


def digests(seed: str) -> str:
    """The digest of every file of every package, from a process of its own."""
    command = [sys.executable, "-c", DIGESTS, str(KITCHEN_SINK), str(MESSAGEBIRD)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_hash_seed_changes_no_byte() -> None:
    first = digests("1")
    assert first == digests("4242")
    assert first.count("models.py") == 4


@pytest.mark.parametrize("path", [KITCHEN_SINK, MESSAGEBIRD], ids=lambda path: path.parent.name)
@pytest.mark.parametrize("mode", MODES)
def test_a_second_run_in_one_process_gives_the_same(path: Path, mode: str) -> None:
    document = path.read_bytes()
    first = files_of(document, path.name, MODES[mode])
    files_of(MESSAGEBIRD.read_bytes(), "other.yaml", STRICT)
    assert list(files_of(document, path.name, MODES[mode]).items()) == list(first.items())


def test_the_folder_of_the_document_shows_nowhere() -> None:
    document = KITCHEN_SINK.read_bytes()
    assert files_of(document, "far/away/spec.yaml", LENIENT) == files_of(document, "spec.yaml", LENIENT)


def test_no_path_of_this_machine_is_in_the_output() -> None:
    for text in files_of(MESSAGEBIRD.read_bytes(), MESSAGEBIRD.name, LENIENT).values():
        assert str(ROOT) not in text and str(Path.home()) not in text
