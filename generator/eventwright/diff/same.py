"""Which schemas and messages are the same to the letter in both documents, with all they refer to."""

import json
import re

from eventwright.api import Reference, Schema, SchemaKey, as_written
from eventwright.diff.document import Document
from eventwright.diff.shapes import Joined
from eventwright.json_value import Json
from eventwright.problems import Pointer, parse_pointer, pointer_text
from eventwright.resolve import Location

_REFERENCE = re.compile(r'"\$ref": ("(?:[^"\\]|\\.)*")')


_DATA = frozenset({"required", "enum", "type"})
"""Lists in which there is no reference."""

Node = tuple[str, Pointer]
"""A node of either document: the file, which has no name where it is the document itself, and the pointer."""


class Unchanged:
    """Asked before any comparison, since most of a document is as it was.

    What is the same by another spelling is for the comparison itself to find.
    """

    def __init__(self, old: Document, new: Document) -> None:
        self._sides = (_Side(old), _Side(new))
        # A name that a schema has of its own may lead elsewhere though the reference is the same.
        self._sure = not any((*old.resolved.ids.values(), *new.resolved.ids.values()))
        self._known: dict[Node, bool] = {}

    def schemas(self, old: Joined, new: Joined) -> bool:
        """Whether schemas that hold together are the same."""
        return len(old) == len(new) and all(
            _end(one) == _end(other) and self.key(_end(one)) for one, other in zip(old, new, strict=True)
        )

    def key(self, key: str) -> bool:
        """Whether what stands at the key of a schema or a message is the same in both documents."""
        file, _, pointer = as_written(key).partition("#")
        return self._sure and self._same((file, parse_pointer(pointer)))

    def parts(self, schema: Schema, other: Schema) -> list[tuple[SchemaKey, bool]] | None:
        """Return what changed of the schemas that a schema refers to, where it is the same itself.

        With each stands whether it describes items. None where a reference is not in properties or items, as
        what a change there does depends on more than itself.
        """
        key = _end(schema)
        file, _, pointer = key.partition("#")
        node = (file, parse_pointer(pointer))
        texts = [side.text(node) for side in self._sides]
        if not self._sure or key != _end(other) or texts[0] is None or texts[0] != texts[1]:
            return None
        if self._sides[0].references(node, texts[0]) != self._sides[1].references(node, texts[0]):
            return None
        found = self._sides[0].plain_references(node)
        if found is None:
            return None
        return [(_key(target), items) for target, items in found if not self._same(target)]

    def _same(self, node: Node) -> bool:
        """Whether a node and all that it refers to are spelt the same; what is found on the way is kept."""
        if node in self._known:
            return self._known[node]
        seen = {node}
        waiting = [node]
        while waiting:
            each = waiting.pop()
            texts = [side.text(each) for side in self._sides]
            if texts[0] is None or texts[0] != texts[1] or self._known.get(each) is False:
                self._known[node] = self._known[each] = False
                return False
            before, after = (side.references(each, texts[0]) for side in self._sides)
            if before != after:
                self._known[node] = self._known[each] = False
                return False
            below = [target for target in before if target not in seen and not self._known.get(target)]
            seen.update(below)
            waiting += below
        self._known.update(dict.fromkeys(seen, True))
        return True


def _end(schema: Schema) -> SchemaKey:
    return schema.target if isinstance(schema, Reference) else schema.key


def _key(node: Node) -> SchemaKey:
    return f"{node[0]}#{pointer_text(node[1])}"


class _Side:
    """The texts of one document's nodes, in which the order of keys is left out."""

    def __init__(self, document: Document) -> None:
        self._resolved = document.resolved
        self._texts: dict[Node, str | None] = {}

    def text(self, node: Node) -> str | None:
        if node not in self._texts:
            self._texts[node] = self._made(node)
        return self._texts[node]

    def references(self, node: Node, text: str) -> list[Node]:
        """Return what the references in a text lead to; data that only looks like one may be among them."""
        if '"$ref"' not in text:
            return []
        at = Location(node[0] or self._resolved.entry, node[1])
        found = (self._resolved.target(json.loads(each), at) for each in _REFERENCE.findall(text))
        return [(self._name(target.file), target.pointer) for target in found if target is not None]

    def plain_references(self, node: Node) -> list[tuple[Node, bool]] | None:
        """Return what the properties and items of a schema refer to, each once; None where others do, too."""
        found: dict[tuple[Node, bool], None] = {}
        at = Location(node[0] or self._resolved.entry, node[1])
        waiting: list[tuple[Json, bool]] = [(self._resolved.node(at), False)]
        while waiting:
            value, items = waiting.pop()
            if not isinstance(value, dict):
                continue
            reference = value.get("$ref")
            if isinstance(reference, str):
                target = self._resolved.target(reference, at)
                end = None if target is None else self._resolved.follow(target)
                if end is None:
                    return None
                found[(self._name(end.file), end.pointer), items] = None
                continue
            for keyword, part in value.items():
                if keyword == "properties" and isinstance(part, dict):
                    waiting += [(each, False) for each in part.values()]
                elif keyword == "items" and isinstance(part, dict):
                    waiting.append((part, True))
                elif isinstance(part, dict | list) and keyword not in _DATA and '"$ref"' in json.dumps(part):
                    return None
        return list(found)

    def _name(self, file: str) -> str:
        return "" if file == self._resolved.entry else file

    def _made(self, node: Node) -> str | None:
        try:
            value = self._resolved.node(Location(node[0] or self._resolved.entry, node[1]))
        except KeyError:
            return None
        return json.dumps(value, sort_keys=True)
