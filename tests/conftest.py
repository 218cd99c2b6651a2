"""What the tests of generated packages share, and what all tests need of their process."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support import Packages, importable_packages

# What a shell starts in the background may ignore interrupts, which programs that tests start would inherit.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def packages() -> Iterator[Packages]:
    """Makes and imports packages, each once in a session."""
    with importable_packages() as made:
        yield made


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keeps what runs record out of the cache of who runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder
