"""The rule about components that nothing refers to."""

from collections.abc import Iterator

from eventwright.lint.node import Node
from eventwright.lint.security import security_owners
from eventwright.problems import Problem
from eventwright.resolve import Location
from eventwright.resolve.positions import references
from eventwright.rules import finding
from eventwright.source.findings import shown

_COMPONENTS = "components"
_DEPTH = 3
"""A component stands at /components/SECTION/NAME."""


def unused_problems(root: Node) -> Iterator[Problem]:
    """Yield each component that is not referred to; a document without channels is a library of them."""
    if not root.child("channels").mapping:
        return
    used = {*_used(root), *_required_schemes(root)}
    for section in root.child(_COMPONENTS).children():
        for entry in section.children() if not section.name.startswith("x-") else ():
            if entry.location not in used and not _is_kind(entry):
                message = f"nothing refers to {shown(entry.name)} in {shown(section.name)} of the components"
                yield finding("unused-component", message, entry.key_place)


def _used(root: Node) -> Iterator[Location]:
    """Yield the components that references lead to or into."""
    resolved = root.resolved
    for file, tree in resolved.trees.items():
        for pointer, _ in references(tree.value, (), set()):
            target = resolved.reference(Location(file, pointer))
            if target is not None and target.file == resolved.entry:
                yield Location(target.file, target.pointer[:_DEPTH])


def _required_schemes(root: Node) -> Iterator[Location]:
    """Yield the security schemes, which are used by their names."""
    for owner in security_owners(root):
        for requirement in owner.child("security").elements():
            for name in requirement.mapping:
                yield root.location.child(_COMPONENTS, "securitySchemes", name)


def _is_kind(entry: Node) -> bool:
    """Whether the schema extends one with a discriminator, whose values can be of this one."""
    if entry.location.pointer[1] != "schemas":
        return False
    return any(
        "discriminator" in branch.followed().mapping for branch in entry.followed().child("allOf").elements()
    )
