"""Reads a document and every file its references name, each once; keeps what is wrong as values."""

import posixpath
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

from eventwright.documents import Documents, is_url
from eventwright.limits import STANDARD, raise_it
from eventwright.problems import Place, Problem, SpecError, UnreadableError
from eventwright.resolve.cycles import cycles
from eventwright.resolve.ids import Ids, ids_of
from eventwright.resolve.location import Location, Refusal, quoted, target_of
from eventwright.resolve.positions import REFERENCE, Kind, references
from eventwright.resolve.resolved import Resolved
from eventwright.resolve.unknown import unknown_reference
from eventwright.source import Json, Limits, Tree, parse

# To look for near matches takes time; where hundreds of references are broken nobody reads all hints.
_MOST_HINTS = 50


def _as_it_is(tree: Tree) -> Tree:
    return tree


def resolve(
    documents: Documents,
    name: str,
    limits: Limits = STANDARD,
    changed: Callable[[Tree], Tree] = _as_it_is,
) -> Resolved:
    """Return a document joined with all it refers to; a broken reference is one of its `problems`.

    `changed` is called with the document, and returns what is taken for it before references are looked at.
    Raises UnreadableError or SpecError where the document itself can't be read.
    """
    entry = posixpath.normpath(name)
    loading = _Loading(documents, limits)
    tree = loading.load(entry, changed)
    if not isinstance(tree.value, dict):
        hint = "an AsyncAPI document is a mapping that starts with a line such as `asyncapi: 2.6.0`"
        raise UnreadableError([Problem("not-a-mapping", "the document is no mapping", tree.place(()), hint)])
    loading.walk(Location(entry))
    trees, hashes = MappingProxyType(loading.trees), MappingProxyType(loading.hashes)
    resolved = Resolved(entry, trees, (), hashes, MappingProxyType(loading.ids))
    return replace(resolved, problems=(*loading.problems, *cycles(resolved, loading.found)))


class _Loading:
    def __init__(self, documents: Documents, limits: Limits) -> None:
        self.documents = documents
        self.limits = limits
        self.trees: dict[str, Tree] = {}
        self.hashes: dict[str, str] = {}
        self.ids: dict[str, Ids] = {}
        self.problems: list[Problem] = []
        self.found: list[Location] = []
        self._walked: set[tuple[int, Kind]] = set()
        self._unread: dict[str, Problem] = {}
        self._unparsed: set[str] = set()
        self._asked = 0

    def load(self, file: str, changed: Callable[[Tree], Tree] = _as_it_is) -> Tree:
        # What cannot be read counts too: to find that out may take as long as to read it.
        self._asked += 1
        data = self.documents.read(file)
        self.hashes[file] = sha256(data).hexdigest()
        tree = self.trees[file] = changed(parse(file, data, self.limits))
        ids = ids_of(tree)
        if ids is not None:
            self.ids[file] = ids
        return tree

    def walk(self, start: Location) -> None:
        """Check the references at and below a location and go on at their targets.

        Of other files only the parts that are referred to are checked: what else they hold is not ours.
        """
        waiting = deque((start,))
        while waiting:
            location = waiting.popleft()
            node = self.trees[location.file].get(location.pointer)
            for pointer, reference in references(node, location.pointer, self._walked):
                target = self._target(Location(location.file, pointer), reference)
                if target is not None:
                    waiting.append(target)

    def _target(self, at: Location, reference: Json) -> Location | None:
        place = self.trees[at.file].place((*at.pointer, REFERENCE))
        if not isinstance(reference, str):
            hint = "write a text such as '#/components/schemas/Name'"
            self._report(Refusal("reference-not-text", "a $ref is not a text", hint), place)
            return None
        ids = self.ids.get(at.file)
        target = (ids.target(reference, at) if ids else None) or target_of(reference, at.file)
        if isinstance(target, Refusal):
            self._report(target, place)
            return None
        if not self._loaded(target.file, reference, place):
            return None
        if not self._known(target, reference, place):
            return None
        self.found.append(at)
        return target

    def _loaded(self, file: str, reference: str, place: Place) -> bool:
        if file not in self.trees and file not in self._unread and file not in self._unparsed:
            self._load_other(file)
        if file in self._unread:
            self._report(_unread(self._unread[file], reference), place)
        return file in self.trees

    def _load_other(self, file: str) -> None:
        if self._asked > self.limits.files:
            message = f"references name more than {self.limits.files:,} files"
            problem = Problem("too-many-files", message, hint=f"join some of them, {raise_it('files')}")
            self._unread[file] = problem
            return
        try:
            self.load(file)
        except SpecError as error:
            if file in self.hashes:
                self._unparsed.add(file)
                self.problems.extend(error.problems)
            else:
                self._unread[file] = error.problems[0]

    def _known(self, target: Location, reference: str, place: Place) -> bool:
        tree = self.trees[target.file]
        try:
            tree.get(target.pointer)
        except KeyError:
            message = f"{quoted(reference)} is not in {target.file!r}"
            few = len(self.problems) < _MOST_HINTS
            refusal = unknown_reference(reference, tree, target.pointer) if few else None
            self._report(refusal or Refusal("unknown-reference", message, ""), place)
            return False
        return True

    def _report(self, refusal: Refusal, place: Place) -> None:
        self.problems.append(Problem(refusal.code, refusal.message, place, refusal.hint))


def _unread(problem: Problem, reference: str) -> Refusal:
    code = "unknown-file" if problem.code == "document-missing" else problem.code
    # A URL is the same wherever it is told from, so the message names it already.
    remote = problem.place is not None and is_url(problem.place.file)
    return Refusal(
        code, problem.message if remote else f"{quoted(reference)}: {problem.message}", problem.hint
    )
