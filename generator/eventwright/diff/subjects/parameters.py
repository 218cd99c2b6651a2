"""Changes of the parameters in a channel's address: which there are, and what they may be."""

from collections.abc import Iterator, Mapping

from eventwright.addresses import names_in
from eventwright.api import Channel, Parameter, Schema
from eventwright.diff.change import Severity
from eventwright.diff.finding import Finding, found
from eventwright.diff.scope import Here
from eventwright.diff.subjects.addresses import same_on_the_wire


def parameter_findings(here: Here, old: Channel, new: Channel) -> Iterator[Finding]:
    """Compare parameters by their place in the address, whatever they are called."""
    renamed = _renamed(old, new)
    for name, other in renamed.items():
        if name != other:
            yield _named(here, name, other)
    for name in names_in(old.address):
        if name not in renamed:
            message = f"the parameter {name!r} was removed from the address"
            yield here.found("channel-parameter-removed", message, "parameters", name)
    for name in names_in(new.address):
        if name not in renamed.values():
            message = f"the parameter {name!r} was added to the address"
            yield here.found("channel-parameter-added", message, "parameters", name)
    before = {parameter.name: parameter for parameter in old.parameters}
    after = {parameter.name: parameter for parameter in new.parameters}
    for name, other in renamed.items():
        there = Here(
            here.scope,
            here.scope.old.located(here.old.child("parameters", name)),
            here.scope.new.located(here.new.child("parameters", other)),
        )
        yield from _compare(there, name, before.get(name), after.get(other))


def _renamed(old: Channel, new: Channel) -> Mapping[str, str]:
    """What each parameter that stayed is called now."""
    names, others = names_in(old.address), names_in(new.address)
    if same_on_the_wire(old.address, new.address):
        return dict(zip(names, others, strict=False))
    return {name: name for name in names if name in others}


def _named(here: Here, old: str, new: str) -> Finding:
    return found(
        "channel-parameter-renamed",
        f"the parameter {old!r} became {new!r}",
        old=here.scope.old.located(here.old.child("parameters", old)),
        new=here.scope.new.located(here.new.child("parameters", new)),
        detail=old,
    )


def _compare(here: Here, name: str, old: Parameter | None, new: Parameter | None) -> Iterator[Finding]:
    if old is None or new is None:
        if old != new:
            rule = "channel-parameter-defined" if old is None else "channel-parameter-undefined"
            message = f"the definition of the parameter {name!r} was {'added' if old is None else 'removed'}"
            yield here.found(rule, message, detail=name)
        return
    yield from here.changed("channel-parameter-doc-changed", old.description, new.description, "description")
    yield from here.told("channel-parameter-location", old.location, new.location, "location")
    yield from _schema(here, name, old.schema, new.schema)


def _schema(here: Here, name: str, old: Schema | None, new: Schema | None) -> Iterator[Finding]:
    before, after = (() if each is None else (each,) for each in (old, new))
    effect = here.scope.schemas.effect(before, after)
    if effect.none:
        yield from here.scope.schemas.findings(before, after)
        return
    there = here.child("schema").followed()
    narrowed, widened = effect.sender is not Severity.SAFE, effect.receiver is not Severity.SAFE
    if narrowed and widened:
        message = f"the parameter {name!r} takes other values"
        yield there.found(
            "channel-parameter-schema-changed",
            message,
            detail=name,
            receiver=effect.receiver,
            sender=effect.sender,
        )
    elif narrowed:
        message = f"the parameter {name!r} takes fewer values"
        yield there.found("channel-parameter-schema-narrowed", message, detail=name, sender=effect.sender)
    else:
        message = f"the parameter {name!r} takes more values"
        yield there.found("channel-parameter-schema-widened", message, detail=name, receiver=effect.receiver)
