"""What a setup made, and what to do next, as text for people; the making itself stands in `setup`."""

import shlex
from collections.abc import Iterable, Sequence
from typing import TypeGuard

from eventwright.configuration import Configuration
from eventwright.generation import Generated
from eventwright.problems import SpecError
from eventwright.report.visible import visible
from eventwright.setup.change import Change
from eventwright.target import Target

NOTHING_RECEIVED = "no file for handlers: the package receives no message\n"


def kept_text(configuration: Configuration) -> str:
    """Return a line on a configuration that was there before."""
    return f"{visible(configuration.file)}: kept as it is\n"


def change_text(change: Change, *, dry: bool) -> str:
    """Return a line on a file around the packages, and one on what to mind of it."""
    mind = f"  {change.mind}\n" if change.mind and change.changed else ""
    return f"{visible(change.path)}{' (dry run)' if dry else ''}: {_told(change, dry)}\n{mind}"


def unchanged_text(changes: Iterable[Change], results: Iterable[Generated | SpecError]) -> str:
    """Return a line where there was nothing to do."""
    changed = any(change.changed for change in changes) or any(map(_has_changed, results))
    return "" if changed else "everything is set up already, and nothing was changed\n"


def next_text(targets: Sequence[Target], results: Iterable[Generated | SpecError]) -> str:
    """Return the three commands that come next, ready for a POSIX shell."""
    source = targets[0].source
    shown = source.shown(source.name)
    document = shlex.quote(f"./{shown}" if shown.startswith("-") else shown)
    commands = (f"eventwright inspect {document}", "eventwright check", "eventwright generate")
    files = dict.fromkeys(made.target.settings.handlers_file for made in results if _may_have_handlers(made))
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


def _may_have_handlers(made: Generated | SpecError) -> TypeGuard[Generated]:
    """Tell whether the handlers file has methods, as far as that is known of a target that was skipped."""
    return not isinstance(made, SpecError) and (made.package is None or bool(made.package.handlers))


def _has_changed(made: Generated | SpecError) -> bool:
    if isinstance(made, SpecError):
        return False
    outcome = made.outcome
    return bool(outcome.written or outcome.removed or (made.handlers and made.handlers.changed))
