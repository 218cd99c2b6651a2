"""The automata that a package carries for those patterns on which Python's own engine may take for ever."""

from collections.abc import Iterator, Mapping

from eventwright.code import Code, Expression, code, collection, display
from eventwright.json_value import Json
from eventwright.names import identifier
from eventwright.patterns import Automaton, Verdict, judged, states

_INDENT = 4


Fields = Mapping[str, int | str | tuple[str, ...]]
"""What a program is made of, by the names of its fields."""


def programs(schemas: Mapping[str, Json]) -> Code | None:
    """Return the programs of the patterns in these schemas by their text; None where none is needed."""
    needed = {text: Expression(_program(each)) for text, each in program_fields(schemas).items()}
    return display(needed, _INDENT, len("patterns=") + 1) if needed else None


def program_fields(schemas: Mapping[str, Json]) -> Mapping[str, Fields]:
    """Return what the programs of the patterns are made of; only patterns that need one have one."""
    found = {text: judged(text) for text in dict.fromkeys(_patterns(schemas))}
    return {text: _fields(each) for text, each in found.items() if each.degree}


def _patterns(schemas: Mapping[str, Json]) -> Iterator[str]:
    """All that may be a pattern; a value that only looks like a schema does no harm."""
    waiting: list[Json] = list(schemas.values())
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        if isinstance(node, dict):
            waiting += node.values()
            pattern, names = node.get("pattern"), node.get("patternProperties")
            yield from [pattern] if isinstance(pattern, str) else []
            yield from names if isinstance(names, dict) else []


def _fields(verdict: Verdict) -> Fields:
    said: Fields = {"short": verdict.short, "longest": verdict.longest}
    return said if verdict.automaton is None else {**said, **parts_of(verdict.automaton)}


def _program(said: Fields) -> Code:
    parts = [
        code("{name}={value}", name=identifier(name), value=display(value, 2 * _INDENT, len(name) + 2))
        for name, value in said.items()
        if value != ""
    ]
    return collection("Program(", parts, ")", 2 * _INDENT)


def parts_of(machine: Automaton) -> dict[str, int | str | tuple[str, ...]]:
    """Return the fields of a program that say what its automaton is."""
    classes = tuple(dict.fromkeys(machine.sources))
    numbers = {source: number for number, source in enumerate(classes)}
    return {
        "classes": classes,
        "reads": " ".join(str(numbers[source]) for source in machine.sources),
        "follow": ";".join(_listed(each) for each in machine.follow),
        "first": _listed(machine.first),
        "first_at_start": _listed(machine.first_at_start),
        "last": _listed(machine.last),
        "last_at_end": _listed(machine.last_at_end),
    }


def _listed(bits: int) -> str:
    return " ".join(map(str, states(bits)))
