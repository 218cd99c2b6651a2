"""Traits of operations and messages, merged into what they stand on before that is read."""

from eventwright.json_value import Json
from eventwright.read.cursor import Anchored, Cursor
from eventwright.resolve import Location, Resolved

Pair = tuple[Location | None, Location | None]


def with_traits(cursor: Cursor) -> Cursor:
    """Return the cursor with its `traits` merged in, in order, as JSON Merge Patch (RFC 7396).

    AsyncAPI 2.x lets a trait win over the object's own field (3.0 turns that round).
    """
    if not isinstance(cursor.value, dict) or "traits" not in cursor.value:
        return cursor
    resolved = cursor.reading.resolved
    own: Json = {name: value for name, value in cursor.value.items() if name != "traits"}
    merged = _anchored(own, cursor.location, resolved)
    for element in cursor.elements("traits"):
        trait = element.followed()
        if trait is not None:
            patch = _anchored(trait.mapping, trait.location, resolved)
            merged = _merge_patch(merged, patch, resolved, frozenset())
    return Cursor(cursor.reading, merged, cursor.location)


def _merge_patch(target: Json, patch: Json, resolved: Resolved, joined: frozenset[Pair]) -> Json:
    """RFC 7396, section 2, of what references stand for; `joined` are the pairs followed so far."""
    if not isinstance(patch, dict):
        return patch
    pair = (_reference(target), _reference(patch))
    if any(pair):
        # What stands for itself, and a circle of references on both sides, has nothing to be merged.
        if not isinstance(target, dict) or pair[0] == pair[1] or pair in joined:
            return patch
        target, patch, joined = _followed(target, resolved), _followed(patch, resolved), joined | {pair}
        if not isinstance(patch, dict):
            return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = _merge_patch(result.get(name), value, resolved, joined)
    return result


def _reference(value: Json) -> Location | None:
    reference = value.get("$ref") if isinstance(value, dict) else None
    return reference.target if isinstance(reference, Anchored) else None


def _followed(value: Json, resolved: Resolved) -> Json:
    """What a reference stands for; a broken one, which `resolve` has noted, stands for itself."""
    target = _reference(value)
    end = None if target is None else resolved.follow(target)
    return value if end is None else _anchored(resolved.node(end), end, resolved)


def _anchored(value: Json, at: Location, resolved: Resolved) -> Json:
    """What stands at a location, with references that lead from elsewhere to where they lead from there."""
    if isinstance(value, list):
        return [_anchored(item, at.child(str(index)), resolved) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref")
    if not isinstance(reference, str):
        return {name: _anchored(item, at.child(name), resolved) for name, item in value.items()}
    target = resolved.target(reference, at)
    return value if target is None else {**value, "$ref": Anchored(reference, target)}
