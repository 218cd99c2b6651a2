"""The workflow for GitHub that checks pull requests; its text is one template."""

import yaml

from eventwright import __version__
from eventwright.render import render_workflow
from eventwright.setup.change import Change

FILE = ".github/workflows/eventwright.yml"


def workflow(path: str, below: str, data: bytes | None) -> Change:
    """Return the workflow of a repository whose configuration lies in `below`; one that is there stays."""
    if data is None:
        text = render_workflow(version=__version__, below=below != ".", folder=_scalar(below))
        return Change(path=path, before=None, after=text.encode())
    note = "" if b"eventwright check" in data else "it is yours; let it run: eventwright check"
    return Change(path=path, before=data, after=data, note=note)


def _scalar(text: str) -> str:
    """The text as one quoted line of YAML."""
    return yaml.dump(text, Dumper=yaml.SafeDumper, default_style='"', width=float("inf")).strip()
