"""What `diff` tells of the pairs of documents in tests/diff, and that it is silent on what is nothing."""

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.test_diff_rules import ONE_WAY, WITH_CASE, turned_round

from eventwright.against import Against, Named, compared_documents
from eventwright.configuration.diffing import diff_settings
from eventwright.diff.policy import judged, policy_of
from eventwright.diff.rules import BY_ID, DiffRule
from eventwright.problems import Place
from eventwright.reading import Reading, Source
from eventwright.report.changes import changes_json

CASES = Path(__file__).parent / "diff"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())
CODE = "code-"
TOLD = ("rule", "receiver", "sender", "pointer_old", "pointer_new")


def document(folder: Path, stem: str) -> Named:
    [path] = folder.glob(f"{stem}.*")
    return Named(Source(str(folder), path.name), Reading())


def told(folder: Path, old: str = "old", new: str = "new") -> Against:
    """The comparison, by the policy of the case where it has one."""
    found = compared_documents(document(folder, old), document(folder, new))
    policy = folder / "policy.toml"
    if not policy.exists():
        return found
    value = tomllib.loads(policy.read_text(encoding="utf-8"))
    settings = diff_settings(value, lambda table, key, count: Place("policy.toml"), [])
    [comparison] = judged([found.comparison], policy_of(settings), date.min)
    return replace(found, comparison=comparison)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_exactly_what_is_expected_is_told(folder: Path) -> None:
    changes = changes_json([told(folder)])["changes"]
    assert isinstance(changes, list)
    found = [{key: each[key] for key in TOLD} for each in changes if isinstance(each, dict)]
    if not folder.name.startswith(CODE):
        # What Python code makes of a change has cases of its own.
        found = [each for each in found if not str(each["rule"]).startswith(CODE)]
    assert found == json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("stem", ["old", "new"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_document_has_not_changed_from_itself(folder: Path, stem: str) -> None:
    assert told(folder, stem, stem).comparison.changes == ()


BOTH_WAYS = [
    rule for rule in WITH_CASE if rule.id not in ONE_WAY and not rule.policy and not rule.id.startswith(CODE)
]


@pytest.mark.parametrize("rule", BOTH_WAYS, ids=lambda rule: rule.id)
def test_the_change_back_is_told_by_the_mirror_of_its_rule(rule: DiffRule) -> None:
    changes = told(CASES / rule.id, "new", "old").comparison.changes
    found = {change.rule for change in changes if not change.rule.startswith(CODE)}
    named = {rule.mirror} if rule.mirror else {other for other in turned_round(rule) if other in BY_ID}
    if rule.id == "server-variable-removed":
        named |= {"server-variable-added-with-default"}
    assert found <= (set() if rule.silent else named or {rule.id})
    assert bool(found) is not rule.silent
