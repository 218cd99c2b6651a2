"""The packages that most tests of this folder decode with."""

from typing import Any

import pytest
from tests.support import KITCHEN_SINK, STRICT, Packages


@pytest.fixture(scope="session")
def lenient_sink(packages: Packages) -> Any:
    """The package of the kitchen sink with the default options."""
    return packages.of_file(KITCHEN_SINK)


@pytest.fixture(scope="session")
def strict_sink(packages: Packages) -> Any:
    """The package of the kitchen sink that decodes strictly."""
    return packages.of_file(KITCHEN_SINK, STRICT)
