"""Changes of the variables in a server's URL: which there are, and what they may be."""

import re
from collections.abc import Iterator, Mapping

from eventwright.addresses import names_in
from eventwright.api import Server, ServerVariable
from eventwright.diff.change import Severity
from eventwright.diff.finding import Finding, found
from eventwright.diff.scope import Here
from eventwright.diff.subjects.addresses import same_on_the_wire

_BETWEEN = re.compile(r"[/.:_-]")


def same_url(old: Server, new: Server) -> bool:
    """Whether URLs differ in their variables at most, which are told of by themselves."""
    return same_on_the_wire(old.url, new.url) or _without_changed(old, new) == _without_changed(new, old)


def variable_findings(here: Here, old: Server, new: Server) -> Iterator[Finding]:
    """Compare variables by name, or by their place where the URL is the same but for their names."""
    before = {variable.name: variable for variable in old.variables}
    after = {variable.name: variable for variable in new.variables}
    renamed = _renamed(old, new)
    for name, variable in before.items():
        other = renamed.get(name, name)
        if other != name:
            yield _told_renamed(here, name, other)
        if other in after:
            yield from _compare(_between(here, name, other), variable, after[other])
        elif other == name:
            yield here.found(
                "server-variable-removed", f"the variable {name!r} was removed", "variables", name
            )
    for name, variable in after.items():
        if name not in before and name not in renamed.values():
            rule = f"server-variable-added-{'no' if variable.default is None else 'with'}-default"
            yield here.found(rule, f"the variable {name!r} was added", "variables", name)


def _without_changed(server: Server, other: Server) -> str:
    """The URL without the variables that only this server has, and without what stands between parts."""
    url = server.url
    for name in set(names_in(url)) - set(names_in(other.url)):
        url = url.replace(f"{{{name}}}", "")
    return _BETWEEN.sub("", url)


def _renamed(old: Server, new: Server) -> Mapping[str, str]:
    if not same_on_the_wire(old.url, new.url):
        return {}
    return dict(zip(names_in(old.url), names_in(new.url), strict=False))


def _told_renamed(here: Here, old: str, new: str) -> Finding:
    between = _between(here, old, new)
    return found(
        "server-variable-renamed",
        f"the variable {old!r} became {new!r}",
        old=between.old,
        new=between.new,
        detail=old,
    )


def _between(here: Here, old: str, new: str) -> Here:
    return Here(
        here.scope,
        here.scope.old.located(here.old.child("variables", old)),
        here.scope.new.located(here.new.child("variables", new)),
    )


def _compare(here: Here, old: ServerVariable, new: ServerVariable) -> Iterator[Finding]:
    if old.default is not None and new.default is None:
        yield here.found("server-variable-default-removed", "default was removed", "default")
    elif old.default != new.default:
        # Where there was none before, every configuration has a value of its own.
        severity = Severity.SAFE if old.default is None else None
        message = f"the default {old.default or 'none'!r} became {new.default!r}"
        yield here.found(
            "server-variable-default-changed", message, "default", receiver=severity, sender=severity
        )
    yield from _enum(here, old.enum, new.enum)
    yield from here.changed("server-variable-doc-changed", old.description, new.description, "description")
    yield from here.changed("server-variable-doc-changed", old.examples, new.examples, "examples")


def _enum(here: Here, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Finding]:
    if not old or not new:
        if old != new:
            rule = "server-variable-enum-dropped" if old else "server-variable-enum-introduced"
            message = "any value may be chosen" if old else f"only {', '.join(new)} may be chosen"
            yield here.found(rule, message, "enum")
        return
    lists = here.child("enum")
    for index, value in enumerate(old):
        if value not in new:
            message = f"the value {value!r} may not be chosen any more"
            spot = lists.old.child(str(index))
            yield found("server-variable-enum-value-removed", message, old=spot, new=lists.new, detail=value)
    for index, value in enumerate(new):
        if value not in old:
            message = f"the value {value!r} may be chosen"
            spot = lists.new.child(str(index))
            yield found("server-variable-enum-value-added", message, old=lists.old, new=spot, detail=value)
