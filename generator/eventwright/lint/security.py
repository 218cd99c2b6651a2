"""Rules about security requirements: the schemes and scopes that they name."""

from collections.abc import Iterator

from eventwright.documents import did_you_mean, nearest
from eventwright.lint.node import Node, operations
from eventwright.problems import Problem
from eventwright.rules import finding
from eventwright.source.findings import shown

_WITH_SCOPES = frozenset({"oauth2", "openIdConnect"})


def security_problems(root: Node) -> Iterator[Problem]:
    """Yield what is wrong with the security requirements of servers, operations and their traits."""
    schemes = root.child("components", "securitySchemes")
    for owner in {owner.location: owner for owner in security_owners(root)}.values():
        for requirement in owner.child("security").elements():
            for scopes in requirement.children():
                yield from _scheme(scopes, schemes)


def security_owners(root: Node) -> Iterator[Node]:
    """Yield all that may have security requirements."""
    for servers in (root.child("servers"), root.child("components", "servers")):
        yield from (entry.followed() for entry in servers.children())
    for channels in (root.child("channels"), root.child("components", "channels")):
        for entry in channels.children():
            for operation in operations(entry.followed()):
                yield operation
                yield from (trait.followed() for trait in operation.child("traits").elements())
    yield from root.child("components", "operationTraits").children()


def _scheme(scopes: Node, schemes: Node) -> Iterator[Problem]:
    name = scopes.name
    if schemes.value is not None and not isinstance(schemes.value, dict):
        return
    if name not in schemes.mapping:
        message = f"the security scheme {shown(name)} is not in the components"
        hint = did_you_mean(nearest(name, schemes.mapping))
        yield finding("unknown-security-scheme", message, scopes.key_place, hint)
        return
    yield from _scopes(scopes, schemes.child(name).followed())


def _scopes(scopes: Node, scheme: Node) -> Iterator[Problem]:
    kind = scheme.text("type")
    for element in scopes.elements():
        if kind is not None and kind not in _WITH_SCOPES:
            message = f"the security scheme {shown(scopes.name)} of the type {shown(kind)} knows no scopes"
            yield finding("scopes-not-empty", message, element.place, "write an empty list, []")
            return
        known = _known_scopes(scheme)
        if known is None:
            return
        if kind == "oauth2" and isinstance(element.value, str) and element.value not in known:
            message = f"the scope {shown(element.value)} is in no flow of {shown(scopes.name)}"
            hint = did_you_mean(nearest(element.value, known))
            yield finding("unknown-scope", message, element.place, hint)


def _known_scopes(scheme: Node) -> dict[str, None] | None:
    """Return the scopes of all flows; None where one of them cannot be known."""
    if not isinstance(scheme.child("flows").value, dict):
        return None
    found: dict[str, None] = {}
    for flow in scheme.child("flows").children():
        scopes = flow.followed().child("scopes").value
        if not isinstance(scopes, dict):
            return None
        found |= dict.fromkeys(scopes)
    return found
