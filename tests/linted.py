"""What the rules about parts of a document say of a short one; asserts nothing of it."""

import json
from collections.abc import Mapping, Sequence
from textwrap import dedent

from eventwright.documents import MemoryDocuments
from eventwright.lint import lint
from eventwright.load import inspect_document
from eventwright.problems import Problem

HEAD = "asyncapi: 2.6.0\ninfo: {title: Orders, version: '1'}\n"


def told(text: str, others: Mapping[str, str] | None = None) -> list[Problem]:
    """What the rules say of a document; the head is put in front, and `channels` where there are none."""
    body = dedent(text)
    whole = HEAD + ("" if "channels:" in body else "channels: {}\n") + body
    files = {"spec.yaml": whole.encode()} | {
        name: dedent(part).encode() for name, part in (others or {}).items()
    }
    loaded = inspect_document(MemoryDocuments(files), "spec.yaml")
    assert not loaded.problems
    return list(lint(loaded.api, loaded.resolved))


def codes(text: str) -> list[str]:
    return sorted(problem.code for problem in told(text))


def messages(found: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in found]


PUBLISH = "publish: {message: {payload: {type: object}}}"


def on_channel(message: str) -> str:
    """A channel with one message of these fields."""
    return f"channels: {{o: {{publish: {{message: {{{message}}}}}}}}}\n"


def channel(address: str, parameters: str = "") -> str:
    declared = f"parameters: {parameters}, " if parameters else ""
    return f"channels:\n  {json.dumps(address)}: {{{declared}{PUBLISH}}}\n"
