"""The small objects that many parts of a document carry: tags, links, bindings, security requirements."""

from collections.abc import Mapping

from eventwright.api import ExternalDocs, Notes, SecurityRequirement, Tag
from eventwright.json_value import Json
from eventwright.read.cursor import Cursor

HTTP = ("http", "https")
"""The protocols whose bindings are those of HTTP."""


def read_notes(cursor: Cursor) -> Notes:
    """Return title, summary, description, tags, link and extensions of an object."""
    return Notes(
        title=cursor.text("title"),
        summary=cursor.text("summary"),
        description=cursor.text("description"),
        tags=tuple(_tag(element) for element in cursor.elements("tags")),
        external_docs=_external_docs(cursor),
        extensions=cursor.extensions(),
    )


def read_bindings(cursor: Cursor) -> Mapping[str, Json]:
    """Return the bindings by protocol, as they stand; that of a protocol may be a reference too."""
    child = cursor.child("bindings")
    target = None if child is None else child.followed()
    if target is None:
        return {}
    followed = {name: each.followed() for name, each in target.named()}
    return {name: each.value for name, each in followed.items() if each is not None}


def read_security(cursor: Cursor) -> tuple[SecurityRequirement, ...]:
    """Return the alternatives; within one, all schemes must hold."""
    return tuple(_requirement(element) for element in cursor.elements("security"))


def _requirement(cursor: Cursor) -> SecurityRequirement:
    return SecurityRequirement(tuple((name, cursor.texts(name)) for name, _ in cursor.named()))


def _tag(cursor: Cursor) -> Tag:
    target = cursor.followed()
    if target is None:
        return Tag("")
    return Tag(target.text("name"), target.text("description"), _external_docs(target))


def _external_docs(cursor: Cursor) -> ExternalDocs | None:
    child = cursor.child("externalDocs")
    target = None if child is None else child.followed()
    return None if target is None else ExternalDocs(target.text("url"), target.text("description"))
