"""Where the templates lie: inside an installed package, beside `generator/` in a checkout."""

from pathlib import Path

_HERE = Path(__file__).parent


def templates_folder() -> Path:
    """Return the folder with the templates, which a wheel holds inside the package."""
    installed = _HERE / "templates"
    return installed if installed.is_dir() else _HERE.parents[1] / "templates"
