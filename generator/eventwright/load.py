"""The one way in: from the name of a document to its `Api`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType

from eventwright.api import Api
from eventwright.documents import Documents
from eventwright.doubt import refusing
from eventwright.grammar import grammar_problems
from eventwright.overlay import overlaid
from eventwright.problems import Problem, SpecError
from eventwright.read.v2 import read_v2
from eventwright.resolve import Location, Resolved, resolve
from eventwright.source import Limits, Tree, parse

_SUPPORTED = re.compile(r"(2)\.([0-6])\.(?:0|[1-9][0-9]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that was read as far as it can be, and all that is wrong with it."""

    api: Api
    resolved: Resolved
    problems: tuple[Problem, ...]


def inspect_document(
    documents: Documents, name: str, limits: Limits | None = None, overlays: Sequence[str] = ()
) -> Loaded:
    """Read a document, changed by overlays, and return it with its problems.

    Raises SpecError where it is of no version that can be read or an overlay is at fault, UnreadableError
    where it is no document.
    """
    resolved = _resolved(documents, name, limits or Limits(), overlays)
    version = _version(resolved)
    grammar = grammar_problems(resolved, version)
    api, problems = read_v2(resolved)
    return Loaded(api, resolved, in_order((*resolved.problems, *grammar, *problems)))


def _resolved(documents: Documents, name: str, limits: Limits, overlays: Sequence[str]) -> Resolved:
    if not overlays:
        return resolve(documents, name, limits)
    found: list[Problem] = []
    hashes: dict[str, str] = {}

    def changed(tree: Tree) -> Tree:
        read: list[Tree] = []
        for each in overlays:
            data = documents.read(each)
            hashes[each] = sha256(data).hexdigest()
            read.append(parse(each, data, limits))
        document, problems = overlaid(tree, read, limits)
        found.extend(problems)
        return document

    resolved = resolve(documents, name, limits, changed)
    digests = MappingProxyType({**resolved.hashes, **hashes})
    return replace(resolved, problems=(*found, *resolved.problems), hashes=digests)


def load(documents: Documents, name: str, limits: Limits | None = None, overlays: Sequence[str] = ()) -> Api:
    """Read a document; raises SpecError with every problem where one leaves in doubt what to generate."""
    loaded = inspect_document(documents, name, limits, overlays)
    if refusing(loaded.problems):
        raise SpecError(loaded.problems)
    return loaded.api


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Each problem once, in the order of the document."""

    def position(problem: Problem) -> tuple[str, int, int, str]:
        place = problem.place
        return ("", 0, 0, "") if place is None else (place.written, place.line, place.column, problem.code)

    return tuple(sorted(dict.fromkeys(problems), key=position))


def _version(resolved: Resolved) -> tuple[int, int]:
    """Return the version without its last part; raises SpecError for one that cannot be read."""
    root = Location(resolved.entry, ())
    mapping = resolved.node(root)
    version = mapping.get("asyncapi") if isinstance(mapping, dict) else None
    if isinstance(version, str) and (parts := _SUPPORTED.fullmatch(version)):
        return int(parts[1]), int(parts[2])
    raise SpecError([*_version_problem(resolved, root, version), *resolved.problems])


def _version_problem(resolved: Resolved, root: Location, version: object) -> list[Problem]:
    if version is None:
        hint = "is this an AsyncAPI document? It starts with a line such as 'asyncapi: 2.6.0'"
        return [Problem("missing-field", "'asyncapi' is missing", resolved.place(root), hint)]
    place = resolved.place(root.child("asyncapi"))
    message = f"AsyncAPI {version!r} cannot be read"
    complete = isinstance(version, str) and version.count(".") > 1
    hint = "versions 2.0.0 to 2.6.0 can be read"
    hint += "" if complete else "; write the version as text with three parts"
    return [Problem("unsupported-version", message, place, hint)]
