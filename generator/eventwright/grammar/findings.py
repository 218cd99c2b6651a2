"""The problems that the walk finds, made from places and rows; nothing that looks for them."""

from collections.abc import Iterable
from difflib import get_close_matches

from eventwright.documents import did_you_mean, nearest
from eventwright.grammar.kinds import FIRST, Others, Row, Version
from eventwright.grammar.rows import Mismatch, fields_by_name, fields_of_version
from eventwright.grammar.scalars import Fault, one_of
from eventwright.grammar.schemas import FOREIGN_KEYWORDS
from eventwright.source.findings import shown

_MOST_FIELDS = 10
_LONGEST_WORD = 40
_ALIKE = 0.85
_REFERENCE = "$ref"
# What a package is made of: a field that is nearly one of these was most likely meant to be it.
_DECIDING = (
    frozenset(
        (
            "channels",
            "components",
            "contentType",
            "correlationId",
            "defaultContentType",
            "headers",
            "location",
        )
    )
    | frozenset(
        ("message", "messageId", "messageTraits", "messages", "oneOf", "operationId", "operationTraits")
    )
    | frozenset(
        ("parameters", "payload", "publish", "schema", "schemaFormat", "schemas", "subscribe", "traits")
    )
)


def unknown_field(row: Row, name: str, version: Version | None, *, near: bool) -> Fault:
    """Return the fault of a field that no row names; with `near`, a like one is looked for."""
    known = list(fields_of_version(row.name, version))
    meant = nearest(name, (*known, *(row.instead or ())[:1])) if near else ()
    hint = did_you_mean(meant)
    best = next(iter(meant), "")
    if best in _DECIDING:
        message = f"{shown(name)} is no field of {row.words}, which has {shown(best)}"
        return Fault("misspelt-field", message, hint)
    if not hint:
        listed = f"its fields are {one_of(known).replace(' or ', ' and ')}" if known else "it has no fields"
        few = len(known) <= _MOST_FIELDS
        hint = listed if few else "remove it"
        hint += f", or name it {shown('x-' + name)}" if row.extensible and not few else ""
    return Fault("unknown-field", f"{shown(name)} is no field of {row.words}", hint)


def nearly_reference(name: str) -> bool:
    """Tell whether an unknown field is most likely a `$ref` misspelt."""
    if name == _REFERENCE or len(name) > _LONGEST_WORD:
        return False
    return bool(get_close_matches(name.casefold(), [_REFERENCE], cutoff=_ALIKE))


def misspelt_reference(row: Row, name: str) -> Fault:
    """Return the fault of a field that is nearly `$ref`, where that can stand for the whole."""
    message = f"{shown(name)} is no field of {row.words}, for which a {_REFERENCE!r} can stand"
    return Fault("misspelt-field", message, did_you_mean([_REFERENCE]))


def near_miss(row: Row, name: str) -> Fault | None:
    """Return a fault where an unknown keyword is most likely a known one misspelt."""
    told = row.others is Others.NEAR_MISSES_TOLD and len(name) <= _LONGEST_WORD
    if not told or name in FOREIGN_KEYWORDS:
        return None
    folded = {known.casefold(): known for known in fields_by_name(row.name)}
    found = get_close_matches(name.casefold(), folded, n=1, cutoff=_ALIKE)
    if not found:
        return None
    message = f"{shown(name)} is no field of {row.words}, so it says nothing"
    return Fault("unknown-keyword", message, did_you_mean([folded[found[0]]]))


def misplaced_field(row: Row, name: str, mismatch: Mismatch) -> Fault:
    """Return the fault of a field that a row knows, but not here."""
    if mismatch.beside is not None:
        when = mismatch.beside
        message = f"{shown(name)} of {row.words} goes only with {when.field!r} {one_of(when.values)}"
        return Fault("unknown-field", message, f"remove it, or correct {when.field!r}")
    since = min((field.since or FIRST for field in mismatch.versions), default=FIRST)
    until = max((field.until for field in mismatch.versions if field.until), default=None)
    if until is None:
        told = f"exists from version {_text(since)} on"
        hint = f"raise the version to {_text(since)}, or remove the field"
    else:
        told, hint = f"exists only up to version {_text(until)}", "remove it"
    return Fault("not-in-version", f"{shown(name)} of {row.words} {told}", hint)


def missing_field(row: Row, name: str) -> Fault:
    return Fault("missing-field", f"{row.words} has no {name!r}", f"add {name!r}")


def missing_choice(row: Row) -> Fault:
    names = one_of(row.one_of)
    return Fault("missing-field", f"{row.words} has neither {names.replace(' or ', ' nor ')}", f"add {names}")


def reference_not_allowed(words: str, since: Version | None) -> Fault:
    hint = "write out what it refers to"
    if since is None:
        return Fault("reference-not-allowed", f"a $ref cannot stand for {words}", hint)
    message = f"a $ref can stand for {words} only from version {_text(since)} on"
    return Fault("not-in-version", message, f"{hint}, or raise the version to {_text(since)}")


def repeated_item(name: str, first: int) -> Fault:
    message = f"{shown(name)} holds what its element {first} holds already"
    return Fault("repeated-item", message, "remove one of the two")


def unknown_protocol(name: str, known: Iterable[str]) -> Fault:
    hint = did_you_mean(nearest(name, known)) or "name it with 'x-' if it is an extension of your own"
    return Fault("unknown-binding", f"{shown(name)} is no protocol that has bindings", hint)


def unknown_version(protocol: str, version: str, known: Iterable[str]) -> Fault:
    message = f"version {shown(version)} of the {protocol} bindings is not known, so this one is not checked"
    return Fault("unknown-binding", message, f"the versions are {one_of(known)}".replace(" or ", " and "))


def _text(version: Version) -> str:
    return ".".join(str(part) for part in (*version, 0, 0)[:3])
