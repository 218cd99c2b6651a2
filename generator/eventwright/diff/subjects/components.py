"""Changes of components as such: renamed, and those that nothing uses; what uses say of the rest."""

from collections.abc import Callable, Iterator, Mapping

from eventwright.api import KeywordSchema, SchemaKey
from eventwright.diff.document import Document
from eventwright.diff.finding import Finding, found
from eventwright.diff.scope import Here, Scope, Told
from eventwright.diff.shapes.values import value_text
from eventwright.diff.subjects.renames import one_to_one
from eventwright.diff.used import Component, components, used_components
from eventwright.resolve import Location

_TOLD_ELSEWHERE = frozenset({"messages", "securitySchemes"})
"""Sections whose renamed entries are told where they are used."""


def compare_components(scope: Scope) -> Iterator[Told]:
    for finding in _findings(scope):
        yield finding, ()


def _findings(scope: Scope) -> Iterator[Finding]:
    old, new = components(scope.old), components(scope.new)
    before, after = used_components(scope.old), used_components(scope.new)
    gone = {each: at for each, at in old.items() if each not in new}
    come = {each: at for each, at in new.items() if each not in old}
    for section in dict.fromkeys(section for section, _ in gone):
        if section not in _TOLD_ELSEWHERE:
            yield from _renamed(scope, section, _of(section, gone, before), _of(section, come, after))
    for each in gone:
        if each not in before:
            yield _told(scope, "component-unused-removed", each, "was removed")
    for each in come:
        if each not in after:
            yield _told(scope, "component-unused-added", each, "was added")
    for each in old:
        if each in new:
            yield from _kept(scope, each, used=(each in before, each in after))


def _of(
    section: str, entries: Mapping[Component, Location], used: frozenset[Component]
) -> Mapping[str, Location]:
    return {each[1]: at for each, at in entries.items() if each[0] == section and each in used}


def _told(scope: Scope, rule: str, component: Component, verb: str) -> Finding:
    here = Here(scope, scope.old.root("components"), scope.new.root("components"))
    return here.found(rule, f"{component[1]!r} in {component[0]} of the components {verb}", *component)


def _kept(scope: Scope, component: Component, *, used: tuple[bool, bool]) -> Iterator[Finding]:
    # Whether a security scheme is used, the changes of what is asked for say.
    match (True, True) if component[0] == "securitySchemes" and used[0] != used[1] else used:
        case (True, False):
            yield _told(scope, "component-became-unused", component, "is not used any more")
        case (False, True):
            yield _told(scope, "component-became-used", component, "is used now")
        case (False, False):
            texts = [value_text(document.expanded(_at(document, component))) for document in _both(scope)]
            if texts[0] != texts[1]:
                yield _told(scope, "component-unused-changed", component, "changed, and is not used")
        case _:
            pass


def _both(scope: Scope) -> tuple[Document, Document]:
    return scope.old, scope.new


def _at(document: Document, component: Component) -> Location:
    return Location(document.resolved.entry, ("components", *component))


def _renamed(
    scope: Scope, section: str, old: Mapping[str, Location], new: Mapping[str, Location]
) -> Iterator[Finding]:
    same = _same_schema(scope) if section == "schemas" else _same_text(scope)
    for name, other in one_to_one(old, new, same).items():
        rule = "component-other-renamed"
        if section == "schemas":
            told = _discriminated(scope.old, name) or _discriminated(scope.new, other)
            rule = "component-schema-renamed-discriminated" if told else "component-schema-renamed"
        yield found(
            rule,
            f"{name!r} in {section} of the components became {other!r}",
            old=old[name],
            new=new[other],
            detail=name,
        )


def _same_schema(scope: Scope) -> Callable[[Location, Location], bool]:
    before, after = _schema_keys(scope.old), _schema_keys(scope.new)

    def same(old: Location, new: Location) -> bool:
        if old not in before or new not in after:
            return False
        schemas = scope.old.api.schemas[before[old]], scope.new.api.schemas[after[new]]
        return scope.schemas.equal((schemas[0],), (schemas[1],))

    return same


def _same_text(scope: Scope) -> Callable[[Location, Location], bool]:
    def same(old: Location, new: Location) -> bool:
        return value_text(scope.old.expanded(old)) == value_text(scope.new.expanded(new))

    return same


def _schema_keys(document: Document) -> Mapping[Location, SchemaKey]:
    return {document.of_key(key): key for key in document.api.component_schemas}


def _discriminated(document: Document, name: str) -> bool:
    """Whether values name the schema: it extends one with a discriminator, or is a branch beside one."""
    api = document.api
    own = document.root("components", "schemas", name)
    for key, schema in api.schemas.items():
        if not isinstance(schema, KeywordSchema):
            continue
        combination = schema.combination
        if document.of_key(key) == own:
            parents = (api.schema(branch) for branch in combination.all_of)
            if any(isinstance(each, KeywordSchema) and each.annotations.discriminator for each in parents):
                return True
        elif schema.annotations.discriminator is not None:
            branches = (*combination.one_of, *combination.any_of)
            if any(document.of_key(api.schema(branch).key) == own for branch in branches):
                return True
    return False
