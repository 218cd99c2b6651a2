"""All objects as classes of a library: asked for, written by another generator, taken apart, put together."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from eventwright.code import Code, code, lines
from eventwright.names import Identifier, distinct, field_name, identifier
from eventwright.names.reserved import FIELD_RESERVED
from eventwright.options import Models
from eventwright.package import LibraryModels
from eventwright.plan.imports import used_names
from eventwright.plan.model_kinds.annotations import Names
from eventwright.plan.model_kinds.attributes import RESERVED
from eventwright.plan.model_kinds.decoding import decoder_table, fill_function
from eventwright.plan.model_kinds.order import in_order
from eventwright.plan.model_kinds.reading import UnexpectedError, WrittenModule, read_module
from eventwright.plan.model_kinds.source import Planned, class_source
from eventwright.plan.model_kinds.stand_ins import Given, StandIns, stand_ins
from eventwright.plan.model_kinds.writing import written
from eventwright.plan.shaped import ObjectShape
from eventwright.problems import Problem, SpecError

_VALUE = identifier("value")


def library_models(given: Given, readers: tuple[Code, ...], recursive: frozenset[str]) -> LibraryModels:
    """Return the classes, and what decodes them; raises SpecError and UnreadableError as `written` does.

    `readers` decode what is no object of a class, `recursive` are the schemas that contain themselves.
    """
    planned = {key: Planned(shape, _names(shape, given)) for key, shape in given.shapes.objects.items()}
    asked = stand_ins(given)
    try:
        module = read_module(written(asked.schema, given.models)) if planned else WrittenModule()
        classes = _classes(asked, module, planned, given)
    except (UnexpectedError, SyntaxError) as error:
        message = (
            f"datamodel-code-generator wrote {given.models.value} models in a form that is not known: {error}"
        )
        raise SpecError([Problem("models-not-written", message)]) from error
    aliases = _aliases(classes)
    if given.models is Models.TYPEDDICT:
        return LibraryModels(classes=classes, aliases=aliases, decoders=(), table=None)
    made = tuple(planned.values())
    fills = [fill_function(each, given.scope, given.decode, given.models) for each in made]
    table = decoder_table(made, given.scope, recursive)
    return LibraryModels(classes=classes, aliases=aliases, decoders=(*fills, *readers), table=table)


def _names(shape: ObjectShape, given: Given) -> dict[str, Identifier]:
    wires = [each.wire for each in shape.fields]
    if shape.schema.object.wrapper:
        return dict.fromkeys(wires, _VALUE)
    return distinct(wires, field_name, FIELD_RESERVED | RESERVED[given.models])


def _classes(
    asked: StandIns, module: WrittenModule, planned: dict[str, Planned], given: Given
) -> tuple[Code, ...]:
    names = Names(
        module, {name: given.scope.class_of(key) for name, key in asked.classes.items()}, asked.sources
    )
    if module.classes.keys() != asked.classes.keys():
        raise UnexpectedError(None, "classes that were not asked for, or not all of them")
    ordered = in_order({name: module.mentioned_by(name) for name in asked.classes})
    later = {name: frozenset(ordered[number:]) for number, name in enumerate(ordered)}
    found = [
        class_source(
            planned[asked.classes[name]], module.classes[name], replace(names, later=later[name]), given
        )
        for name in ordered
    ]
    return (*found, *(_rebuilt(later, module, names) if given.models is Models.PYDANTIC else ()))


def _rebuilt(later: Mapping[str, frozenset[str]], module: WrittenModule, names: Names) -> Iterator[Code]:
    """Complete the classes that mention one further down, or one of these: pydantic could not yet."""
    found: list[str] = []
    for name in later:
        if module.mentioned_by(name) & (later[name] | set(found)):
            found.append(name)
    if found:
        yield lines(code("{name}.model_rebuild()", name=names.classes[name]) for name in found)


def _aliases(classes: tuple[Code, ...]) -> tuple[Identifier, ...]:
    """The types of Python's that a class annotates with although a field of its has their name."""
    hidden = {identifier(f"_{name}"): identifier(name) for name in ("date", "datetime", "time")}
    source = lines(classes)
    if not any(name in source for name in hidden):
        return ()
    return tuple(sorted(hidden[identifier(name)] for name in used_names(source, frozenset(hidden))))
