"""Changes of what a string must keep to, and of formats."""

from collections.abc import Iterator, Sequence

from eventwright.diff.change import Severity
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.counts import compare_least, compare_most
from eventwright.diff.schemas.formats import checked, includes
from eventwright.diff.schemas.pair import Below, Pair
from eventwright.diff.shapes.shape import Word
from eventwright.patterns.inclusion import difference


def compare_strings(pair: Pair) -> Iterator[Finding | Below]:
    old, new = pair.old.texts, pair.new.texts
    yield from compare_least(pair, "min-length", old.min_length, new.min_length)
    yield from compare_most(pair, "max-length", old.max_length, new.max_length)
    yield from _patterns(pair, *_differing(old.patterns, new.patterns))


def compare_formats(pair: Pair) -> Iterator[Finding | Below]:
    """Some formats are those of numbers."""
    old, new = pair.old.texts.formats, pair.new.texts.formats
    yield from _formats(pair, *_differing(old, new))


def _differing(old: Sequence[Word], new: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    return [word for word in old if word not in new], [word for word in new if word not in old]


def _patterns(pair: Pair, old: Sequence[Word], new: Sequence[Word]) -> Iterator[Finding]:
    for before, after in zip(old, new, strict=False):
        found = difference(before.text, after.text)
        if found.same:
            continue
        yield pair.found(
            "pattern-changed",
            f"the pattern {before.text!r} became {after.text!r}",
            old=before,
            new=after,
            receiver=_severity(found.only_new, sure=found.sure),
            sender=_severity(found.only_old, sure=found.sure),
        )
    for word in old[len(new) :]:
        yield pair.found("pattern-removed", f"the pattern {word.text!r} was removed", old=word)
    for word in new[len(old) :]:
        yield pair.found("pattern-added", f"the pattern {word.text!r} was added", new=word)


def _severity(text: str | None, *, sure: bool) -> Severity:
    """What a text shows that only one pattern is found in."""
    if text is not None:
        return Severity.BREAKING
    return Severity.SAFE if sure else Severity.DANGEROUS


def _formats(pair: Pair, old: Sequence[Word], new: Sequence[Word]) -> Iterator[Finding]:
    for before, after in zip(old, new, strict=False):
        yield _format_changed(pair, before, after)
    for word in old[len(new) :]:
        severity = None if checked(word.text) else Severity.SAFE
        message = f"the format {word.text!r} was removed"
        yield pair.found("format-removed", message, old=word, receiver=severity)
    for word in new[len(old) :]:
        severity = None if checked(word.text) else Severity.SAFE
        message = f"the format {word.text!r} was added"
        yield pair.found("format-added", message, new=word, sender=severity)


def _format_changed(pair: Pair, old: Word, new: Word) -> Finding:
    if includes(old.text, new.text):
        rule = "format-narrowed"
    elif includes(new.text, old.text):
        rule = "format-widened"
    else:
        rule = "format-changed"
    changed = rule == "format-changed"
    return pair.found(
        rule,
        f"the format {old.text!r} became {new.text!r}",
        old=old,
        new=new,
        receiver=Severity.SAFE if changed and not checked(old.text) else None,
        sender=Severity.SAFE if changed and not checked(new.text) else None,
    )
