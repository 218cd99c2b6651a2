"""Where a key of a TOML text stands, found by a look at its lines, as tomllib tells no places."""

import re

from eventwright.problems import Place

_HEADER = re.compile(r"^\s*\[+\s*([^\]]*?)\s*\]+")


def place_of(file: str, text: str, table: str, key: str, count: int = 0, *, after: int = 0) -> Place:
    """Return the place of a key below the `count`th table of that name, or the file's start.

    What stands in the first lines, `after` many, is passed over.
    """
    lines = text.splitlines()
    start = max(_start(lines, table, count), after)
    named = re.compile(rf"""(?:^|[\s{{,.\["'])({re.escape(key)})["']?\s*[.=\]]""")
    for number in range(start, len(lines)):
        match = named.search(lines[number].partition("#")[0])
        if match:
            return Place(file, number + 1, match.start(1) + 1)
    return Place(file)


def _start(lines: list[str], table: str, count: int) -> int:
    found = [
        number
        for number, line in enumerate(lines)
        if (match := _HEADER.match(line)) and re.sub(r"[\s\"']", "", match[1]) == table
    ]
    return found[min(count, len(found) - 1)] if found else 0
