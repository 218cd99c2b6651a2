"""The workflow for GitHub that checks pull requests; its text is one template."""

import yaml

from eventwright import __version__
from eventwright.render import render_workflow
from eventwright.setup.change import Change

FILE = ".github/workflows/eventwright.yml"

_INSTALLS = (
    f"it installs eventwright=={__version__} from the package index; "
    "change that line where your project installs eventwright otherwise"
)


def workflow(path: str, below: str, data: bytes | None) -> Change:
    """Return the workflow of a repository whose configuration lies in `below`; one that is there stays."""
    if data is None:
        text = render_workflow(version=__version__, below=below != ".", folder=_scalar(below))
        return Change(path=path, before=None, after=text.encode(), mind=_INSTALLS)
    lacking = [
        command for command in ("eventwright check", "eventwright diff") if command.encode() not in data
    ]
    note = f"it is yours; let it run: {', '.join(lacking)}" if lacking else ""
    return Change(path=path, before=data, after=data, note=note)


def _scalar(text: str) -> str:
    """The text as one quoted line of YAML."""
    return yaml.dump(text, Dumper=yaml.SafeDumper, default_style='"', width=float("inf")).strip()
