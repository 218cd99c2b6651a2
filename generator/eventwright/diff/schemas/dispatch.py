"""Changes of what the generator reads beside the keywords of Draft-07: discriminators and extensions."""

from collections.abc import Iterator, Mapping

from eventwright.api import Discriminator, KeywordSchema
from eventwright.diff.finding import Finding
from eventwright.diff.schemas.pair import Below, Pair
from eventwright.diff.shapes import Shape, Spot
from eventwright.diff.shapes.values import value_text
from eventwright.json_value import Json

READ = frozenset({"x-extensible-enum"})
"""Extensions that decide what is generated."""


def compare_discriminators(pair: Pair) -> Iterator[Finding | Below]:
    old, new = _discriminator(pair.old), _discriminator(pair.new)
    before, after = (_names(each[0]) if each else None for each in (old, new))
    if before == after:
        return
    texts = ["none" if each is None else repr(each[0].property) for each in (old, new)]
    yield pair.found(
        "discriminator-changed",
        f"the discriminator {texts[0]} became {texts[1]}",
        old=old[1] if old else None,
        new=new[1] if new else None,
    )


def compare_extensions(pair: Pair) -> Iterator[Finding | Below]:
    old, new = _extensions(pair.old), _extensions(pair.new)
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if (before and value_text(before[0])) == (after and value_text(after[0])):
            continue
        rule = "extension-read-by-generator-changed" if name in READ else "extension-changed"
        verb = "added" if before is None else "removed" if after is None else "changed"
        yield pair.found(
            rule,
            f"{name} was {verb}",
            old=before[1] if before else None,
            new=after[1] if after else None,
            detail=name,
        )


def _discriminator(shape: Shape) -> tuple[Discriminator, Spot] | None:
    for schema in shape.schemas:
        if isinstance(schema, KeywordSchema) and schema.annotations.discriminator is not None:
            return schema.annotations.discriminator, Spot(schema.key, ("discriminator",))
    return None


def _names(discriminator: Discriminator) -> tuple[str, frozenset[str]]:
    """The property, and the values that are mapped; schemas are compared where they are used."""
    return discriminator.property, frozenset(value for value, _ in discriminator.mapping)


def _extensions(shape: Shape) -> Mapping[str, tuple[Json, Spot]]:
    found: dict[str, tuple[Json, Spot]] = {}
    for schema in shape.schemas:
        if isinstance(schema, KeywordSchema):
            for name, value in schema.annotations.extensions.items():
                found.setdefault(name, (value, Spot(schema.key, (name,))))
    return found
