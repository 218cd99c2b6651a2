"""Two classes that narrow one and the same inherited property, each in its own way."""

import pytest
from tests.support import MODES, Packages

SPEC = b"""
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  pets:
    publish:
      message:
        oneOf:
          - {name: Dog, payload: {$ref: '#/components/schemas/Dog'}}
          - {name: Cat, payload: {$ref: '#/components/schemas/Cat'}}
components:
  schemas:
    Pet: {type: object, required: [kind], properties: {kind: {type: string}}}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {kind: {const: Dog}}}]}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {kind: {const: Cat}}}]}
"""


@pytest.mark.parametrize("mode", MODES)
def test_each_class_keeps_to_its_own_narrowing(packages: Packages, mode: str) -> None:
    package = packages.of(SPEC, options=MODES[mode])
    for name, other in (("Dog", "Cat"), ("Cat", "Dog")):
        message = getattr(package, name)
        assert message.decode({"kind": name}).encode() == {"kind": name}
        with pytest.raises(package.DecodeError):
            message.decode({"kind": other})
