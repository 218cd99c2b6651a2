"""Two packages compared by what code can rely on; why something changed is found elsewhere."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from eventwright.effect.surface import Class, Kind, Method, Named, Surface
from eventwright.problems import parse_pointer, pointer_text

Pointer = tuple[str, tuple[str, ...]]
"""A key of a schema or a message, and tokens below it."""

_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that code has to follow; `rule` is empty for what is dangerous, and not told by itself."""

    rule: str
    message: str
    old: Pointer | None
    new: Pointer | None
    addresses: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Keys of what is mentioned, in either document."""


Renames = Mapping[str, str]
"""What the document calls otherwise: by the pointer to where it stood, the one to where it stands."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What the document renamed, and the pointers at which something else stands now."""

    renames: Renames
    replaced: frozenset[str] = frozenset()


def compared(old: Surface, new: Surface, moves: Moves) -> Iterator[Effect]:
    """Yield what code that uses the old package has to follow in the new one."""
    renames = moves.renames
    pairs = _pairs(old.classes, new.classes, moves)
    names = {one.name: other.name for one, other in pairs}
    befores = {one.name for one, _ in pairs}
    for each in old.classes:
        if each.name not in befores:
            message = f"the class {each.name} is gone"
            addresses = _addresses(old, each) if each.key else _left(old, new)
            yield Effect("code-class-removed", message, _of(each), None, addresses)
    keys = {each.name: each.key for each in (*old.classes, *new.classes)}
    for one, other in pairs:
        for effect in _classes(one, other, names, renames, _addresses(old, one)):
            mentioned = (keys[word] for word in _WORD.findall(effect.message) if word in keys)
            yield replace(effect, related=tuple(mentioned))
    yield from _methods("handler", old.handlers, new.handlers, names)
    yield from _methods("sender", old.senders, new.senders, names)


def _addresses(surface: Surface, each: Class) -> tuple[str, ...]:
    """Where the message comes or goes that is a class, or that has its schema written in place."""
    key = each.key
    while key and key not in surface.messages:
        key = key.rpartition("/")[0]
    return surface.messages.get(key, ())


def _left(old: Surface, new: Surface) -> tuple[str, ...]:
    """Return all addresses, those first where nothing comes or goes any more."""
    before, after = (
        dict.fromkeys(address for found in each.messages.values() for address in found) for each in (old, new)
    )
    return tuple(sorted(before, key=lambda address: address in after))


def _pairs(old: Sequence[Class], new: Sequence[Class], moves: Moves) -> list[tuple[Class, Class]]:
    """Return the classes that are the same: as the document renamed them, by name, else by pointer."""
    by_key = {each.key: each for each in new if each.key}
    by_name = {each.name: each for each in new}
    ways: tuple[tuple[Mapping[str, Class], Callable[[Class], str]], ...] = (
        (by_key, _moved(moves.renames)),
        (by_name, lambda each: each.name),
        (by_key, lambda each: "" if _within(each.key, moves.replaced) else each.key),
    )
    taken: set[str] = set()
    pairs: list[tuple[Class, Class]] = []
    for known, called in ways:
        done = {one.name for one, _ in pairs}
        for each in old:
            other = known.get(called(each)) if each.name not in done else None
            if other is not None and other.name not in taken:
                taken.add(other.name)
                pairs.append((each, other))
    return pairs


def _within(key: str, owners: Iterable[str]) -> bool:
    return any(key == owner or key.startswith(f"{owner}/") for owner in owners)


def _moved(renames: Renames) -> Callable[[Class], str]:
    """Return what tells where the schema of a class stands now, if that or what it is in was renamed."""

    def moved(each: Class) -> str:
        key = each.key
        while key not in renames and "/" in key:
            key = key.rpartition("/")[0]
        return renames[key] + each.key.removeprefix(key) if key in renames else ""

    return moved


def _classes(
    old: Class, new: Class, names: Mapping[str, str], renames: Renames, addresses: tuple[str, ...]
) -> Iterator[Effect]:
    if old.name != new.name:
        message = f"the class {old.name} is called {new.name} now"
        yield Effect("code-class-renamed", message, _of(old), _of(new), addresses)
    if old.kind is not new.kind:
        message = f"the class {new.name} was {old.kind.value} and is {new.kind.value}"
        yield Effect("code-class-retyped", message, _of(old), _of(new), addresses)
        return
    yield from _fields(old, new, names, renames)
    yield from _members(old, new, renames)


