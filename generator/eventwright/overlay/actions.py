"""What an overlay asks for: its actions in order, and what is wrong with it; no document is known here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from eventwright.documents import did_you_mean, nearest
from eventwright.json_value import Json
from eventwright.limits import Limits
from eventwright.problems import Place, Pointer, Problem
from eventwright.rules import finding
from eventwright.source.findings import shown
from eventwright.source.tree import Mark, Tree

_SUPPORTED = re.compile(r"1\.0\.(?:0|[1-9][0-9]*)", re.ASCII)
_START = "an overlay starts with a line such as 'overlay: 1.0.0'"

# Of each object: its fields, their kinds, and whether they have to be there.
_OVERLAY: Mapping[str, tuple[type, bool]] = {
    "overlay": (str, True),
    "info": (dict, True),
    "extends": (str, False),
    "actions": (list, True),
}
_INFO: Mapping[str, tuple[type, bool]] = {"title": (str, True), "version": (str, True)}
_ACTION: Mapping[str, tuple[type, bool]] = {
    "target": (str, True),
    "description": (str, False),
    "update": (object, False),
    "remove": (bool, False),
}
_WORDS = {str: "a text", dict: "a mapping", list: "a list", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Update:
    """What is merged or appended, where it stands, and the number of the overlay."""

    value: Json = field(repr=False)
    mark: Mark = field(repr=False)
    number: int


@dataclass(frozen=True, slots=True)
class Action:
    """One change: the nodes that a JSONPath selects are updated, or removed where there is no update."""

    target: str
    update: Update | None
    tree: Tree = field(repr=False)
    pointer: Pointer

    def place(self, *tokens: str) -> Place:
        """Return where the action, or a part of it, stands."""
        return self.tree.place((*self.pointer, *tokens))


def actions_of(tree: Tree, number: int, limits: Limits) -> tuple[tuple[Action, ...], tuple[Problem, ...]]:
    """Return the actions of an overlay, the number of which counts from 1, and all that is wrong with it."""
    value = tree.value
    if not isinstance(value, dict) or "overlay" not in value:
        message = f"{tree.name!r} is no overlay: it has no 'overlay'"
        return (), (Problem("not-an-overlay", message, tree.place(()), _START),)
    version = value["overlay"]
    if not isinstance(version, str) or not _SUPPORTED.fullmatch(version):
        told = shown(version) if isinstance(version, str) else repr(version)[:60]
        hint = "write 'overlay: 1.0.0', and only what that version has"
        message = f"an overlay of version {told} cannot be read; 1.0 can"
        return (), (Problem("overlay-version", message, tree.place(("overlay",)), hint),)
    problems = [*_fields(tree, (), value, _OVERLAY)]
    info, listed = value.get("info"), value.get("actions")
    if isinstance(info, dict):
        problems += _fields(tree, ("info",), info, _INFO)
    if listed == []:
        problems.append(_malformed(tree, ("actions",), "'actions' is empty", "write at least one action"))
    found = [_action(tree, number, index, each, problems) for index, each in enumerate(_list(listed))]
    actions = tuple(each for each in found if each is not None)
    problems += (each for action in actions for each in _too_long(action, limits))
    return actions, tuple(problems[: limits.problems])


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _action(tree: Tree, number: int, index: int, value: Json, problems: list[Problem]) -> Action | None:
    pointer = ("actions", str(index))
    if not isinstance(value, dict):
        problems.append(_malformed(tree, pointer, "an action is no mapping", "write 'target' and 'update'"))
        return None
    found = [*_fields(tree, pointer, value, _ACTION)]
    problems += found
    target, remove = value.get("target"), value.get("remove", False)
    if found or not isinstance(target, str) or not isinstance(remove, bool):
        return None
    if not remove and "update" not in value:
        message = "an action has neither 'update' nor 'remove: true', and changes nothing"
        problems.append(finding("overlay-without-effect", message, tree.place(pointer)))
        return None
    # By the specification `remove` wins over `update`.
    mark = tree.mark_at((*pointer, "update"))
    return Action(target, None if remove else Update(value["update"], mark, number), tree, pointer)


def _fields(
    tree: Tree, pointer: Pointer, value: Mapping[str, Json], known: Mapping[str, tuple[type, bool]]
) -> Iterator[Problem]:
    for name, (kind, required) in known.items():
        if name not in value:
            if required:
                yield _malformed(tree, pointer, f"{name!r} is missing", f"add {name!r}")
        elif not isinstance(value[name], kind):
            word = _WORDS[kind]
            yield _malformed(tree, (*pointer, name), f"{name!r} is not {word}", f"write {word}")
    for name in value:
        if name not in known and not name.startswith("x-"):
            near = did_you_mean(nearest(name, known))
            hint = near or f"its fields are {', '.join(known)}; names of your own start with 'x-'"
            place = tree.place((*pointer, name), key=True)
            yield Problem("overlay-malformed", f"{shown(name)} is no field here", place, hint)


def _too_long(action: Action, limits: Limits) -> Iterator[Problem]:
    if len(action.target) > limits.key:
        message = f"a target has more than {limits.key:,} characters"
        hint = "select a node further up, or write several actions"
        yield Problem("overlay-target-invalid", message, action.place("target"), hint)


def _malformed(tree: Tree, pointer: Pointer, message: str, hint: str) -> Problem:
    return Problem("overlay-malformed", message, tree.place(pointer), hint)
