"""Changes of the security schemes that servers and operations ask for."""

from collections.abc import Iterator, Mapping

from eventwright.api import Api, SecurityScheme
from eventwright.diff.change import Reached
from eventwright.diff.finding import Finding
from eventwright.diff.scope import Here, Scope, Told
from eventwright.json_value import Json

_FIELDS = {
    "name": "security-scheme-name-changed",
    "in": "security-scheme-in-changed",
    "scheme": "security-scheme-http-scheme-changed",
    "bearerFormat": "security-scheme-bearer-format-changed",
    "openIdConnectUrl": "security-scheme-openid-url-changed",
}
_URLS = ("authorizationUrl", "tokenUrl", "refreshUrl")


def compare_schemes(scope: Scope) -> Iterator[Told]:
    old = {scheme.name: scheme for scheme in scope.old.api.security_schemes}
    new = {scheme.name: scheme for scheme in scope.new.api.security_schemes}
    renamed = scope.renamed_schemes
    used_before, used_after = needed_schemes(scope.old.api), needed_schemes(scope.new.api)
    for name, scheme in old.items():
        other = renamed.get(name, name)
        reached = tuple(dict.fromkeys((*used_before.get(name, ()), *used_after.get(other, ()))))
        section = ("components", "securitySchemes")
        here = Here(scope, scope.old.root(*section, name), scope.new.root(*section, other))
        if other != name:
            yield here.found("security-scheme-renamed", f"{name!r} became {other!r}", detail=name), reached
        if name not in used_before and other not in used_after:
            continue
        if other in new:
            for finding in _compare(here, scheme, new[other]):
                yield finding, reached
        elif name in used_after:
            message = f"the scheme {name!r} is needed, and is not there any more"
            yield here.found("security-scheme-removed", message, detail=name), reached


def needed_schemes(api: Api) -> Mapping[str, tuple[Reached, ...]]:
    """Return the schemes that something asks for, with the operations that it is asked for."""
    found: dict[str, dict[Reached, None]] = {}
    by_server = {server.name: server for server in api.servers}
    for server in api.servers:
        for need in server.security:
            for name, _ in need.schemes:
                found.setdefault(name, {})
    for channel in api.channels:
        servers = [by_server[name] for name in channel.servers or by_server if name in by_server]
        for operation in channel.operations:
            asked = [*operation.security, *(need for server in servers for need in server.security)]
            for name in {name for need in asked for name, _ in need.schemes}:
                found.setdefault(name, {})[Reached(channel.address, operation.action)] = None
    return {name: tuple(reached) for name, reached in found.items()}


def _compare(here: Here, old: SecurityScheme, new: SecurityScheme) -> Iterator[Finding]:
    yield from here.changed("security-scheme-doc-changed", old.description, new.description, "description")
    if old.type != new.type:
        yield from here.changed("security-scheme-type-changed", old.type, new.type, "type")
        return
    for field, rule in _FIELDS.items():
        yield from here.changed(rule, old.settings.get(field), new.settings.get(field), field)
    yield from _flows(here, _mapping(old.settings.get("flows")), _mapping(new.settings.get("flows")))
    yield from here.extensions(_extensions(old), _extensions(new))


def _flows(here: Here, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[Finding]:
    for name in dict.fromkeys((*old, *new)):
        if name.startswith("x-"):
            continue
        if name not in new or name not in old:
            ending = "added" if name in new else "removed"
            message = f"the flow {name!r} was {ending}"
            yield here.found(f"security-scheme-flow-{ending}", message, "flows", name)
            continue
        flow = here.child("flows", name)
        before, after = _mapping(old[name]), _mapping(new[name])
        for field in _URLS:
            rule = "security-scheme-oauth-url-changed"
            yield from flow.changed(rule, before.get(field), after.get(field), field)
        yield from _scopes(flow, _mapping(before.get("scopes")), _mapping(after.get("scopes")))


def _scopes(flow: Here, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[Finding]:
    for name in dict.fromkeys((*old, *new)):
        if name not in old or name not in new:
            ending = "added" if name in new else "removed"
            message = f"the scope {name!r} was {ending}"
            yield flow.found(f"security-scheme-scope-{ending}", message, "scopes", name)
        elif old[name] != new[name]:
            message = f"the description of the scope {name!r} changed"
            yield flow.found("security-scheme-doc-changed", message, "scopes", name)


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _extensions(scheme: SecurityScheme) -> Mapping[str, Json]:
    return {name: value for name, value in scheme.settings.items() if name.startswith("x-")}
