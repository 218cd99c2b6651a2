"""Rules about servers: the variables in their URLs."""

from collections.abc import Iterator

from eventwright.addresses import names_in
from eventwright.documents import did_you_mean, nearest
from eventwright.lint.node import Node
from eventwright.problems import Problem
from eventwright.rules import finding
from eventwright.source.findings import shown


def server_problems(root: Node) -> Iterator[Problem]:
    """Yield what is wrong with the servers of a document, those of its components included."""
    entries = [*root.child("servers").children(), *root.child("components", "servers").children()]
    servers = {entry.followed().location: entry.followed() for entry in entries}
    for server in servers.values():
        yield from _declared(server)
    variables = [variable for server in servers.values() for variable in server.child("variables").children()]
    variables += root.child("components", "serverVariables").children()
    for variable in {each.followed().location: each.followed() for each in variables}.values():
        yield from _values(variable)


def _declared(server: Node) -> Iterator[Problem]:
    url = server.text("url") or ""
    used = dict.fromkeys(names_in(url))
    declared = server.declared("variables")
    if declared is None:
        return
    unused = [name for name in declared if name not in used]
    for name in used:
        if name not in declared:
            message = f"the variable {shown(name)} of the URL {shown(url)} is not declared"
            hint = did_you_mean(nearest(name, unused)) or f"add {shown(name)} to the server's 'variables'"
            yield finding("undeclared-variable", message, server.child("url").place, hint)
    code = "unused-variable" if used else "needless-declaration"
    for name in unused:
        message = f"the variable {shown(name)} is not in the URL {shown(url)}"
        hint = did_you_mean(nearest(name, [known for known in used if known not in declared]))
        yield finding(code, message, server.child("variables", name).key_place, hint)


def _values(variable: Node) -> Iterator[Problem]:
    allowed = variable.texts("enum")
    if not allowed:
        return
    default = [variable.child("default")] if "default" in variable.mapping else []
    for node in (*default, *variable.child("examples").elements()):
        if isinstance(node.value, str) and node.value not in allowed:
            message = f"{shown(node.value)} is none of the values that 'enum' lists"
            hint = did_you_mean(nearest(node.value, allowed))
            yield finding("variable-not-in-enum", message, node.place, hint)
