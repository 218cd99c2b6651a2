"""Bindings, and edits of them, get one verdict from the rows and from the official schemas of bindings."""

import json
import os
from random import Random
from typing import Any

import pytest
from tests.grammar.bindings import Judge, judges
from tests.grammar.edits import edits
from tests.grammar.made import Maker

from eventwright.documents import MemoryDocuments
from eventwright.grammar import grammar_problems
from eventwright.grammar.bindings import BINDINGS, version_of
from eventwright.grammar.kinds import Part, Thing
from eventwright.resolve import resolve

MADE = 6
EDITS = int(os.environ.get("EVENTWRIGHT_EDITS", "3"))
JUDGES = tuple(judges())


def ours(judge: Judge, binding: Any) -> list[str]:
    section = {f"{judge.part}Bindings": {"one": {judge.protocol: binding}}}
    info = {"title": "Orders", "version": "1"}
    written = {"asyncapi": "2.6.0", "info": info, "channels": {}, "components": section}
    resolved = resolve(MemoryDocuments({"spec.json": json.dumps(written).encode()}), "spec.json")
    found = (*resolved.problems, *grammar_problems(resolved, (2, 6)))
    return [f"{problem.code} {problem.message}" for problem in found if problem.code != "unknown-keyword"]


def made(judge: Judge, number: int) -> dict[str, Any]:
    version = version_of(judge.version)
    assert version is not None
    thing = Thing(BINDINGS[judge.protocol].parts[Part(judge.part)].name)
    binding: dict[str, Any] = Maker(Random(f"{judge} {number}"), version).value(thing, 0)
    return {**binding, "bindingVersion": judge.version}


def disagreement(judge: Judge, binding: Any) -> list[str]:
    mine, theirs = ours(judge, binding), judge.refused(binding)
    return [] if bool(mine) == bool(theirs) else (mine or theirs)


def test_there_are_judges_of_most_protocols() -> None:
    # The others have no fields, and so no schemas; `mqtt5` has one field, which came into `mqtt`.
    silent = {"amqp1", "mercure", "mqtt5", "redis", "stomp"}
    assert {judge.protocol for judge in JUDGES} == BINDINGS.keys() - silent


@pytest.mark.parametrize("judge", JUDGES, ids=str)
def test_a_binding_and_its_edits_get_one_verdict(judge: Judge) -> None:
    random = Random(str(judge))
    found = []
    for number in range(MADE):
        binding = made(judge, number)
        assert ours(judge, binding) == []
        found += disagreement(judge, binding)
        for edit in edits(binding, random, EDITS):
            # What another version says of itself is told by its own schema.
            if edit.path[0] != "bindingVersion":
                found += [f"{edit}: {one}" for one in disagreement(judge, edit.document)]
    assert found == []
