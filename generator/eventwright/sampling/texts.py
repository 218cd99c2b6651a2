"""Texts of a format, a length or a pattern, drawn by chance; whether they are valid is for a judge to say."""

import re
import string
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from uuid import UUID

from eventwright.diff.shapes.samples import TEXTS
from eventwright.diff.shapes.shape import Texts
from eventwright.patterns.example import example
from eventwright.patterns.syntax import (
    Again,
    Chain,
    Choice,
    End,
    Looked,
    Node,
    One,
    Repeat,
    Start,
    UnreadError,
    read_pattern,
)
from eventwright.patterns.verdict import judged
from eventwright.sampling.chance import Chance

LONGEST = 20_000
_WORDS = (
    *("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron"),
    *("indigo", "juniper", "kestrel", "lagoon", "maple", "nectar", "orchid", "pebble"),
)
_TRIED = string.ascii_lowercase + string.digits + string.ascii_uppercase
_MARKS = "-_.:/@+ !#$%&*,;=?~'\"()[]{}<>|\\^`\t\n\r"
_BEYOND = "\x00\x1f\x7fäßΩжא中日한あ😀"
_EXTRAS = (3, 3, 1, 0, 8, 20, 60, 200)


def texts(rules: Texts, chance: Chance) -> Iterator[str]:
    """Yield texts that keep to the rules, the most telling first."""
    for word in rules.formats:
        drawn = _FORMATS.get(word.text)
        if drawn is not None:
            yield drawn(chance)
        yield from TEXTS.get(word.text, ())
    least = rules.min_length.value if rules.min_length else 0
    most = rules.max_length.value if rules.max_length else None
    for word in rules.patterns:
        yield from matching_texts(word.text, least, chance)
    yield words(least, most, chance)
    if not rules.patterns:
        yield "a" * min(least, LONGEST)


def words(least: int, most: int | None, chance: Chance) -> str:
    """Return words of a length within bounds."""
    text = chance.pick(_WORDS)
    while len(text) < min(least, LONGEST):
        text += f" {chance.pick(_WORDS)}"
    return text if most is None else text[:most].ljust(min(least, most), "a")


def matching_texts(pattern: str, least: int, chance: Chance) -> Iterator[str]:
    """Yield texts that a pattern is found in, some of them of at least a length."""
    verdict = judged(pattern)
    if verdict.error or verdict.degree:
        return
    try:
        node = read_pattern(pattern)
    except UnreadError:
        return
    for extra in (*_EXTRAS, least, 2 * least):
        text = _text(node, min(extra, LONGEST), chance)
        if text is not None and len(text) <= LONGEST and re.search(pattern, text):
            yield text
    found = example(pattern)
    if found is not None:
        yield found


def _text(node: Node, extra: int, chance: Chance) -> str | None:
    """Return a text of the expression; where it looks around, that may be wrong."""
    match node:
        case One(source):
            known = _characters(source)
            return chance.pick(known) if known else None
        case Start() | End() | Looked():
            return ""
        case Again():
            return None
        case Chain(parts):
            return _chained([_text(part, extra, chance) for part in parts])
        case Choice(branches):
            found = (_text(branch, extra, chance) for branch in chance.shuffled(branches))
            return next((text for text in found if text is not None), None)
        case Repeat(part, least, most):
            greatest = least + extra if most is None else min(most, least + extra)
            count = min(least + chance.below(greatest - least + 1), LONGEST)
            return _chained([_text(part, min(extra, 3), chance) for _ in range(count)])


def _chained(texts: list[str | None]) -> str | None:
    known = [text for text in texts if text is not None]
    return "".join(known) if len(known) == len(texts) else None


@lru_cache(maxsize=4096)
def _characters(source: str) -> str:
    """Return characters of a class: letters and digits, marks where it has none of these, else others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compiled = re.compile(source, re.DOTALL if source.endswith(".") else re.NOFLAG)
    for group in (_TRIED, _MARKS, _BEYOND):
        found = "".join(each for each in group if compiled.fullmatch(each))
        if found:
            return found
    return ""


def _date(chance: Chance) -> str:
    return f"{2020 + chance.below(6)}-{1 + chance.below(12):02}-{1 + chance.below(28):02}"


def _time(chance: Chance) -> str:
    return f"{chance.below(24):02}:{chance.below(60):02}:{chance.below(60):02}Z"


def _uuid(chance: Chance) -> str:
    number = sum(chance.below(256) << (8 * index) for index in range(16))
    return str(UUID(int=number, version=4))


def _site(chance: Chance) -> str:
    return f"https://example.com/{chance.pick(_WORDS)}"


_FORMATS: Mapping[str, Callable[[Chance], str]] = {
    "date-time": lambda chance: f"{_date(chance)}T{_time(chance)}",
    "date": _date,
    "time": _time,
    "duration": lambda chance: f"PT{1 + chance.below(59)}M",
    "uuid": _uuid,
    "email": lambda chance: f"{chance.pick(_WORDS)}@example.com",
    "idn-email": lambda chance: f"{chance.pick(_WORDS)}@example.com",
    "uri": _site,
    "url": _site,
    "iri": _site,
    "uri-reference": lambda chance: f"/{chance.pick(_WORDS)}",
    "iri-reference": lambda chance: f"/{chance.pick(_WORDS)}",
    "hostname": lambda chance: f"{chance.pick(_WORDS)}.example.com",
    "idn-hostname": lambda chance: f"{chance.pick(_WORDS)}.example.com",
    # Addresses that are kept for documentation (RFC 5737 and RFC 3849).
    "ipv4": lambda chance: f"192.0.2.{1 + chance.below(254)}",
    "ipv6": lambda chance: f"2001:db8::{1 + chance.below(0xFFFE):x}",
    "json-pointer": lambda chance: f"/{chance.pick(_WORDS)}",
    "byte": lambda _: "aGVsbG8=",
}
