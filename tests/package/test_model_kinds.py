"""One document in four kinds of models: what each keeps, and that the page on them says so."""

import json
import re
import sys
from typing import Any

import pytest
from tests.package.kinds import DOCUMENT, Kind, table
from tests.package.samples import Sample, collected_bodies, conversation_samples, other_samples
from tests.support import MESSAGEBIRD, ROOT, Packages, files_of, same

from eventwright.options import Models, PackageOptions

SAMPLES = [*conversation_samples(), *other_samples()]
PAGE = ROOT / "docs" / "models.md"


@pytest.fixture(params=Models)
def messagebird(packages: Packages, request: pytest.FixtureRequest) -> Any:
    return packages.of_file(MESSAGEBIRD, PackageOptions(models=request.param))


def test_the_table_of_the_page_is_what_was_measured(packages: Packages) -> None:
    document = json.dumps(DOCUMENT).encode()
    measured = table([Kind(models, packages, document) for models in Models])
    assert measured in PAGE.read_text(encoding="utf-8"), measured


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_payload_comes_back_as_it_was(messagebird: Any, sample: Sample) -> None:
    message = getattr(messagebird, sample.message).decode(sample.payload)
    assert same(message.encode(), sample.payload)


@pytest.mark.parametrize(("name", "body"), collected_bodies())
def test_the_router_and_the_messages_are_the_same(messagebird: Any, name: str, body: bytes) -> None:
    message = messagebird.Router().decode("/webhook", body)
    assert type(message) is messagebird.MessageCreated
    assert same(message.encode(), json.loads(body))


def test_the_code_of_the_page_runs(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(MESSAGEBIRD.read_bytes(), MESSAGEBIRD.name, PackageOptions(models=Models.PYDANTIC))
    monkeypatch.setitem(sys.modules, "events", packages.imported(files))
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), {})  # a page of ours
