"""The configuration of a target as TOML, in a file of its own or at the end of pyproject.toml."""

import tomllib
from collections.abc import Mapping

import tomlkit

from eventwright.configuration import Settings
from eventwright.setup.change import Change, line_end

OWN = "eventwright.toml"
SHARED = "pyproject.toml"
_SHOWN = (
    "spec",
    "output",
    "handlers_file",
    "ref_root",
    "allow_remote",
    "perspective",
    "handler_style",
    "models",
)


def configured(settings: Settings, pyproject: bytes | None) -> Change:
    """Return the file that gets the settings: pyproject.toml where there is one that can take them."""
    values = _values(settings)
    if pyproject is not None:
        after = _appended(pyproject, values)
        if after is not None:
            return Change(path=SHARED, before=pyproject, after=after)
    return Change(path=OWN, before=None, after=tomlkit.dumps(values).encode())


def _values(settings: Settings) -> dict[str, str | bool]:
    said = ((name, getattr(settings, name)) for name in _SHOWN)
    return {
        name: value if isinstance(value, bool) else str(value) for name, value in said if value is not None
    }


def _appended(data: bytes, values: Mapping[str, str | bool]) -> bytes | None:
    """Return the file with a table at its end, None where its other tables would not stay what they are."""
    table = tomlkit.table()
    table.update(values)
    document = tomlkit.document()
    document.append("tool", tomlkit.table(is_super_table=True).append("eventwright", table))
    end = line_end(data)
    text = tomlkit.dumps(document).replace("\n", end).encode()
    gap = end if data.strip() else ""
    gap = gap if data.endswith(b"\n") or not data else end + gap
    after = data + gap.encode() + text
    try:
        before, now = _parsed(data), _parsed(after)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    tools = before.get("tool", {})
    wanted = {**before, "tool": {**(tools if isinstance(tools, dict) else {}), "eventwright": dict(values)}}
    return after if now == wanted else None


def _parsed(data: bytes) -> dict[str, object]:
    return tomllib.loads(data.decode("utf-8-sig"))
