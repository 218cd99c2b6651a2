"""The names that schemas give themselves with `$id` or `$anchor`, and what a reference means by them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin

from eventwright.problems import Pointer, parse_pointer
from eventwright.resolve.location import Location
from eventwright.resolve.positions import is_reference, mappings
from eventwright.source import Json, Tree

_KEYS = ("$id", "$anchor")


@dataclass(frozen=True, slots=True)
class Ids:
    """The base URIs of a file by the schema they begin at, and its schemas by URI or `uri#anchor`."""

    tree: Tree = field(repr=False)
    bases: Mapping[Pointer, str]
    named: Mapping[str, Pointer]

    def target(self, reference: str, at: Location) -> Location | None:
        """Return what a reference means by Draft-07, 8.2; None where no schema of the file has that name."""
        uri, fragment = urldefrag(_joined(self.base(at.pointer), reference))
        if fragment and not fragment.startswith("/"):
            pointer = self.named.get(f"{uri}#{unquote(fragment)}")
        else:
            start = self.named.get(uri)
            pointer = None if start is None else (*start, *parse_pointer(unquote(fragment)))
        return None if pointer is None or not self._exists(pointer) else Location(at.file, pointer)

    def base(self, pointer: Pointer) -> str:
        """Return the base URI that holds at a node."""
        lengths = range(len(pointer), -1, -1)
        return next(
            (self.bases[pointer[:length]] for length in lengths if pointer[:length] in self.bases), ""
        )

    def _exists(self, pointer: Pointer) -> bool:
        try:
            self.tree.get(pointer)
        except KeyError:
            return False
        return True


def ids_of(tree: Tree) -> Ids | None:
    """Return the names in a file; None where there are none, which the text tells at once."""
    texts = [each.text for each in (tree, *tree.others)]
    if not any(key in text for key in _KEYS for text in texts):
        return None
    bases: dict[Pointer, str] = {}
    named: dict[str, Pointer] = {"": ()}
    ids = Ids(tree, bases, named)
    for pointer, mapping in mappings(tree.value, (), set()):
        # What stands beside a reference is ignored, and so is an `$id`.
        if is_reference(mapping):
            continue
        base = ids.base(pointer)
        for uri in _bases(mapping, base):
            bases[pointer] = base = uri
            named.setdefault(uri, pointer)
        for anchor in _anchors(mapping):
            named.setdefault(f"{base}#{anchor}", pointer)
    return ids


def _bases(mapping: Mapping[str, Json], base: str) -> Iterator[str]:
    written = mapping.get("$id")
    if isinstance(written, str) and not written.startswith("#"):
        yield urldefrag(_joined(base, written)).url


def _joined(base: str, reference: str) -> str:
    if reference.startswith("#"):
        return base + reference
    try:
        return urljoin(base, reference)
    except ValueError:
        # A host in brackets that are not closed, for one: no URI, but still a name.
        return reference


def _anchors(mapping: Mapping[str, Json]) -> Iterator[str]:
    written = mapping.get("$id")
    # Draft-07 names a place by an `$id` that is a fragment alone, later drafts by `$anchor`.
    if isinstance(written, str) and written.startswith("#"):
        yield written[1:]
    anchor = mapping.get("$anchor")
    if isinstance(anchor, str):
        yield anchor
