"""The one module that knows Jinja2: a `Package` becomes the texts of its files; nothing is on disk yet."""

import ast
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from eventwright.package import Package
from eventwright.templates import templates_folder

# The same in every package, so they are copied as they stand.
_COPIED = ("_check.py", "_codec.py", "_formats.py", "_keywords.py", "_record.py", "_walk.py", "routing.py")


def render(package: Package) -> dict[str, str]:
    """Return the text of each file of the package by its path; the lock is not among them."""
    files = {name: _template(f"{name}.jinja").render(package=package, module=module)
             for name, module in package.modules.items()}
    files |= {name: _copied(name) for name in _COPIED}
    files["_json.py"] = _copied("_json_orjson.py" if package.orjson else "_json.py")
    files |= {"py.typed": "", ".gitattributes": _copied("gitattributes")}
    _assert_parsable(files)
    return dict(sorted(files.items()))


def _assert_parsable(files: Mapping[str, str]) -> None:
    """Text that is no Python would be a bug of ours, and must never reach the disk."""
    for name, text in files.items():
        if name.endswith(".py"):
            ast.parse(text, filename=name)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder() / "package", encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=False,  # what is rendered is Python, and every value in it is source already
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@lru_cache(maxsize=None)
def _template(name: str) -> Template:
    return _environment().get_template(name)


@lru_cache(maxsize=None)
def _copied(name: str) -> str:
    return (templates_folder() / "package" / name).read_text(encoding="utf-8")