def _fields(old: Class, new: Class, names: Mapping[str, str], renames: Renames) -> Iterator[Effect]:
    after = {each.wire: each for each in new.fields}
    known: set[str] = set()
    for each in old.fields:
        wire = _other_wire(_at(old, each), renames) or each.wire
        here, found = _at(old, each), after.get(wire)
        if found is None:
            yield Effect("code-field-removed", f"{old.name}.{each.name} is gone", here, None)
            continue
        known.add(wire)
        there = _at(new, found)
        if each.name != found.name:
            message = f"{old.name}.{each.name} is called {found.name} now"
            yield Effect("code-field-renamed", message, here, there)
        if _translated(each.type, names) != found.type:
            message = f"{new.name}.{found.name} was {each.type} and is {found.type}"
            yield Effect("code-field-retyped", message, here, there)
    for each in new.fields:
        if each.wire not in known and each.required:
            message = f"{new.name}.{each.name} has to be given where an object is made"
            yield Effect("code-field-added-required", message, None, _at(new, each))


def _members(old: Class, new: Class, renames: Renames) -> Iterator[Effect]:
    after = {each.wire: each for each in new.members}
    left = [each for each in old.members if each.wire not in after]
    come = [each for each in new.members if each.wire not in {known.wire for known in old.members}]
    if len(left) == len(come) == 1 and any(_within(place, [f"{old.key}/enum"]) for place in renames):
        message = f"{old.name}.{left[0].name} is called {come[0].name} now"
        yield Effect("code-member-renamed", message, _of(old, "enum"), _of(new, "enum"))
        return
    for each in old.members:
        found = after.get(each.wire)
        if found is None:
            yield Effect("code-member-removed", f"{old.name}.{each.name} is gone", _of(old, "enum"), None)
        elif found.name != each.name:
            message = f"{old.name}.{each.name} is called {found.name} now"
            yield Effect("code-member-renamed", message, _of(old, "enum"), _of(new, "enum"))
    before = {each.wire for each in old.members}
    for each in new.members:
        if each.wire not in before:
            yield Effect("", f"{new.name}.{each.name} was added", None, _of(new, "enum"))


def _methods(
    word: str, old: Iterable[Method], new: Iterable[Method], names: Mapping[str, str]
) -> Iterator[Effect]:
    after = {_same(each, {}): each for each in new}
    known: set[str] = set()
    for each in old:
        found = after.get(_same(each, names))
        if found is None:
            message = f"the {word} {each.named.name} is gone"
            yield Effect(f"code-{word}-removed", message, (each.key, ()), None, each.addresses)
            continue
        known.add(found.named.name)
        yield from _method(word, each, found, names)
    for each in new:
        if each.named.name not in known and word == "handler":
            message = f"the handler {each.named.name} is to be written"
            yield Effect("code-handler-added", message, None, (each.key, ()), each.addresses)


def _method(word: str, old: Method, new: Method, names: Mapping[str, str]) -> Iterator[Effect]:
    places = (old.key, ()), (new.key, ())
    if old.named.name != new.named.name:
        message = f"the {word} {old.named.name} is called {new.named.name} now"
        yield Effect(f"code-{word}-renamed", message, *places, old.addresses)
    elif word == "sender" and _translated(old.named.type, names) != new.named.type:
        message = f"the sender {new.named.name} took {old.named.type} and takes {new.named.type}"
        yield Effect("code-sender-retyped", message, *places, old.addresses)


def _same(method: Method, names: Mapping[str, str]) -> str:
    """What a method is found by: the class of its message as it is called now, and where that goes."""
    return names.get(method.message, method.message) + method.named.wire.removeprefix(method.message)


def _of(each: Class, *tokens: str) -> Pointer:
    return each.key, tokens


def _at(owner: Class, each: Named) -> Pointer:
    if owner.kind in (Kind.MESSAGE, Kind.PARAMETERS):
        return owner.key, (each.wire,)
    return owner.key, ("properties", each.wire)


def _other_wire(here: Pointer, renames: Renames) -> str:
    found = renames.get(here[0] + pointer_text(here[1]))
    return "" if found is None else parse_pointer(found.partition("#")[2])[-1]


def _translated(text: str, names: Mapping[str, str]) -> str:
    """Return a type in which classes are called what they are called now."""
    return _WORD.sub(lambda found: names.get(found[0], found[0]), text)
