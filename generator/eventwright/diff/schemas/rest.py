"""Changes of the schema for what is not declared: additional properties and additional items."""

from collections.abc import Iterator

from eventwright.api import Reference
from eventwright.diff.change import Severity
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Below, Pair, schemas_of
from eventwright.diff.shapes.shape import Part


def shared(part: Part | None) -> bool:
    """Whether the schema of a part is a component, so that its changes are told there, with its own rules."""
    return part is not None and len(part.schemas) == 1 and isinstance(part.schemas[0], Reference)


def compare_rest(pair: Pair, name: str, old: Part | None, new: Part | None) -> Iterator[Finding | Below]:
    """Compare what is said of the rest; `name` is the start of the rules' ids."""
    before, after = pair.old_part(old), pair.new_part(new)
    was_closed, is_closed = before is not None and before.nothing, after is not None and after.nothing
    if was_closed or is_closed:
        if not was_closed:
            yield pair.found(f"{name}-closed", "nothing undeclared may come any more", old=old, new=new)
        if not is_closed:
            yield pair.found(f"{name}-opened", "what is undeclared may come", old=old, new=new)
        return
    if shared(old) and shared(new):
        yield Below(schemas_of(old), schemas_of(new))
        return
    effect = pair.comparer.own_effect(schemas_of(old), schemas_of(new))
    if before is not None and after is not None:
        # What changed deeper inside is told there.
        yield Below(schemas_of(old), schemas_of(new), parts_only=not effect.none)
    if effect.none:
        return
    narrowed, widened = effect.sender is not Severity.SAFE, effect.receiver is not Severity.SAFE
    more = "more" if narrowed else "less"
    if narrowed and widened:
        more = "other things"
    yield pair.found(
        f"{name}-{'narrowed' if narrowed else 'widened'}",
        f"what is undeclared has to keep to {more}",
        old=old,
        new=new,
        receiver=effect.receiver,
        sender=effect.sender,
    )
