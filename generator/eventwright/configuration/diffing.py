"""The settings of `diff` and how each is written as plain values; neither a file nor a rule is known here."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from eventwright.configuration.faults import Fault, unknown_key
from eventwright.configuration.settings import choice_of
from eventwright.options import FailOn, Preset, Severity, Sides
from eventwright.problems import Place

Word = TypeVar("Word", Preset, Severity, FailOn, Sides)
PlaceOf = Callable[[str, str, int], Place]
"""Where a key stands below the so many-th table of a name."""

TABLE = "diff"
_KEYS = ("preset", "perspective", "fail_on", "severity", "accept")
_SIDES = ("receiver", "sender", "code")
_ACCEPT = ("rule", "pointer", "fingerprint", "reason", "expires")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSeverity:
    """How bad the changes of a rule are for each side, None where it is as the rule says."""

    rule: str
    receiver: Severity | None = None
    sender: Severity | None = None
    code: Severity | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A change that was looked at: by fingerprint, or by rule and where, a pattern of pointers."""

    rule: str = ""
    pointer: str = ""
    fingerprint: str = ""
    reason: str
    expires: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffSettings:
    """What is said of comparisons, None where nothing is."""

    preset: Preset | None = None
    perspective: Sides | None = None
    fail_on: FailOn | None = None
    severities: tuple[RuleSeverity, ...] = ()
    accepted: tuple[Accepted, ...] = ()


def diff_settings(value: object, place_of: PlaceOf, faults: list[tuple[Fault, str, int]]) -> DiffSettings:
    """Read the table; what cannot be read is left out, and told with the table that it stands in."""
    if not isinstance(value, dict):
        faults.append((Fault((TABLE,), f"{TABLE!r} is no table", f"its keys are {', '.join(_KEYS)}"), "", 0))
        return DiffSettings()
    found: list[Fault] = [unknown_key((TABLE, key), _KEYS) for key in value if key not in _KEYS]
    settings = DiffSettings(
        preset=choice_of(("preset",), Preset, value, found),
        perspective=choice_of(("perspective",), Sides, value, found),
        fail_on=choice_of(("fail_on",), FailOn, value, found),
        severities=tuple(_severities(value.get("severity", {}), place_of, faults)),
        accepted=tuple(_accepted(value.get("accept", []), place_of, faults)),
    )
    faults += ((fault, TABLE, 0) for fault in found)
    return settings


def _severities(
    table: object, place_of: PlaceOf, faults: list[tuple[Fault, str, int]]
) -> Iterator[RuleSeverity]:
    hint = 'write a table such as severity = { "channel-removed" = "dangerous" }'
    if not isinstance(table, dict):
        faults.append((Fault(("severity",), "'severity' is no table", hint), TABLE, 0))
        return
    name = f"{TABLE}.severity"
    for rule, value in table.items():
        found: list[Fault] = []
        chosen = _sides(rule, value, found)
        faults += ((fault, name, 0) for fault in found)
        yield RuleSeverity(rule=rule, place=place_of(name, rule, 0), **chosen)


def _sides(rule: str, value: object, faults: list[Fault]) -> Mapping[str, Severity | None]:
    """One word is for both sides, and a table for each that it names."""
    if isinstance(value, dict):
        faults += (unknown_key((rule, key), _SIDES) for key in value if key not in _SIDES)
        return {side: choice_of((rule, side), Severity, value, faults) for side in _SIDES}
    both = choice_of((rule,), Severity, {rule: value}, faults)
    return {"receiver": both, "sender": both}


def _accepted(listed: object, place_of: PlaceOf, faults: list[tuple[Fault, str, int]]) -> Iterator[Accepted]:
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        hint = f"write [[{TABLE}.accept]] above each change that is accepted"
        faults.append((Fault(("accept",), "'accept' is no list of tables", hint), TABLE, 0))
        return
    name = f"{TABLE}.accept"
    for count, entry in enumerate(listed):
        found: list[Fault] = [unknown_key((key,), _ACCEPT) for key in entry if key not in _ACCEPT]
        told = {key: _text(key, entry, found) for key in _ACCEPT[:4]}
        found += _incomplete(told)
        expires = _expires(entry, found)
        faults += ((fault, name, count) for fault in found)
        key = "fingerprint" if told["fingerprint"] else "rule"
        yield Accepted(**told, expires=expires, place=place_of(name, key, count))


def _incomplete(told: Mapping[str, str]) -> Iterator[Fault]:
    if not told["reason"]:
        yield Fault(("accept",), "an accepted change has no 'reason'", "say why it is accepted: reason = ...")
    if told["fingerprint"] and not _FINGERPRINT.fullmatch(told["fingerprint"]):
        hint = "take it from `eventwright diff --output-format json`"
        yield Fault(("fingerprint",), f"{_shown(told['fingerprint'])} is no fingerprint", hint)
    if bool(told["fingerprint"]) == bool(told["rule"] and told["pointer"]):
        hint = "name its 'fingerprint', or 'rule' and 'pointer'"
        yield Fault(("accept",), "it is not told which change is accepted", hint)


def _text(key: str, values: Mapping[str, object], faults: list[Fault]) -> str:
    value = values.get(key, "")
    if isinstance(value, str):
        return value.strip()
    faults.append(Fault((key,), f"{key!r} cannot be {_shown(value)}", "write it as text"))
    return ""


def _expires(values: Mapping[str, object], faults: list[Fault]) -> date | None:
    value = values.get("expires")
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    hint = "write the last day on which it is accepted, such as 2030-12-31"
    faults.append(Fault(("expires",), f"'expires' cannot be {_shown(value)}", hint))
    return None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
