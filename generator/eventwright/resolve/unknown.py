"""What to say about a reference whose target is not there; that it is not there was found before."""

from collections.abc import Iterator

from eventwright.documents import did_you_mean, nearest
from eventwright.problems import Pointer
from eventwright.resolve.location import Refusal, fragment_of, quoted
from eventwright.resolve.positions import COMPONENTS, is_reference
from eventwright.source import Json, Tree
from eventwright.source.tree import child

# A bound on the work that one long reference can ask for.
_MOST_SLASHES = 20


def unknown_reference(reference: str, tree: Tree, pointer: Pointer) -> Refusal:
    """Return the problem of a reference into a known file, with near matches."""
    path, _, _ = reference.partition("#")
    where = repr(tree.name) if path else "this document"
    message = f"{quoted(reference)} is not in {where}"
    return Refusal("unknown-reference", message, _hint(path, tree.value, pointer))


def _hint(path: str, value: Json, pointer: Pointer) -> str:
    known = _longest_known(value, pointer)
    # A pointer goes through the text as it is written, never through a reference.
    if is_reference(_node(value, known)):
        return f"'{path}{fragment_of(known)}' is a reference itself; name what it refers to"
    found = dict.fromkeys(
        (*_escaped(value, pointer, known), *_repaired(value, pointer), *_namesakes(value, pointer[-1]))
    )
    return did_you_mean(tuple(path + fragment_of(near) for near in found))


def _longest_known(value: Json, pointer: Pointer) -> Pointer:
    for count, token in enumerate(pointer):
        try:
            value = child(value, token)
        except KeyError:
            return pointer[:count]
    return pointer


def _node(value: Json, pointer: Pointer) -> Json:
    for token in pointer:
        value = child(value, token)
    return value


def _escaped(value: Json, pointer: Pointer, known: Pointer) -> Iterator[Pointer]:
    """Yield the pointer to a key that holds `/`, which was written in the reference without `~1`."""
    node, rest = _node(value, known), pointer[len(known) :]
    for count in range(2, min(len(rest), _MOST_SLASHES) + 1):
        key = "/".join(rest[:count])
        if isinstance(node, dict) and key in node:
            repaired = (*known, key, *rest[count:])
            if _longest_known(value, repaired) == repaired:
                yield repaired


def _repaired(value: Json, pointer: Pointer) -> Iterator[Pointer]:
    """Yield the pointer with each unknown token replaced by the nearest key, and so the last by two."""
    repaired: Pointer = ()
    for token in pointer:
        keys = value if isinstance(value, dict) else {}
        near = (token,) if token in keys else nearest(token, keys)
        if len(repaired) == len(pointer) - 1:
            yield from (((*repaired, key)) for key in near)
        if not near:
            return
        repaired, value = (*repaired, near[0]), keys[near[0]]


def _namesakes(value: Json, name: str) -> Iterator[Pointer]:
    """Yield the components that have this name, in whatever section."""
    sections = value.get(COMPONENTS) if isinstance(value, dict) else None
    for section, entries in sections.items() if isinstance(sections, dict) else ():
        if isinstance(entries, dict) and name in entries:
            yield COMPONENTS, section, name
