"""The one module that knows Jinja2: a `Package` becomes the texts of its files; nothing is on disk yet."""

import ast
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from eventwright.code.folding import folded
from eventwright.package import Module, Package
from eventwright.plan.imports import import_block, offered_names, used_names
from eventwright.templates import templates_folder

_FUTURE = "from __future__ import annotations"
# Classes of these modules mention each other in any order.
_POSTPONED = frozenset({"models.py", "messages.py"})
_DEFINITIONS = ("class ", "def ", "@")

# The same in every package, so they are copied as they stand.
_COPIED = (
    "_addresses.py",
    "_bindings.py",
    "_bodies.py",
    "_branches.py",
    "_check.py",
    "_codec.py",
    "_formats.py",
    "_keywords.py",
    "_message.py",
    "_patterns.py",
    "_record.py",
    "_telling.py",
    "_texts.py",
    "_walk.py",
    "routing.py",
)


def render(package: Package) -> dict[str, str]:
    """Return the text of each file of the package by its path; the lock is not among them."""
    files = {name: _module(name, module, package) for name, module in package.modules.items()}
    files |= {name: _copied(name) for name in _COPIED}
    files |= {name: _copied(template) for name, template in package.run_time.items()}
    files["_json.py"] = _copied("_json_orjson.py" if package.orjson else "_json.py")
    # In the templates folder these two have names that no tool reads there.
    files |= {"py.typed": "", ".gitattributes": _copied("gitattributes"), "ruff.toml": _copied("ruff_toml")}
    return dict(sorted(files.items()))


def render_handlers(part: str, **values: object) -> str:
    """Return a part of a handlers file: a whole `module`, a `class`, or `methods` for columns 4 and 8."""
    return _template(f"{part}.py.jinja").render(values)


def render_workflow(**values: object) -> str:
    """Return the workflow for GitHub; its values are YAML already."""
    return _template("workflow.yml.jinja").render(values)


def _module(name: str, module: Module, package: Package) -> str:
    """The body tells what it uses, so the imports are written last."""
    body = folded(_template(module.template).render(package=package).strip("\n"))
    imports = import_block(used_names(body, offered_names(module.offered)), module.offered)
    future = [_FUTURE] if name in _POSTPONED else []
    parts = [part for part in (module.header, *future, imports) if part]
    opening = "\n\n".join(parts) + "\n"
    # What is no Python would be a bug of ours and must never reach the disk: `used_names` parsed the body.
    ast.parse(opening, filename=name)
    if not body:
        return opening
    gap = "\n\n" if body.startswith(_DEFINITIONS) else "\n"
    return f"{opening}{gap}{body}\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(
            [templates_folder() / each for each in ("package", "handlers", "setup")], encoding="utf-8"
        ),
        undefined=StrictUndefined,
        autoescape=False,  # what is rendered is Python or YAML, and every value in it is source already
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _copied(name: str) -> str:
    folder = templates_folder()
    return (folder / name if "/" in name else folder / "package" / name).read_text(encoding="utf-8")
