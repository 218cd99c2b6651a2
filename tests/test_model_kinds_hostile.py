"""Text of a document stays data in the other kinds of models, and another generator's source is no way in."""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from tests.hostile import SLOTS, document
from tests.support import KITCHEN_SINK, MESSAGEBIRD, Packages, files_of
from tests.test_hostile import MAY_BE_REFUSED, TEXTS, assert_inert, unmarked

from eventwright.options import Models, PackageOptions
from eventwright.problems import SpecError, UnreadableError

__all__ = ["unmarked"]  # a fixture that each test of this module has
KINDS = [kind for kind in Models if kind is not Models.DATACLASS]
GENERATOR = "datamodel_code_generator"


# All in one kind; of the others, which take the same ways, a third each.
TRIED = [
    *((Models.PYDANTIC, name) for name in TEXTS),
    *((Models.MSGSPEC, name) for name in list(TEXTS)[::3]),
    *((Models.TYPEDDICT, name) for name in list(TEXTS)[1::3]),
]


@pytest.mark.parametrize(("kind", "name"), TRIED)
def test_a_text_in_all_fields_stays_data(packages: Packages, kind: Models, name: str) -> None:
    texts = dict.fromkeys(set(SLOTS) - MAY_BE_REFUSED, TEXTS[name])
    assert_inert(packages, texts, PackageOptions(models=kind))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the other generator is given, although it writes no more than before."""
    from datamodel_code_generator import generate  # noqa: PLC0415  # a second, which only these tests need

    texts: list[str] = []

    def listening(text: str, **options: Any) -> Any:
        texts.append(text)
        return generate(text, **options)

    monkeypatch.setattr(f"{GENERATOR}.generate", listening)
    return texts


def strings(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for name, each in value.items():
                yield name
                yield from strings(each)
        case list():
            for each in value:
                yield from strings(each)
        case str():
            yield value
        case _:
            return


KNOWN = re.compile(
    r"[CSf][0-9]+|#/definitions/[CS][0-9]+|a|\$ref|\$schema|http://json-schema.org/draft-07/schema#|definitions"
    r"|type|properties|required|anyOf|enum|items|additionalItems|additionalProperties|format|minItems|maxItems"
    r"|minLength|maxLength|minimum|maximum|exclusiveMinimum|exclusiveMaximum"
    r"|object|array|string|integer|number|boolean|null|date-time|date|time"
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_other_generator_is_given_no_text(given: list[str], kind: Models) -> None:
    hostile = document(dict.fromkeys(set(SLOTS) - MAY_BE_REFUSED, "os.system(1)"))
    for source in (hostile, MESSAGEBIRD.read_bytes(), KITCHEN_SINK.read_bytes()):
        files_of(source, "spec.yaml", PackageOptions(models=kind))
    assert len(given) == 3
    for text in given:
        assert [each for each in strings(json.loads(text)) if not KNOWN.fullmatch(each)] == []


SMALL = b"""
asyncapi: 2.6.0
info: {title: a, version: '1'}
channels: {a: {publish: {message: {payload: {type: object, properties: {b: {type: string}}}}}}}
"""
HEAD = "from pydantic import BaseModel, Field, ConfigDict\n"
MODEL = "class C0(BaseModel):\n    f0: str | None = None\n"
REFUSED = {
    "no Python": "class",
    "nothing": "",
    "another class": f"{HEAD}{MODEL}class C1(BaseModel):\n    f0: str\n",
    "another field": f"{HEAD}{MODEL}    f1: str\n",
    "no field": f"{HEAD}class C0(BaseModel):\n    pass\n",
    "an import": f"import os\n{HEAD}{MODEL}",
    "an import from elsewhere": f"from os import system\n{HEAD}{MODEL}",
    "a name that is not known": f"{HEAD}from pydantic import create_model\n{MODEL}",
    "a star": f"from pydantic import *\n{HEAD}{MODEL}",
    "a call": f"{HEAD}{MODEL}print(1)\n",
    "a function": f"{HEAD}{MODEL}def f(): ...\n",
    "an assignment": f"{HEAD}{MODEL}a = 1\n",
    "a decorator": f"{HEAD}@print\n{MODEL}",
    "a method": f"{HEAD}{MODEL}    def f(self): ...\n",
    "another base": f"{HEAD}{MODEL.replace('BaseModel', 'C1')}",
    "two bases": f"{HEAD}{MODEL.replace('BaseModel', 'BaseModel, dict')}",
    "a metaclass": f"{HEAD}{MODEL.replace('BaseModel', 'BaseModel, metaclass=type')}",
    "a type that is called": f"{HEAD}{MODEL.replace('str | None', 'print(1)')}",
    "a type that is not known": f"{HEAD}{MODEL.replace('str |', 'bytes |')}",
    "a type in a text": f"{HEAD}{MODEL.replace('str |', repr('print(1)') + ' |')}",
    "an attribute as type": f"{HEAD}{MODEL.replace('str |', 'os.path |')}",
    "a default": f"{HEAD}{MODEL.replace('= None', '= 1')}",
    "a default that is called": f"{HEAD}{MODEL.replace('= None', '= print()')}",
    "a factory": f"{HEAD}{MODEL.replace('= None', '= Field(default_factory=print)')}",
    "a bound that is text": f"{HEAD}{MODEL.replace('= None', '= Field(default=None, ge=' + repr('1') + ')')}",
    "other settings": f"{HEAD}{MODEL}    model_config = ConfigDict(title='a')\n",
}


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_model_is_refused(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.setattr(f"{GENERATOR}.generate", lambda text, **options: source)
    with pytest.raises(SpecError) as caught:
        files_of(SMALL, "spec.yaml", PackageOptions(models=Models.PYDANTIC))
    assert [problem.code for problem in caught.value.problems] == ["models-not-written"]


def test_what_is_a_model_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{GENERATOR}.generate", lambda text, **options: HEAD + MODEL)
    assert (
        "b: str | None = None"
        in files_of(SMALL, "a.yaml", PackageOptions(models=Models.PYDANTIC))["models.py"]
    )


@pytest.mark.parametrize("error", [ValueError("first\nsecond"), RecursionError(), KeyError("a")])
def test_a_failure_of_the_other_generator_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def failing(text: str, **options: Any) -> str:
        raise error

    monkeypatch.setattr(f"{GENERATOR}.generate", failing)
    with pytest.raises(SpecError) as caught:
        files_of(SMALL, "spec.yaml", PackageOptions(models=Models.MSGSPEC))
    (problem,) = caught.value.problems
    assert problem.code == "models-not-written" and "second" not in problem.message


def test_without_the_other_generator_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, GENERATOR, None)
    with pytest.raises(UnreadableError) as caught:
        files_of(SMALL, "spec.yaml", PackageOptions(models=Models.PYDANTIC))
    assert [problem.code for problem in caught.value.problems] == ["models-generator-missing"]
    assert files_of(SMALL, "spec.yaml", PackageOptions())
