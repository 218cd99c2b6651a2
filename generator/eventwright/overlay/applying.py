"""Applies the actions of overlays to a document, one after the other; files are not read here."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from eventwright.limits import Limits, raise_it
from eventwright.overlay.actions import Action, Update, actions_of
from eventwright.overlay.canvas import Canvas, Parts, UnfitError
from eventwright.overlay.work import TooMuchWorkError, Work
from eventwright.problems import Level, Problem, SpecError, pointer_text
from eventwright.rules import finding
from eventwright.source.findings import shown
from eventwright.source.tree import Tree

_SHOWN = 200


def overlaid(tree: Tree, overlays: Sequence[Tree], limits: Limits) -> tuple[Tree, tuple[Problem, ...]]:
    """Return a document changed by overlays, and what is suspicious about them.

    What comes from an overlay has its place there. Raises SpecError with all that is wrong with them.
    """
    read = [actions_of(each, number, limits) for number, each in enumerate(overlays, 1)]
    problems = [problem for _, found in read for problem in found]
    _settle(problems)
    for each in overlays:
        problems += _elsewhere(each, tree)
    applying = _Applying(tree, limits, problems)
    for actions, _ in read:
        for action in actions:
            applying.apply(action)
    _settle(problems)
    mark = applying.canvas.mark
    changed = replace(tree, value=applying.canvas.value, mark=lambda: mark, others=tuple(overlays))
    return changed, tuple(problems)


def _settle(problems: Sequence[Problem]) -> None:
    if any(each.level is Level.ERROR for each in problems):
        raise SpecError(problems)


def _elsewhere(overlay: Tree, tree: Tree) -> Iterator[Problem]:
    """Find an overlay that says it is for another file; which file a URL stands for nobody knows."""
    extends = overlay.value.get("extends") if isinstance(overlay.value, dict) else None
    if not isinstance(extends, str):
        return
    try:
        parts = urlsplit(extends)
    except ValueError:
        return
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(overlay.name), unquote(parts.path)))
    if not parts.path or parts.scheme or parts.netloc or _same(meant, tree.name, overlay.name):
        return
    message = f"this overlay says that it is for {shown(meant)}, not for {shown(tree.name)}"
    yield finding("overlay-for-another", message, overlay.place(("extends",)))


def _same(meant: str, name: str, overlay: str) -> bool:
    """Tell whether a file may be the document; how the folders around the root are called is not known.

    Those that lead to the overlay are others: its name would go through the root else.
    """
    parts = meant.split("/")
    above = parts.count("..")
    around = parts[: 2 * above]
    aside = bool(around) and overlay.split("/")[: 2 * above] == around
    return not aside and "/".join(parts[2 * above :]) == posixpath.normpath(name)


class _Applying:
    """The document so far, and what was found on the way."""

    def __init__(self, tree: Tree, limits: Limits, problems: list[Problem]) -> None:
        # The library is asked for seldom, and takes its time to be imported.
        from eventwright.overlay.paths import Finder  # noqa: PLC0415

        work = Work(limits)
        self.canvas = Canvas(tree.value, tree.marks, work)
        self._finder = Finder(limits, work)
        self._limits = limits
        self._problems = problems

    def apply(self, action: Action) -> None:
        """Change the document, or note why that cannot be done; raises SpecError past the limits."""
        try:
            found = self._found(action)
            if found is not None:
                self._change(action, found)
        except TooMuchWorkError as error:
            message = f"with {shown(action.target, _SHOWN)} the overlays take too long"
            hint = f"name more of the way to what is meant, {raise_it('nodes')}"
            self._report(action, "overlay-target-too-wide", message, hint)
            raise SpecError(self._problems) from error
        if len(self._problems) >= self._limits.problems:
            _settle(self._problems)

    def _change(self, action: Action, found: tuple[Parts, ...]) -> None:
        if not found:
            message = f"the target {shown(action.target, _SHOWN)} selects nothing: the action has no effect"
            self._note(finding("overlay-target-unmatched", message, action.place("target")))
        elif action.update is not None:
            self._update(action, action.update, found)
        elif () in found:
            message = "the whole document cannot be removed"
            self._report(action, "overlay-removes-all", message, "select what is to go")
        else:
            self.canvas.remove(found)

    def _found(self, action: Action) -> tuple[Parts, ...] | None:
        """Return what the action is about; None where that cannot be told."""
        from eventwright.overlay.paths import NotAPathError  # noqa: PLC0415  # as above

        try:
            return self._finder.found(action.target, self.canvas.value)
        except NotAPathError as error:
            message = f"the target {shown(action.target, _SHOWN)} cannot be followed: {error}"
            hint = "write a JSONPath of RFC 9535, such as $.channels['/orders'].publish"
            self._report(action, "overlay-target-invalid", message, hint)
            return None

    def _update(self, action: Action, update: Update, found: tuple[Parts, ...]) -> None:
        """Update what was found up to the first node where that cannot be done."""
        scalar = next((each for each in found if not isinstance(self.canvas.node(each), dict | list)), None)
        if scalar is not None:
            message = f"the target selects a scalar, {_shown(scalar)}, which has nothing to update"
            hint = "select the mapping around it, and let 'update' have its key"
            self._report(action, "overlay-target-scalar", message, hint)
            return
        for parts in found:
            self._require_room(action, len(parts) + 1 + self.canvas.height_of(update))
            try:
                self.canvas.update(parts, update)
            except UnfitError as error:
                message = f"{error} at {_shown((*parts, *error.pointer))}"
                hint = "remove what stands there by an action before"
                place = action.place("update", *error.pointer)
                self._note(Problem("overlay-update-unfit", message, place, hint))
                return
        self._require_room(action)

    def _require_room(self, action: Action, height: int = 0) -> None:
        """Raise SpecError where the document has grown, or would become deeper, than the limits let it."""
        most, depth = self._limits.nodes, self._limits.depth
        if self.canvas.nodes > most:
            message = f"with this action the document has more than {most:,} values"
            self._report(action, "overlay-too-large", message, f"select less, {raise_it('nodes')}")
        elif height > depth:
            message = f"with this action more than {depth} mappings and sequences stand inside one another"
            self._report(action, "overlay-too-large", message, "select what stands further up")
        else:
            return
        raise SpecError(self._problems)

    def _report(self, action: Action, code: str, message: str, hint: str) -> None:
        self._note(Problem(code, message, action.place("target"), hint))

    def _note(self, problem: Problem) -> None:
        """Note a problem; past the limit of problems only errors, which end it."""
        if len(self._problems) < self._limits.problems or problem.level is Level.ERROR:
            self._problems.append(problem)


def _shown(parts: Parts) -> str:
    return shown(pointer_text(tuple(map(str, parts))), _SHOWN)
