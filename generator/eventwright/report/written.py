"""What a run wrote, or would write, as text for people; the writing itself stands in `write`."""

from collections.abc import Iterator

from eventwright.generation import Generated
from eventwright.manifest import LOCK_NAME
from eventwright.package import Package
from eventwright.report.visible import visible
from eventwright.scaffold.edit import Scaffolded

_LATER = {"written": "to write", "removed": "to remove"}
_COUNTED = ("written", "removed", "unchanged", "kept")
_NAMED = 3


def summary_text(made: Generated, *, dry: bool = False, verbose: bool = False) -> str:
    """Return a line of counts and one for each file; unchanged files only where `verbose` asks for them."""
    groups = _groups(made)
    if not verbose:
        del groups["unchanged"]
    rows = [(_label(group, dry), path) for group, paths in groups.items() for path in paths]
    width = max((len(label) for label, _ in rows), default=0)
    listed = "".join(f"  {label:<{width}}  {visible(path)}\n" for label, path in rows)
    handlers = "" if made.handlers is None else _handlers(made.handlers, dry=dry, verbose=verbose)
    told = ", ".join(f"{len(paths)} {_label(group, dry)}" for group, paths in _counted(made))
    return f"{_headline(made, dry)}; files: {told}\n{listed}{_after(made)}{handlers}"


def line_text(made: Generated, *, dry: bool = False) -> str:
    """Return one line that says what has changed, for a target that stands among others."""
    parts = [f"files: {', '.join(_files(group, paths, dry) for group, paths in _counted(made))}"]
    if made.handlers is not None and made.handlers.changed:
        parts.append(_handlers(made.handlers, dry=dry, verbose=False).removesuffix("\n"))
    if made.gone_over:
        parts.append(_number(made.gone_over, "error") + " of the document gone over")
    if made.package is not None and made.package.requires:
        parts.append(f"needs {' and '.join(made.package.requires)}")
    return "; ".join((_headline(made, dry), *parts)) + "\n"


def _after(made: Generated) -> str:
    """What is told below the files: errors of the document, and what the user's project has to have."""
    needed = () if made.package is None else made.package.requires
    told = f"  the package needs {' and '.join(needed)}: pip install {' '.join(needed)}\n" if needed else ""
    return f"{_gone_over(made.gone_over)}{told}"


def _gone_over(errors: int) -> str:
    if not errors:
        return ""
    told = "an error that leaves" if errors == 1 else f"{errors} errors that leave"
    return f"  the document has {told} no doubt about its package; with --strict it is refused\n"


def _handlers(found: Scaffolded, *, dry: bool, verbose: bool) -> str:
    """Return a line on the handlers file; one that stays as it is only where `verbose` asks for it."""
    shown = f"{visible(found.shown)}{' (dry run)' if dry else ''}"
    if not found.changed:
        return f"{shown}: unchanged\n" if verbose else ""
    number = _number(len(found.added), "handler")
    if found.before is None:
        return f"{shown}: {'to write' if dry else 'written'} with {number}\n"
    return f"{shown}: {number} {'to add' if dry else 'added'}: {', '.join(found.added)}\n"


def _headline(made: Generated, dry: bool) -> str:
    source = made.target.source
    spec = visible(source.shown(source.name))
    same = f"nothing has changed since it was made from {spec}"
    told = same if made.package is None else f"{_contents(made.package)} from {spec}{_models(made)}"
    return f"{visible(made.target.output)}{' (dry run)' if dry else ''}: {told}"


def _models(made: Generated) -> str:
    if not made.models_before:
        return ""
    return f", models change from {visible(made.models_before)} to {made.target.settings.options().models}"


def _groups(made: Generated) -> dict[str, tuple[str, ...]]:
    outcome = made.outcome
    return {
        "written": outcome.written,
        "removed": outcome.removed,
        "kept": outcome.kept,
        "unchanged": outcome.unchanged,
    }


def _counted(made: Generated) -> Iterator[tuple[str, tuple[str, ...]]]:
    groups = _groups(made)
    return ((group, groups[group]) for group in _COUNTED if groups[group])


def _files(group: str, paths: tuple[str, ...], dry: bool) -> str:
    """Tell a group by its number, and by the first of its files where these have changed."""
    number = f"{len(paths)} {_label(group, dry)}"
    # The lock goes with all other files, so that alone it is worth a word.
    changed = tuple(path for path in paths if path != LOCK_NAME) or paths
    if group not in _LATER:
        return number
    more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
    return f"{number} ({', '.join(map(visible, changed[:_NAMED]))}{more})"


def _contents(package: Package) -> str:
    counts = {
        "model": len(package.objects),
        "enum": len(package.enums),
        "message": len(package.messages),
        "channel": len({told.channel for told in package.told}),
    }
    return ", ".join(_number(number, word) for word, number in counts.items())


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _label(group: str, dry: bool) -> str:
    return _LATER.get(group, group) if dry else group
