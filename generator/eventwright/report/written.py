"""What a run wrote, or would write, as text for people; the writing itself stands in `write`."""

from dataclasses import dataclass

from eventwright.package import Package
from eventwright.report.visible import visible
from eventwright.scaffold.edit import Scaffolded
from eventwright.write import Written

_LATER = {"written": "to write", "removed": "to remove"}


@dataclass(frozen=True, slots=True)
class Summary:
    """One package that was written, or with `dry` would be, over `errors` errors of its document."""

    output: str
    spec: str
    package: Package
    outcome: Written
    dry: bool = False
    errors: int = 0


def summary_text(summary: Summary, *, verbose: bool = False) -> str:
    """Return a line of counts and one for each file; unchanged files only where `verbose` asks for them."""
    outcome = summary.outcome
    groups = {"written": outcome.written, "removed": outcome.removed, "kept": outcome.kept}
    if verbose:
        groups["unchanged"] = outcome.unchanged
    rows = [(_label(group, summary.dry), path) for group, paths in groups.items() for path in paths]
    width = max((len(label) for label, _ in rows), default=0)
    listed = "".join(f"  {label:<{width}}  {visible(path)}\n" for label, path in rows)
    return f"{_headline(summary)}\n{listed}{_gone_over(summary.errors)}"


def _gone_over(errors: int) -> str:
    if not errors:
        return ""
    told = "an error that leaves" if errors == 1 else f"{errors} errors that leave"
    return f"  the document has {told} no doubt about its package; with --strict it is refused\n"


def handlers_text(found: Scaffolded, *, dry: bool = False, verbose: bool = False) -> str:
    """Return a line on the handlers file; one that stays as it is only where `verbose` asks for it."""
    shown = f"{visible(found.shown)}{' (dry run)' if dry else ''}"
    if not found.changed:
        return f"{shown}: unchanged\n" if verbose else ""
    number = f"{len(found.added)} handler{'' if len(found.added) == 1 else 's'}"
    if found.before is None:
        return f"{shown}: {'to write' if dry else 'written'} with {number}\n"
    return f"{shown}: {number} {'to add' if dry else 'added'}: {', '.join(found.added)}\n"


def _headline(summary: Summary) -> str:
    outcome = summary.outcome
    counts = {
        "written": len(outcome.written),
        "removed": len(outcome.removed),
        "unchanged": len(outcome.unchanged),
        "kept": len(outcome.kept),
    }
    told = [f"{number} {_label(group, summary.dry)}" for group, number in counts.items() if number]
    dry = " (dry run)" if summary.dry else ""
    made = f"{_contents(summary.package)} from {visible(summary.spec)}"
    return f"{visible(summary.output)}{dry}: {made}; files: {', '.join(told)}"


def _contents(package: Package) -> str:
    counts = {
        "model": len(package.objects),
        "enum": len(package.enums),
        "message": len(package.messages),
        "channel": len({told.channel for told in package.told}),
    }
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for word, number in counts.items())


def _label(group: str, dry: bool) -> str:
    return _LATER.get(group, group) if dry else group
