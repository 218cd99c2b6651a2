"""What a run wrote, or would write, as text for people; the writing itself stands in `write`."""

from dataclasses import dataclass

from eventwright.package import Package
from eventwright.report.visible import visible
from eventwright.write import Written

_LATER = {"written": "to write", "removed": "to remove"}


@dataclass(frozen=True, slots=True)
class Summary:
    """One package that was written, or with `dry` would be."""

    output: str
    spec: str
    package: Package
    outcome: Written
    dry: bool = False


def summary_text(summary: Summary, *, verbose: bool = False) -> str:
    """Return a line of counts and one for each file; unchanged files only where `verbose` asks for them."""
    outcome = summary.outcome
    groups = {"written": outcome.written, "removed": outcome.removed, "kept": outcome.kept}
    if verbose:
        groups["unchanged"] = outcome.unchanged
    rows = [(_label(group, summary.dry), path) for group, paths in groups.items() for path in paths]
    width = max((len(label) for label, _ in rows), default=0)
    listed = "".join(f"  {label:<{width}}  {visible(path)}\n" for label, path in rows)
    return f"{_headline(summary)}\n{listed}"


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
        "model": len(package.models),
        "enum": len(package.enums),
        "message": len(package.messages),
        "channel": len({told.channel for told in package.told}),
    }
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for word, number in counts.items())


def _label(group: str, dry: bool) -> str:
    return _LATER.get(group, group) if dry else group
