"""What a setup made, and what to do next, as text for people; the making itself stands in `setup`."""

import shlex
from collections.abc import Sequence

from eventwright.generation import Generated
from eventwright.problems import SpecError
from eventwright.report.visible import visible
from eventwright.setup.change import Change
from eventwright.target import Target


def changes_text(
    changes: Sequence[Change], results: Sequence[Generated | SpecError], kept: str | None, *, dry: bool
) -> str:
    """Return a line for each file around the packages; `kept` is a configuration that was there before."""
    lines = [
        f"{visible(change.path)}{' (dry run)' if dry else ''}: {_told(change, dry)}" for change in changes
    ]
    if kept is not None:
        lines.insert(0, f"{visible(kept)}: kept as it is")
    if not any(change.changed for change in changes) and not any(map(_has_changed, results)):
        lines.append("everything is set up already, and nothing was changed")
    return "".join(f"{line}\n" for line in lines)


def next_text(targets: Sequence[Target]) -> str:
    """Return the three commands that come next, ready for a POSIX shell."""
    source = targets[0].source
    shown = source.shown(source.name)
    document = shlex.quote(f"./{shown}" if shown.startswith("-") else shown)
    commands = (f"eventwright inspect {document}", "eventwright check", "eventwright generate")
    files = dict.fromkeys(target.settings.handlers_file for target in targets)
    mine = "".join(f"{visible(file)} is yours: fill in its methods\n" for file in files if file is not None)
    told = "next: see what the document says, check as CI does, and generate after each change\n"
    return mine + told + "".join(f"  {visible(command)}\n" for command in commands)


def _told(change: Change, dry: bool) -> str:
    if change.note:
        return f"left as it is, {change.note}"
    if not change.changed:
        return "unchanged"
    if change.before is None:
        return "to write" if dry else "written"
    return "to add to" if dry else "added to"


def _has_changed(made: Generated | SpecError) -> bool:
    if isinstance(made, SpecError):
        return False
    outcome = made.outcome
    return bool(outcome.written or outcome.removed or (made.handlers and made.handlers.changed))
