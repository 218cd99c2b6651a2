"""What the tests of generated packages share."""

from collections.abc import Iterator

import pytest
from tests.support import Packages, importable_packages


@pytest.fixture(scope="session")
def packages() -> Iterator[Packages]:
    """Makes and imports packages, each once in a session."""
    with importable_packages() as made:
        yield made
