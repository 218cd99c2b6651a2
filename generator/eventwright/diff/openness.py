"""What a configuration says of all enums: that other values than those listed may come."""

from dataclasses import replace

from eventwright.diff.change import Comparison, Severity

_ADDED = "enum-value-added"


def with_open_enums(comparison: Comparison) -> Comparison:
    """Return the comparison for receivers that take any value of an enum, for whom one more is dangerous."""
    changes = (
        replace(change, receiver=Severity.DANGEROUS)
        if change.rule == _ADDED and change.receiver is Severity.BREAKING
        else change
        for change in comparison.changes
    )
    return replace(comparison, changes=tuple(changes))
