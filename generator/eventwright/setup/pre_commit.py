"""The entry of pre-commit's configuration, added to the file's list without touching what is there."""

from collections.abc import Iterator
from typing import Any

import yaml

from eventwright.setup.change import Change, line_end

FILE = ".pre-commit-config.yaml"
HOOK = "eventwright-check"

_ENTRY = {
    "repo": "local",
    "hooks": [
        {
            "id": HOOK,
            "name": "eventwright check",
            "entry": "eventwright check",
            "language": "system",
            "pass_filenames": False,
            "always_run": True,
        }
    ],
}
_BY_HAND = "add a hook of yours that runs `eventwright check`"


def with_hook(path: str, data: bytes | None) -> Change:
    """Return the configuration with our hook; what cannot take it stays as it is, with a note."""
    if data is None:
        return Change(path=path, before=None, after=_text({"repos": [_ENTRY]}).encode())
    kept = Change(path=path, before=data, after=data)
    try:
        text = data.decode("utf-8-sig")
        value: Any = yaml.load(text, yaml.CSafeLoader)
        if _has_hook(value):
            return kept
        after = _added(text, data)
        if after is not None and _is_added(text, after.decode("utf-8-sig")):
            return Change(path=path, before=data, after=after)
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, TypeError, KeyError):
        pass
    return Change(path=path, before=data, after=data, note=f"nothing can be added to it here: {_BY_HAND}")


def _text(value: object) -> str:
    return yaml.dump(value, Dumper=yaml.SafeDumper, sort_keys=False)


def _has_hook(value: Any) -> bool:
    repos = value.get("repos") if isinstance(value, dict) else None
    listed = repos if isinstance(repos, list) else []
    hooks = (hook for repo in listed if isinstance(repo, dict) for hook in repo.get("hooks") or [])
    return any(
        isinstance(hook, dict)
        and (hook.get("id") == HOOK or str(hook.get("entry", "")).startswith("eventwright check"))
        for hook in hooks
    )


def _added(text: str, data: bytes) -> bytes | None:
    """Insert the entry behind the last line of the list, in the columns of the list."""
    listed = _list(text)
    if listed is None or not listed.value or listed.flow_style:
        return None
    end = line_end(data)
    lines = text.splitlines(keepends=True)
    last = max(_last_line(node) for node in listed.value)
    indent = " " * listed.start_mark.column
    entry = "".join(f"{indent}{line}{end}" for line in _text([_ENTRY]).splitlines())
    before = "".join(lines[: last + 1])
    gap = "" if before.endswith("\n") else end
    mark = data[: len(data) - len(text.encode())]
    return mark + (before + gap + entry + "".join(lines[last + 1 :])).encode()


def _is_added(before: str, after: str) -> bool:
    """Tell whether the list ends in the entry now, and all else is what it was."""
    value: Any = yaml.load(after, yaml.CSafeLoader)
    # Events are compared, as values that aliases share can be larger than any file.
    old, new, entry = _events(before), _events(after), _events(_text(_ENTRY))[2:-2]
    at = next((i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    return value["repos"][-1] == _ENTRY and new == [*old[:at], *entry, *old[at:]]


def _events(text: str) -> list[tuple[object, ...]]:
    return [
        (
            type(event),
            getattr(event, "anchor", None),
            getattr(event, "tag", None),
            getattr(event, "value", None),
        )
        for event in yaml.parse(text, yaml.CSafeLoader)
    ]


def _list(text: str) -> yaml.SequenceNode | None:
    root = yaml.compose(text, yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    found = (value for key, value in root.value if key.value == "repos")
    node = next(found, None)
    return node if isinstance(node, yaml.SequenceNode) else None


def _last_line(node: yaml.Node) -> int:
    """The last line, from 0, that belongs to a node; a block's own mark is where the next thing begins."""
    return max(_lines(node))


def _lines(node: yaml.Node) -> Iterator[int]:
    match node:
        case yaml.SequenceNode(value=[_, *_] as children, flow_style=False):
            yield from (line for child in children for line in _lines(child))
        case yaml.MappingNode(value=[_, *_] as pairs, flow_style=False):
            yield from (line for pair in pairs for part in pair for line in _lines(part))
        case _:
            mark = node.end_mark
            yield mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line
