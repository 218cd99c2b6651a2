"""The table of all changes: what each is, and whom it breaks; how they are found is not here."""

from collections.abc import Mapping

from eventwright.diff.rules import (
    annotations,
    arrays,
    bindings,
    channels,
    code,
    components,
    composition,
    document,
    headers,
    messages,
    numbers,
    objects,
    operations,
    policy,
    security,
    servers,
    strings,
    types,
    undecided,
    values,
)
from eventwright.diff.rules.row import DiffRule, Subject

__all__ = ["BY_ID", "RULES", "DiffRule", "Subject", "of_code"]

RULES: tuple[DiffRule, ...] = (
    *document.RULES,
    *servers.RULES,
    *channels.RULES,
    *operations.RULES,
    *messages.RULES,
    *headers.RULES,
    *types.RULES,
    *values.RULES,
    *objects.RULES,
    *strings.RULES,
    *numbers.RULES,
    *arrays.RULES,
    *composition.RULES,
    *annotations.RULES,
    *components.RULES,
    *security.RULES,
    *bindings.RULES,
    *undecided.RULES,
    *code.RULES,
    *policy.RULES,
)

BY_ID: Mapping[str, DiffRule] = {rule.id: rule for rule in RULES}


def of_code(rule: str) -> bool:
    """Whether a rule tells what Python code has to follow, which no peer notices."""
    return BY_ID[rule].subject is Subject.CODE
