"""Changes of servers; their variables and security are compared by modules of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from eventwright.api import Api, Server
from eventwright.diff.change import Reached
from eventwright.diff.finding import Finding, found
from eventwright.diff.scope import Here, Scope, Told
from eventwright.diff.subjects.bindings import binding_findings
from eventwright.diff.subjects.renames import one_to_one
from eventwright.diff.subjects.security import security_findings
from eventwright.diff.subjects.variables import same_url, variable_findings


def compare_servers(scope: Scope) -> Iterator[Told]:
    old = {server.name: server for server in scope.old.api.servers}
    new = {server.name: server for server in scope.new.api.servers}
    renamed = _renamed(old, new)
    for name, server in old.items():
        other = new.get(name)
        if other is not None:
            for finding in _compare(scope, server, other):
                yield finding, operations_on(scope.new.api, name)
        elif name in renamed:
            yield _told_renamed(scope, name, renamed[name]), operations_on(scope.new.api, renamed[name])
        else:
            yield _told(scope, "removed", name), operations_on(scope.old.api, name)
    for name in new:
        if name not in old and name not in renamed.values():
            yield _told(scope, "added", name), operations_on(scope.new.api, name)


def operations_on(api: Api, server: str) -> tuple[Reached, ...]:
    """Return the operations of all channels that a server has."""
    return tuple(
        Reached(channel.address, operation.action)
        for channel in api.channels
        if not channel.servers or server in channel.servers
        for operation in channel.operations
    )


def _renamed(old: Mapping[str, Server], new: Mapping[str, Server]) -> Mapping[str, str]:
    """What is equal but for its name, one to one."""
    left = {name: server for name, server in old.items() if name not in new}
    right = {name: server for name, server in new.items() if name not in old}
    return one_to_one(left, right, lambda one, other: replace(one, name="") == replace(other, name=""))


def _told(scope: Scope, ending: str, name: str) -> Finding:
    here = Here(scope, scope.old.root("servers"), scope.new.root("servers"))
    return here.found(f"server-{ending}", f"the server {name!r} was {ending}", name)


def _told_renamed(scope: Scope, old: str, new: str) -> Finding:
    return found(
        "server-renamed",
        f"the server {old!r} became {new!r}",
        old=scope.old.root("servers", old),
        new=scope.new.root("servers", new),
        detail=old,
    )


def _compare(scope: Scope, old: Server, new: Server) -> Iterator[Finding]:
    here = Here(scope, scope.old.root("servers", old.name), scope.new.root("servers", new.name))
    if not same_url(old, new):
        yield from here.changed("server-url-changed", old.url, new.url, "url")
    yield from here.changed("server-protocol-changed", old.protocol, new.protocol, "protocol")
    yield from here.changed(
        "server-protocol-version-changed", old.protocol_version, new.protocol_version, "protocolVersion"
    )
    before, after = old.notes, new.notes
    yield from here.changed(
        "server-description-changed", before.description, after.description, "description"
    )
    yield from here.changed("server-tags-changed", frozenset(before.tags), frozenset(after.tags), "tags")
    yield from variable_findings(here, old, new)
    yield from security_findings(here, "server", old.security, new.security, scope.renamed_schemes)
    yield from binding_findings(here, "server", old.bindings, new.bindings)
    yield from here.extensions(before.extensions, after.extensions)
