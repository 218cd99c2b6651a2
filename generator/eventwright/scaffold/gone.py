"""Methods whose message is gone, and methods that a stub hides; nothing is changed here."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from eventwright.options import HandlerStyle
from eventwright.package import Handler
from eventwright.problems import Place, Problem
from eventwright.rules import finding
from eventwright.scaffold.classes import Method, calls_overridden, is_unwritten
from eventwright.scaffold.file import HandlersFile
from eventwright.scaffold.scope import UNKNOWN, FoundClass, Path, Scope

_NOT_HANDLERS = frozenset(
    {"property", "staticmethod", "classmethod", "overload", "setter", "cached_property"}
)
_LIKE_ENOUGH = 0.6
_SAME_TEXT = 2.0
# A hint is a courtesy, and comparing all with all takes its time.
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The handlers that the package has, and among them those that the user has not written yet."""

    handlers: tuple[Handler, ...]
    open: tuple[Handler, ...]
    style: HandlerStyle

    @property
    def names(self) -> frozenset[str]:
        return frozenset({*(str(each.name) for each in self.handlers), "unknown_message"})


def without_message(file: HandlersFile, received: Received, shown: str) -> Iterator[Problem]:
    """Yield a warning for each handler that no message goes to any more, with its likely new name."""
    used = _used(file.tree)
    gone = [method for method in file.classes.methods() if _is_gone(method, file, received, used)]
    renamed = _renamed(gone, received.open)
    for method in gone:
        new = renamed.get(method.name)
        hint = "remove it, or let the document have its message again"
        if new is not None:
            hint = f"was it renamed to {str(new)!r}? then move its code there, and remove it with its import"
        message = f"handler {method.name!r} has no message any more"
        yield finding("handler-without-message", message, place_of(method, file, shown), hint)


def hidden(file: HandlersFile, received: Received, shown: str) -> Iterator[Problem]:
    """Yield a warning for each method that an unwritten one of the same name further down makes void."""
    last: dict[tuple[int, str], Method] = {}
    for method in file.classes.methods():
        key = method.owner.node.lineno, method.name
        before = last.get(key)
        if before and method.name in received.names and is_unwritten(method) and not is_unwritten(before):
            message = f"the stub {method.name!r} hides the method of that name in line {before.node.lineno}"
            yield finding("handler-hidden", message, place_of(method, file, shown), "remove the stub")
        last[key] = method


def told(handler: Handler) -> str:
    """Return the words of a handler's docstring."""
    return " ".join(str(ast.literal_eval(handler.docstring)).split())


def _is_gone(method: Method, file: HandlersFile, received: Received, used: frozenset[str]) -> bool:
    if method.name in received.names or method.name.startswith("__"):
        return False
    if any(last_name(each) in _NOT_HANDLERS for each in method.node.decorator_list):
        return False
    arguments = [*method.node.args.posonlyargs, *method.node.args.args][1:]
    if not arguments:
        return False
    taken = _type_of(arguments[0], method.owner.scope)
    if taken:
        member = file.package.member(taken)
        return member is not None and member not in file.package.exports
    if calls_overridden(method) and _is_on_the_package_alone(method.owner, file):
        return True
    return _looks_like_a_handler(method, arguments, received.style) and method.name not in used


def _looks_like_a_handler(method: Method, arguments: Sequence[ast.arg], style: HandlerStyle) -> bool:
    """Without types there are only its form and its name."""
    kind = ast.AsyncFunctionDef if style is HandlerStyle.ASYNC else ast.FunctionDef
    plain = len(arguments) == 1 and arguments[0].arg == "message" and arguments[0].annotation is None
    return plain and isinstance(method.node, kind) and not method.name.startswith("_")


def _type_of(argument: ast.arg, scope: Scope) -> Path:
    """Return what the annotation of an argument stands for, as far as the file tells."""
    annotation = argument.annotation
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            annotation = ast.parse(annotation.value, mode="eval").body
        except (SyntaxError, ValueError):
            return UNKNOWN
    return UNKNOWN if annotation is None else scope.path(annotation)


def _is_on_the_package_alone(owner: FoundClass, file: HandlersFile) -> bool:
    """Tell whether no base comes from elsewhere, which could have the method that is called."""
    own = {each.path for each in file.classes.handlers}
    return all(base in own or file.package.member(base) is not None for base in owner.bases)


def _used(tree: ast.Module) -> frozenset[str]:
    """The names that the file takes from any object, as in `self.name`."""
    return frozenset(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def _renamed(gone: Sequence[Method], new: Sequence[Handler]) -> dict[str, str]:
    """Pair what is gone with what is not written yet, the likest first, each once."""
    words = [(str(handler.name), told(handler)) for handler in new[:_MOST]]
    ranked = sorted(
        (
            (-_likeness(method, name, text), method.name, name)
            for method in gone[:_MOST]
            for name, text in words
        ),
    )
    pairs: dict[str, str] = {}
    for unlike, old, name in ranked:
        if -unlike >= _LIKE_ENOUGH and old not in pairs and name not in pairs.values():
            pairs[old] = name
    return pairs


def _likeness(method: Method, name: str, text: str) -> float:
    found = ast.get_docstring(method.node)
    same = found is not None and " ".join(found.split()) == text
    matcher = SequenceMatcher(None, method.name, name, autojunk=False)
    # The bounds are cheap, and most pairs are not alike at all.
    like = min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _LIKE_ENOUGH
    return (_SAME_TEXT if same else 0.0) + (matcher.ratio() if like else 0.0)


def last_name(node: ast.expr) -> str:
    """Return the name that an expression ends with, empty where it is more than names."""
    match node:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def place_of(method: Method, file: HandlersFile, shown: str) -> Place:
    """Return where a method begins."""
    node = method.node
    return Place(shown, node.lineno, file.source.column(node.lineno, node.col_offset) + 1)
