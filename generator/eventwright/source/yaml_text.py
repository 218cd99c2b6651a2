"""Reads YAML text by the events of libyaml: anchors, merge keys, tags; scalars mean what `scalars` says."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import yaml

from eventwright.documents import did_you_mean, nearest
from eventwright.json_value import Json
from eventwright.limits import Limits
from eventwright.source.builder import Builder, Open, OpenMapping, OpenSequence
from eventwright.source.findings import Findings, shown
from eventwright.source.merge_keys import MERGE, merge
from eventwright.source.scalars import TAG_PREFIX, Fault, Scalar, plain_value, tagged_value
from eventwright.source.tree import Mark, Marks
from eventwright.source.yaml_errors import raise_yaml_error

_SURROGATE = re.compile("[\ud800-\udfff]")
_SCALAR_TAGS = frozenset(TAG_PREFIX + kind for kind in ("str", "null", "bool", "int", "float"))
_COLLECTION_TAGS = {"mapping": TAG_PREFIX + "map", "sequence": TAG_PREFIX + "seq"}


class EventSource(Protocol):
    """What we need of PyYAML's loaders, compiled or pure."""

    def get_event(self) -> Any: ...


def fastest_loader(text: str) -> EventSource:
    """Return libyaml's parser, about ten times as fast, or the pure one where PyYAML was built without it."""
    loader: Callable[[str], EventSource] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader(text)


