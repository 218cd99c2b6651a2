"""Traits of operations and messages, merged into what they stand on before that is read."""

import posixpath

from eventwright.json_value import Json
from eventwright.problems import pointer_text
from eventwright.read.cursor import Cursor


def with_traits(cursor: Cursor) -> Cursor:
    """Return the cursor with its `traits` merged in, in order, as JSON Merge Patch (RFC 7396).

    AsyncAPI 2.x lets a trait win over the object's own field (3.0 turns that round).
    """
    if not isinstance(cursor.value, dict) or "traits" not in cursor.value:
        return cursor
    merged: Json = {name: value for name, value in cursor.value.items() if name != "traits"}
    for element in cursor.elements("traits"):
        trait = element.followed()
        if trait is not None:
            merged = _merge_patch(merged, _rebased(trait.mapping, trait, cursor), cursor, frozenset())
    return Cursor(cursor.reading, merged, cursor.location)


def _merge_patch(target: Json, patch: Json, user: Cursor, joined: frozenset[tuple[str, str]]) -> Json:
    """RFC 7396, section 2, of what references stand for; `joined` are the pairs followed so far."""
    if not isinstance(patch, dict):
        return patch
    pair = (_reference(target), _reference(patch))
    if any(pair):
        # What stands for itself, and a circle of references on both sides, has nothing to be merged.
        if not isinstance(target, dict) or pair[0] == pair[1] or pair in joined:
            return patch
        target, patch, joined = _followed(target, user), _followed(patch, user), joined | {pair}
        if not isinstance(patch, dict):
            return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = _merge_patch(result.get(name), value, user, joined)
    return result


def _reference(value: Json) -> str:
    reference = value.get("$ref") if isinstance(value, dict) else None
    return reference if isinstance(reference, str) else ""


def _followed(value: Json, user: Cursor) -> Json:
    """What a reference stands for, made to hold where the trait is used; a broken one stands for itself."""
    end = Cursor(user.reading, value, user.location).followed()
    return value if end is None else _rebased(end.value, end, user)


def _rebased(value: Json, origin: Cursor, user: Cursor) -> Json:
    """References in a trait are relative to the trait's file; make them hold where the trait is used."""
    if origin.location.file == user.location.file:
        return value
    if isinstance(value, list):
        return [_rebased(item, origin, user) for item in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref")
    if isinstance(reference, str):
        target = origin.reading.resolved.target(reference, origin.location)
        if target is None:
            return value
        folder = posixpath.dirname(user.location.file)
        return {"$ref": f"{posixpath.relpath(target.file, folder or '.')}#{pointer_text(target.pointer)}"}
    return {name: _rebased(item, origin, user) for name, item in value.items()}
