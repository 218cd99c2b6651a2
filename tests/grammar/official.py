"""The official JSON Schemas of AsyncAPI as judges of a document; knows none of our rows."""

import json
import re
from collections.abc import Iterator
from copy import copy
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from tests.grammar.amendments import AMENDMENTS
from tests.support import ROOT

SCHEMAS = ROOT / "tests" / "data" / "asyncapi"
REFERENCE = "$ref"

FORMATS = copy(Draft7Validator.FORMAT_CHECKER)
FORMATS.checkers = {**FORMATS.checkers}


@FORMATS.checks("email")  # type: ignore[untyped-decorator]  # jsonschema does not type it
def is_email(value: object) -> bool:
    """The checker of the library asks for an `@` alone."""
    return not isinstance(value, str) or re.fullmatch(r"[^@\s]+@[^@\s]+", value) is not None


class EndlessError(Exception):
    """A document that cannot be written without references, or has a broken one."""


@cache
def judge(version: str) -> Draft7Validator:
    schema = json.loads((SCHEMAS / f"{version}.json").read_text(encoding="utf-8"))
    for amend in AMENDMENTS:
        amend(schema)
    return Draft7Validator(schema, format_checker=FORMATS)


def refused(document: Any, version: str) -> list[str]:
    """Return what the schema of a version has against a document, and where.

    As AsyncAPI's reference parser does it: all `$ref`s are replaced first, and then the document as it is
    written tells where a `$ref` stands in a place that has no such field.
    """
    found = [_shown(error) for error in judge(version).iter_errors(joined(document, document))]
    unjoined = [error for top in judge(version).iter_errors(document) for error in _tree(top)]
    return found + [_shown(error) for error in unjoined if _is_misplaced_reference(error)]


def joined(node: Any, root: Any, around: tuple[str, ...] = ()) -> Any:
    """Return a node with what its references name in their places."""
    if isinstance(node, list):
        return [joined(item, root, around) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get(REFERENCE)
    if not isinstance(reference, str):
        return {name: joined(value, root, around) for name, value in node.items()}
    if reference in around or not reference.startswith("#/"):
        raise EndlessError(reference)
    return joined(_target(reference, root), root, (*around, reference))


def _target(reference: str, root: Any) -> Any:
    for token in reference[2:].split("/"):
        try:
            root = root[token.replace("~1", "/").replace("~0", "~")]
        except (KeyError, TypeError) as error:
            raise EndlessError(reference) from error
    return root


def _tree(error: ValidationError) -> Iterator[ValidationError]:
    yield error
    for inner in error.context or ():
        yield from _tree(inner)


def _is_misplaced_reference(error: ValidationError) -> bool:
    schema: Any = error.schema
    instance: Any = error.instance
    return (
        error.validator == "additionalProperties"
        and REFERENCE in instance
        and REFERENCE not in schema.get("properties", {})
    )


def _shown(error: ValidationError) -> str:
    return f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