def read_yaml(
    findings: Findings, limits: Limits, loader: Callable[[str], EventSource] = fastest_loader
) -> tuple[Json, Mark]:
    """Return value and marks of a YAML text, None where it holds no document.

    Raises UnreadableError where the text is not YAML, else SpecError with every problem found.
    """
    composer = _Composer(findings, limits)
    # The pure parser lets ValueError and OverflowError out where an escape is no character.
    try:
        source = loader(findings.text)
        while (event := source.get_event()) is not None:
            composer.take(event)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise_yaml_error(findings, error)
    findings.settle()
    document = composer.builder.document
    return (document.value[0], document.marks[0]) if document.value else (None, 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Anchored:
    """A finished node that has a name: `text` as a scalar was written, `nodes` with aliases expanded."""

    value: Json
    marks: Marks | None
    text: str | None
    nodes: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class _Opened:
    """What YAML alone knows of an open collection: its anchor, whether it is a key, the nodes before it."""

    anchor: str | None
    is_key: bool
    nodes_before: int


class _Composer:
    def __init__(self, findings: Findings, limits: Limits) -> None:
        self.findings = findings
        self.digits = limits.digits
        self.builder = Builder(findings, limits)
        self.anchors: dict[str, _Anchored | _Opened] = {}
        self.opened: list[_Opened] = []
        self.merging: set[Open] = set()
        self.documents = 0
        self._handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping_start,
            yaml.SequenceStartEvent: self._sequence_start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document_start,
            yaml.DocumentEndEvent: _ignore,
            yaml.StreamStartEvent: _ignore,
            yaml.StreamEndEvent: _ignore,
        }

    def take(self, event: Any) -> None:
        self._handlers[type(event)](event)

    def _document_start(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second document starts here; a file holds one"
            self.findings.refuse("several-documents", message, _offset(event))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        offset = _offset(event)
        if event.style == '"':
            self._check_characters(event.value, offset)
        if self._expects_key():
            self._scalar_key(event, offset)
            value: Scalar = event.value
        else:
            value = self._value(event, offset)
            self.builder.scalar(value, offset)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(value, None, event.value, 1, 0)

    def _scalar_key(self, event: yaml.ScalarEvent, offset: int) -> None:
        if event.tag is not None:
            self._known_tag(event.tag, offset)
        elif event.value == MERGE and not event.style:
            self.merging.add(self.builder.top)
        self.builder.key(event.value, offset)

    def _value(self, event: yaml.ScalarEvent, offset: int) -> Scalar:
        tag = event.tag
        # The tag `!` stands for "no plain scalar": text, whatever it looks like.
        if tag == "!" or (tag is None and event.style):
            return event.value
        if tag is None:
            value = plain_value(event.value, self.digits)
        elif self._known_tag(tag, offset):
            value = tagged_value(tag.removeprefix(TAG_PREFIX), event.value, self.digits)
        else:
            return None
        if isinstance(value, Fault):
            self.findings.report(value.code, value.message, offset, self.builder.pointer())
            return None
        return value

    def _mapping_start(self, event: yaml.MappingStartEvent) -> None:
        self._open(event, OpenMapping(_offset(event)), "mapping")

    def _sequence_start(self, event: yaml.SequenceStartEvent) -> None:
        self._open(event, OpenSequence(_offset(event)), "sequence")

    def _open(self, event: yaml.CollectionStartEvent, collection: Open, kind: str) -> None:
        offset = collection.offset
        if event.tag not in (None, "!", _COLLECTION_TAGS[kind]):
            self._report_tag(str(event.tag), offset, kind)
        is_key = self._expects_key()
        if is_key:
            self.findings.report("key-not-a-string", "a key is a collection", offset, self.builder.pointer())
        opened = _Opened(event.anchor, is_key, self.builder.nodes)
        self.opened.append(opened)
        if event.anchor is not None:
            self.anchors[event.anchor] = opened
        self.builder.open(collection)

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        opened = self.opened.pop()
        closed = self.builder.close()
        if closed in self.merging and isinstance(closed, OpenMapping):
            self.merging.discard(closed)
            merge(closed, self.findings, self.builder.pointer())
        if opened.is_key:
            self._stand_in_key(closed.offset)
        else:
            self.builder.top.add(closed.value, closed.offset, closed.marks)
        # An anchor of the same name inside the collection came later, so it is the one that counts.
        if opened.anchor is not None and self.anchors[opened.anchor] is opened:
            nodes = self.builder.nodes - opened.nodes_before
            anchored = _Anchored(closed.value, closed.marks, None, nodes, closed.height + 1)
            self.anchors[opened.anchor] = anchored

    def _alias(self, event: yaml.AliasEvent) -> None:
        offset = _offset(event)
        anchored = self._anchored(str(event.anchor), offset)
        if self._expects_key():
            self._alias_key(anchored, offset)
            return
        self.builder.count(anchored.nodes, offset)
        self.builder.require_depth(anchored.height, offset)
        top = self.builder.top
        top.height = max(top.height, anchored.height)
        top.add(anchored.value, offset, anchored.marks)

    def _anchored(self, name: str, offset: int) -> _Anchored:
        found = self.anchors.get(name)
        if isinstance(found, _Anchored):
            return found
        pointer = self.builder.pointer()
        if found is None:
            message = f"no anchor has the name {shown(name)}"
            self.findings.report(
                "unknown-alias", message, offset, pointer, did_you_mean(nearest(name, self.anchors))
            )
        else:
            message = f"the alias {shown(name)} stands inside the very value it repeats"
            self.findings.report("alias-cycle", message, offset, pointer)
        return _Anchored({}, {}, name, 1, 0)

    def _alias_key(self, anchored: _Anchored, offset: int) -> None:
        if anchored.text is None:
            self.findings.report("key-not-a-string", "a key is a collection", offset, self.builder.pointer())
            self._stand_in_key(offset)
        else:
            self.builder.key(anchored.text, offset)

    def _stand_in_key(self, offset: int) -> None:
        """Go on behind a key that was refused; the name is never seen, as the document is refused too."""
        mapping = self.builder.top
        if isinstance(mapping, OpenMapping):
            mapping.key, mapping.key_offset = "?", offset

    def _expects_key(self) -> bool:
        top = self.builder.top
        return type(top) is OpenMapping and top.key is None

    def _known_tag(self, tag: str, offset: int) -> bool:
        if tag == "!" or tag in _SCALAR_TAGS:
            return True
        self._report_tag(tag, offset, "scalar")
        return False

    def _report_tag(self, tag: str, offset: int, kind: str) -> None:
        short = tag.replace(TAG_PREFIX, "!!", 1)
        pointer = self.builder.pointer()
        if tag in _SCALAR_TAGS or tag in _COLLECTION_TAGS.values():
            self.findings.report("tag-mismatch", f"a {kind} has the tag {short}", offset, pointer)
        else:
            self.findings.report("unknown-tag", f"the tag {shown(short)} is unknown", offset, pointer)

    def _check_characters(self, text: str, offset: int) -> None:
        """Find what the pure parser lets pass; libyaml refuses such an escape itself."""
        if surrogate := _SURROGATE.search(text):
            message = f"the escape \\u{ord(surrogate.group()):04x} is half of a character"
            self.findings.report("lone-surrogate", message, offset, self.builder.pointer())


def _offset(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _ignore(event: yaml.Event) -> None:
    """Take an event that says nothing about the value."""
