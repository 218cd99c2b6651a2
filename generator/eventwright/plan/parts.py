"""The messages of one channel by the way their bodies are read, and what tells those of each way apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventwright.api import Api
from eventwright.plan.bodies import BodyKind, body_kind, content_type, media_type
from eventwright.plan.shapes import Shapes
from eventwright.plan.telling import telling
from eventwright.plan.tellings import ContentTypeTells, SchemaTells, Telling


@dataclass(frozen=True, slots=True)
class BodyPart:
    """Messages whose bodies are read alike; `rest` is one of bytes that takes what is none of the others."""

    kind: BodyKind
    content_type: str
    telling: Telling
    rest: str | None = None


def split_by_body(api: Api, keys: Sequence[str], shapes: Shapes, named: str = "") -> tuple[BodyPart, ...]:
    """Return the parts of a channel in the order of their first messages."""
    groups: dict[tuple[BodyKind, str], list[str]] = {}
    for key in keys:
        kind = body_kind(api, api.messages[key], shapes)
        media = "" if kind is BodyKind.JSON else media_type(_content_type(api, key))
        groups.setdefault((kind, media), []).append(key)
    # Bytes that go by the content type of the JSON messages are what is none of these.
    json = groups.get((BodyKind.JSON, ""), [])
    shared = {media_type(_content_type(api, key)) for key in json}
    rests = [group for group in groups if group[0] is BodyKind.BYTES and group[1] in shared]
    rest = [key for group in rests for key in groups.pop(group)]
    return tuple(
        _part(api, kind, found, rest if found is json else [], named) for (kind, _), found in groups.items()
    )


def _part(api: Api, kind: BodyKind, keys: Sequence[str], rest: Sequence[str], named: str) -> BodyPart:
    return BodyPart(kind, _content_type(api, keys[0]), _telling(api, keys, named), rest[0] if rest else None)


def _telling(api: Api, keys: Sequence[str], named: str) -> Telling:
    """Content types take part where nothing in the messages themselves tells them apart."""
    found = telling(api, keys, named)
    if not isinstance(found, SchemaTells):
        return found
    by_media: dict[str, list[str]] = {}
    for key in keys:
        by_media.setdefault(media_type(_content_type(api, key)), []).append(key)
    if len(by_media) == 1:
        return found
    return ContentTypeTells({media: telling(api, own, named) for media, own in by_media.items()}, found)


def _content_type(api: Api, key: str) -> str:
    return content_type(api, api.messages[key])
