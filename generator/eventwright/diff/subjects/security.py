"""Changes of what has to be shown: the alternatives that servers and operations ask for, and their scopes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eventwright.api import SecurityRequirement
from eventwright.diff.finding import Finding, found
from eventwright.diff.scope import Here

_Need = Mapping[str, tuple[str, ...]]
"""Schemes that have to hold together, with their scopes."""


def security_findings(
    here: Here,
    level: str,
    old: Sequence[SecurityRequirement],
    new: Sequence[SecurityRequirement],
    renamed: Mapping[str, str],
) -> Iterator[Finding]:
    """Compare alternatives, whose order says nothing; `renamed` has what schemes are called now."""
    before = [{renamed.get(name, name): scopes for name, scopes in need.schemes} for need in old]
    after = [dict(need.schemes) for need in new]
    if bool(before) != bool(after):
        ending = "added" if after else "removed"
        message = "something has to be shown" if after else "nothing has to be shown any more"
        yield here.found(f"{level}-security-{ending}", message, "security")
        return
    names = [frozenset(need) for need in after]
    for index, need in enumerate(before):
        if frozenset(need) in names:
            other = names.index(frozenset(need))
            yield from _scopes(here, level, (index, need), (other, after[other]))
    yield from _alternatives(here, level, before, after)


def _alternatives(here: Here, level: str, old: Sequence[_Need], new: Sequence[_Need]) -> Iterator[Finding]:
    lists = here.child("security")
    before, after = {frozenset(need) for need in old}, {frozenset(need) for need in new}
    gone = [index for index, need in enumerate(old) if frozenset(need) not in after]
    come = [index for index, need in enumerate(new) if frozenset(need) not in before]
    joined = {name for index in gone for name in old[index]} & {name for index in come for name in new[index]}
    if joined and level == "server":
        yield found(
            "server-security-requirement-and-changed",
            f"{_named(joined)} has to be shown together with something else now, or no longer",
            old=lists.old.child(str(gone[0])),
            new=lists.new.child(str(come[0])),
            detail=_named(joined),
        )
        return
    for index in gone:
        message = f"{_named(old[index])} is not enough any more"
        spot = lists.old.child(str(index))
        rule = f"{level}-security-alternative-removed"
        yield found(rule, message, old=spot, new=lists.new, detail=_named(old[index]))
    for index in come:
        message = f"{_named(new[index])} is enough as well"
        spot = lists.new.child(str(index))
        rule = f"{level}-security-alternative-added"
        yield found(rule, message, old=lists.old, new=spot, detail=_named(new[index]))


def _scopes(here: Here, level: str, old: tuple[int, _Need], new: tuple[int, _Need]) -> Iterator[Finding]:
    lists = here.child("security")
    for name, scopes in new[1].items():
        before = here.scope.old.located(lists.old.child(str(old[0]), name))
        after = here.scope.new.located(lists.new.child(str(new[0]), name))
        for index, scope in enumerate(old[1][name]):
            if scope not in scopes:
                message = f"the scope {scope!r} of {name!r} is not needed any more"
                spot = before.child(str(index))
                yield found(f"{level}-security-scope-removed", message, old=spot, new=after, detail=scope)
        for index, scope in enumerate(scopes):
            if scope not in old[1][name]:
                message = f"the scope {scope!r} of {name!r} is needed"
                spot = after.child(str(index))
                yield found(f"{level}-security-scope-added", message, old=before, new=spot, detail=scope)


def _named(names: Iterable[str]) -> str:
    return " and ".join(sorted(map(repr, names))) or "nothing"
