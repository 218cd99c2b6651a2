"""Changes of what the bytes of a message are: the media type, and the language that describes the payload."""

from collections.abc import Iterator
from dataclasses import dataclass

from eventwright.api import Api, Message
from eventwright.diff.finding import Finding
from eventwright.diff.scope import Here

_ASYNCAPI = "application/vnd.aai.asyncapi"
_JSON_SCHEMA = "application/schema"


@dataclass(frozen=True, slots=True)
class _Media:
    """A media type without and with its parameters; no text at all where none is known."""

    text: str
    own: bool

    @property
    def type(self) -> str:
        return self.text.partition(";")[0]


def content_type_findings(here: Here, root: Here, old: Message, new: Message) -> Iterator[Finding]:
    """Compare what holds, wherever it is written: what all messages share is told of once, at its place."""
    before, after = _content(root.scope.old.api, old), _content(root.scope.new.api, new)
    if before.text == after.text:
        return
    shared = not before.own and not after.own
    message = f"the content type {before.text or 'none'!r} became {after.text or 'none'!r}"
    if before.type == after.type:
        rule = "message-content-type-parameter-changed"
    elif shared:
        rule = "default-content-type-changed"
    elif not before.text or not after.text:
        rule = "message-content-type-added" if after.text else "message-content-type-removed"
    else:
        rule = "message-content-type-changed"
    owner, field = (root, "defaultContentType") if shared else (here, "contentType")
    yield owner.found(rule, message, field)


def schema_format_findings(here: Here, old: Message, new: Message) -> Iterator[Finding]:
    """Compare the languages; without a word it is AsyncAPI's own, in the version of the document."""
    before, after = _format(old.schema_format), _format(new.schema_format)
    if before == after:
        return
    scope = here.scope
    message = f"the schema format {old.schema_format or 'none'!r} became {new.schema_format or 'none'!r}"
    if _family(before) != _family(after):
        yield here.found("message-schema-format-changed", message, "schemaFormat")
    elif _explicit(before, scope.old.api) != _explicit(after, scope.new.api):
        yield here.found("message-schema-format-version-changed", message, "schemaFormat")


def _content(api: Api, message: Message) -> _Media:
    text = message.content_type or api.default_content_type
    parts = [part.strip() for part in text.lower().split(";")]
    return _Media(";".join((parts[0], *sorted(parts[1:]))), bool(message.content_type))


def _format(text: str) -> str:
    return text.lower().replace(" ", "")


def _family(text: str) -> str:
    """The language; what AsyncAPI adds to JSON Schema changes nothing in how a value is judged."""
    name = text.partition(";")[0].removesuffix("+json").removesuffix("+yaml")
    return _ASYNCAPI if name in ("", _JSON_SCHEMA) else name


def _explicit(text: str, api: Api) -> str:
    plain = text.replace("+yaml", "").replace("+json", "")
    return plain or f"{_ASYNCAPI};version={api.asyncapi}"
