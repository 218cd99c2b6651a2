"""Changes of what the document says of itself as a whole."""

from collections.abc import Iterator

from eventwright.diff.document import Document
from eventwright.diff.finding import Finding
from eventwright.diff.scope import Here, Scope, Told


def compare_info(scope: Scope) -> Iterator[Told]:
    for finding in _findings(scope):
        yield finding, ()


def _findings(scope: Scope) -> Iterator[Finding]:
    old, new = scope.old.api, scope.new.api
    root = Here(scope, scope.old.root(), scope.new.root())
    yield from root.changed("asyncapi-version-minor-changed", old.asyncapi, new.asyncapi, "asyncapi")
    yield from root.changed("document-id-changed", old.identifier, new.identifier, "id")
    yield from root.changed("tags-changed", frozenset(old.notes.tags), frozenset(new.notes.tags), "tags")
    yield from root.changed(
        "external-docs-changed", old.notes.external_docs, new.notes.external_docs, "externalDocs"
    )
    yield from root.extensions(old.notes.extensions, new.notes.extensions)
    info = root.child("info")
    before, after = old.info, new.info
    yield from info.changed("info-title-changed", before.title, after.title, "title")
    yield from info.changed("info-version-changed", _version(scope.old), _version(scope.new), "version")
    yield from info.changed("info-description-changed", before.description, after.description, "description")
    yield from info.changed(
        "info-terms-changed", before.terms_of_service, after.terms_of_service, "termsOfService"
    )
    yield from info.changed("info-contact-changed", before.contact, after.contact, "contact")
    yield from info.changed("info-license-changed", before.license, after.license, "license")


def _version(document: Document) -> str:
    """The version as it is written, also where quotes were forgotten, which `validate` tells of."""
    info = document.node(document.root("info"))
    written = info.get("version") if isinstance(info, dict) else None
    number = isinstance(written, int | float) and not isinstance(written, bool)
    return str(written) if number else document.api.info.version
