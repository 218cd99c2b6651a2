"""Changes of one message, whichever operations have it."""

from collections.abc import Iterator

from eventwright.api import CorrelationId, Message
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Role
from eventwright.diff.scope import Here, Scope
from eventwright.diff.shapes.keywords import free
from eventwright.diff.shapes.values import value_text
from eventwright.diff.subjects.bindings import binding_findings
from eventwright.diff.subjects.media import content_type_findings, schema_format_findings


def message_findings(scope: Scope, old: Message, new: Message) -> Iterator[Finding]:
    """Yield what changed in one message."""
    if old.key == new.key and scope.unchanged.key(old.key) and scope.same_defaults:
        return
    here = Here(scope, scope.old.of_key(old.key), scope.new.of_key(new.key))
    root = Here(scope, scope.old.root(), scope.new.root())
    yield from content_type_findings(here, root, old, new)
    yield from schema_format_findings(here, old, new)
    yield from _payload(here, old, new)
    yield from scope.schema_findings(old.headers, new.headers, Role.HEADERS)
    yield from here.told("message-name", old.name, new.name, "name")
    yield from here.told("message-id", old.message_id, new.message_id, "messageId")
    yield from _correlation(here, old.correlation_id, new.correlation_id)
    yield from binding_findings(here, "message", old.bindings, new.bindings)
    yield from _notes(here, old, new)


def _payload(here: Here, old: Message, new: Message) -> Iterator[Finding]:
    scope = here.scope
    if old.opaque or new.opaque:
        yield from _opaque(here, old, new)
        return
    before, after = (each.payload is None or free(each.payload) for each in (old, new))
    if before != after and (old.payload is None or new.payload is None):
        rule = "message-payload-added" if before else "message-payload-removed"
        message = "the payload got a schema" if before else "the payload lost its schema"
        yield here.found(rule, message, "payload")
        return
    yield from scope.schema_findings(old.payload, new.payload)


def _opaque(here: Here, old: Message, new: Message) -> Iterator[Finding]:
    """Of a payload in a language that is not read only the text can be compared, and that decides nothing."""
    payload = here.child("payload")
    before = here.scope.old.expanded(payload.old)
    after = here.scope.new.expanded(payload.new)
    if old.opaque and new.opaque and value_text(before) != value_text(after):
        message = f"the payload changed, and schemas of the format {new.schema_format!r} are not read"
        yield here.found("message-payload-undecided", message, "payload")


def _correlation(here: Here, old: CorrelationId | None, new: CorrelationId | None) -> Iterator[Finding]:
    if old is None or new is None:
        if old != new:
            ending = "added" if old is None else "removed"
            yield here.found(f"correlation-id-{ending}", f"the correlation id was {ending}", "correlationId")
        return
    there = here.child("correlationId")
    yield from there.changed("correlation-id-location-changed", old.location, new.location, "location")
    yield from there.changed("correlation-id-doc-changed", old.description, new.description, "description")


def _notes(here: Here, old: Message, new: Message) -> Iterator[Finding]:
    before, after = old.notes, new.notes
    yield from here.changed("message-title-changed", before.title, after.title, "title")
    for field, one, other in (
        ("summary", before.summary, after.summary),
        ("description", before.description, after.description),
        ("tags", frozenset(before.tags), frozenset(after.tags)),
        ("externalDocs", before.external_docs, after.external_docs),
    ):
        yield from here.changed("message-doc-changed", one, other, field)
    told, shown = ([repr(example) for example in each.examples] for each in (old, new))
    yield from here.changed("message-examples-changed", told, shown, "examples")
    yield from here.extensions(before.extensions, after.extensions)
