"""Classes in the order in which they are defined: what one mentions stands before it, except in circles."""

from collections.abc import Mapping


def in_order(mentioned: Mapping[str, frozenset[str]]) -> list[str]:
    """Return all classes; what is mentioned first, and else as they are given."""
    place = {name: number for number, name in enumerate(mentioned)}
    found: dict[str, None] = {}
    begun: set[str] = set()
    for first in mentioned:
        # Documents may nest deeper than Python calls.
        waiting = [first]
        while waiting:
            name = waiting[-1]
            before = set[str]() if name in begun else mentioned[name] & place.keys() - {*begun, name}
            begun.add(name)
            if before:
                waiting += sorted(before, key=place.__getitem__, reverse=True)
            else:
                found[waiting.pop()] = None
    return list(found)
