"""Which components of a document something outside of them leads to, directly or through others."""

import json
import re
from collections.abc import Iterable, Iterator

from eventwright.api import KeywordSchema
from eventwright.diff.document import Document
from eventwright.json_value import Json
from eventwright.problems import Pointer
from eventwright.resolve import Location

Component = tuple[str, str]
"""Section and name."""

_REFERENCE = re.compile(r'"\$ref": ("(?:[^"\\]|\\.)*")')
_DEPTH = 3
"""A component stands at /components/SECTION/NAME."""


def components(document: Document) -> dict[Component, Location]:
    """Return all components, in the document's order."""
    root = Location(document.resolved.entry, ("components",))
    try:
        sections = document.node(root)
    except KeyError:
        return {}
    return {
        (section, name): root.child(section, name)
        for section, entries in (sections.items() if isinstance(sections, dict) else ())
        for name in (entries if isinstance(entries, dict) and not section.startswith("x-") else ())
    }


def used_components(document: Document) -> frozenset[Component]:
    """Return the components that are used; what only looks like a reference counts for one."""
    found: dict[Location, None] = {}
    waiting = [*_outside(document)]
    while waiting:
        location = waiting.pop()
        if location not in found:
            found[location] = None
            waiting += _targets(document, location)
            waiting += _kinds(document, location)
    named = {_component(document, location) for location in found}
    return frozenset((*filter(None, named), *_schemes(document)))


def led_to(document: Document, locations: Iterable[Location]) -> frozenset[Component]:
    """Return the components that references at and below locations lead to, directly or through others."""
    found: dict[Location, None] = {}
    waiting = [target for location in locations for target in _targets(document, location)]
    while waiting:
        location = waiting.pop()
        if location not in found:
            found[location] = None
            waiting += _targets(document, location)
    return frozenset(filter(None, (_component(document, location) for location in found)))


def _outside(document: Document) -> Iterator[Location]:
    """What stands in the document beside its components."""
    root = Location(document.resolved.entry, ())
    node = document.node(root)
    for name in node if isinstance(node, dict) else ():
        if name != "components":
            yield root.child(name)


def _targets(document: Document, location: Location) -> Iterator[Location]:
    """What the references at and below a location lead to; of a component the whole of it."""
    text = json.dumps(_node(document, location))
    for each in _REFERENCE.findall(text) if '"$ref"' in text else ():
        target = document.resolved.target(json.loads(each), location)
        if target is not None:
            yield _whole(document, target)


def _node(document: Document, location: Location) -> Json:
    try:
        return document.node(location)
    except KeyError:
        return None


def _whole(document: Document, location: Location) -> Location:
    inside = location.file == document.resolved.entry and location.pointer[:1] == ("components",)
    return Location(location.file, location.pointer[:_DEPTH]) if inside else location


def component_of(document: Document, location: Location) -> Component | None:
    """Return the component that a location is in."""
    return _component(document, Location(location.file, location.pointer[:_DEPTH]))


def _component(document: Document, location: Location) -> Component | None:
    pointer: Pointer = location.pointer
    inside = location.file == document.resolved.entry and pointer[:1] == ("components",)
    return (pointer[1], pointer[2]) if inside and len(pointer) == _DEPTH else None


def _kinds(document: Document, location: Location) -> Iterator[Location]:
    """The schemas that extend one with a discriminator, whose values can be of them."""
    component = _component(document, location)
    node = _node(document, location)
    if component is None or not isinstance(node, dict) or "discriminator" not in node:
        return
    api = document.api
    for key in api.component_schemas:
        schema = api.schemas[key]
        branches = schema.combination.all_of if isinstance(schema, KeywordSchema) else ()
        if any(document.of_key(api.schema(branch).key) == location for branch in branches):
            yield document.of_key(key)


def _schemes(document: Document) -> Iterator[Component]:
    """The security schemes, which are used by their names."""
    api = document.api
    needs = [need for server in api.servers for need in server.security]
    needs += [need for channel in api.channels for each in channel.operations for need in each.security]
    for need in needs:
        yield from (("securitySchemes", name) for name, _ in need.schemes)
